#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/account/written_taxes.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

Value action_register_payment(const RecordSet& self, const Arguments&) {
  if (!self.where("state", "!=", "posted").empty())
    throw user_error("Payments are registered for posted entries only.");
  return self.call("action_force_register_payment");
}

Value action_force_register_payment(const RecordSet& self, const Arguments&) {
  if (!self.where("move_type", "=", "entry").empty())
    throw user_error("Payments are not registered for miscellaneous entries.");
  return self["line_ids"].call("action_register_payment");
}

Dict turned_quantity(const RecordSet& line) {
  Dict values{{"quantity", -line.number("quantity")}};
  if (line.env().since(Series::v19)) values.set("extra_tax_data", reversed_taxes(line.value("extra_tax_data")));
  return values;
}

// An invoice becomes a credit note, and the other way round.
Value action_switch_move_type(const RecordSet& self, const Arguments&) {
  for (const RecordSet& move : self) {
    if (move.flag("posted_before")) throw validation_error("A document that was posted once keeps its type.");
    const std::string type = move.text("move_type");
    if (type == "entry") throw validation_error("An entry has no other type.");
    const std::string side = type.substr(0, type.find('_') + 1);
    const bool was_refund = type == side + "refund";
    store(move, "name", false);
    move.write({{"move_type", side + (was_refund ? "invoice" : "refund")},
                {"currency_id", move["currency_id"]},
                {"fiscal_position_id", move["fiscal_position_id"]}});
    if (move.number("amount_total") >= 0) continue;
    List commands;
    for (const RecordSet& line : move["line_ids"].where("display_type", "=", "product"))
      commands.push_back(command::update(line.id(), turned_quantity(line)));
    move.write({{"line_ids", std::move(commands)}});
  }
  return {};
}

Value action_reverse(const RecordSet& self, const Arguments&) {
  const bool document = self.size() == 1 && is_invoice(self, Receipts::excluded);
  return Dict{{"name", document ? "Credit Note" : "Reverse"},
              {"type", "ir.actions.act_window"},
              {"res_model", "account.move.reversal"},
              {"view_mode", "form"},
              {"target", "new"}};
}

Value action_toggle_block_payment(const RecordSet& self, const Arguments&) {
  const std::string state = self.ensure_one().text("payment_state");
  if (state == "blocked") {
    store(self, "payment_state", "not_paid");
    compute_now(self, {"payment_state"}, compute_payment_state);
    return {};
  }
  if (state == "paid" || state == "in_payment") throw user_error("The payment of a paid document cannot be blocked.");
  store(self, "payment_state", "blocked");
  return {};
}

Value button_set_checked(const RecordSet& self, const Arguments&) {
  for (const RecordSet& move : self) move.write({{"checked", true}});
  return {};
}

Value action_activate_currency(const RecordSet& self, const Arguments&) {
  const RecordSet inactive =
      self["currency_id"].filtered([](const RecordSet& currency) { return !currency.flag("active"); });
  if (inactive) inactive.write({{"active", true}});
  return {};
}

// Prices, taxes and accounts as the fiscal position makes them now.
Value action_update_fpos_values(const RecordSet& self, const Arguments&) {
  const RecordSet lines = self["invoice_line_ids"];
  for (const RecordSet& line : lines) {
    compute_now(line, {"price_unit"}, compute_price_unit);
    compute_now(line, {"tax_ids"}, compute_line_taxes);
  }
  recompute_accounts(lines.where("display_type", "=", "product"));
  recompute_accounts(self["line_ids"].where("display_type", "=", "payment_term"));
  return {};
}

}  // namespace paridoo::addons::account
