// What opens the wizard that sends invoices, and the job that sends those which wait.
#include "simulator/addons/account/invoice_sending.h"
#include "simulator/addons/account/models.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

Value action_send_and_print(const RecordSet& moves, const Arguments&) {
  check_sendable(moves);
  const bool since_18 = moves.env().since(Series::v18);
  Dict context{{"active_ids", moves.ids()}};
  if (since_18)
    context.set("active_model", "account.move");
  else
    context.set("default_mail_template_id", invoice_template(moves.first()));
  const std::string_view one = since_18 ? "account.move.send.wizard" : "account.move.send";
  const std::string_view many = since_18 ? "account.move.send.batch.wizard" : "account.move.send";
  return Dict{{"name", moves.env().series() == Series::v18 ? "Print & Send" : "Send"},
              {"type", "ir.actions.act_window"},
              {"view_mode", "form"},
              {"res_model", moves.size() == 1 ? one : many},
              {"target", "new"},
              {"context", context}};
}

// An administrator chooses how documents look before the first one is sent.
Value layout_action(const Value& then) {
  return Dict{{"name", "Configure your document layout"},
              {"type", "ir.actions.act_window"},
              {"view_mode", "form"},
              {"res_model", "base.document.layout"},
              {"target", "new"},
              {"context", Dict{{"dialog_size", "extra-large"}, {"report_action", then}}}};
}

Value action_invoice_sent(const RecordSet& move, const Arguments&) {
  const Value action = move.ensure_one().call("action_send_and_print");
  const Env& env = move.env();
  const bool is_admin =
      env.is_superuser() || static_cast<bool>(env.user().call("has_group", {"base.group_erp_manager"}));
  const bool has_layout = !env.company().value("external_report_layout_id").is_unset();
  return is_admin && !has_layout && !env.context("discard_logo_check") ? layout_action(action) : action;
}

// Sends what a wizard for many invoices has left to be sent.
Value cron_account_move_send(const RecordSet& model, const Arguments&) {
  const std::string_view mark = model.env().since(Series::v18) ? "sending_data" : "send_and_print_values";
  const RecordSet waiting = model.search(term(std::string(mark), "!=", false) & term("state", "=", "posted"));
  for (const RecordSet& move : waiting) {
    send_invoice(move, letter_for(move, invoice_template(move)));
    move.set(mark, false);
  }
  return {};
}

}  // namespace

Behaviour account_move_sending() {
  return {
      .model = "account.move",
      .methods = {{"action_send_and_print", "", action_send_and_print},
                  {"action_invoice_sent", "", action_invoice_sent},
                  model_method("_cron_account_move_send", "job_count=10", cron_account_move_send)},
  };
}

}  // namespace paridoo::addons::account
