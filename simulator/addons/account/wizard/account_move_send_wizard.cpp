// account.move.send.wizard and account.move.send.batch.wizard (since 18.0): sending one invoice, or many.
#include "simulator/addons/account/invoice_sending.h"
#include "simulator/addons/account/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// --- one

Value default_move_id(const RecordSet& model) {
  const Ids ids = model.env().context("active_ids").is_list() ? model.env().context("active_ids").ids() : Ids();
  if (ids.size() != 1 || model.env().context("active_model") != Value("account.move")) return false;
  return ids.front();
}

// 17.0 and 18.0 name the fields of the letter mail_..., 19.0 takes those of every composer.
std::string_view named(const RecordSet& wizard, std::string_view short_name) {
  if (wizard.env().since(Series::v19)) return short_name;
  if (short_name == "template_id") return "mail_template_id";
  if (short_name == "lang") return "mail_lang";
  return short_name == "subject" ? "mail_subject" : "mail_body";
}

void compute_template(const RecordSet& self) {
  for (const RecordSet& one : self) one.set(named(one, "template_id"), invoice_template(one["move_id"]));
}

void compute_lang(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const std::string lang = one["move_id"]["partner_id"].text("lang");
    one.set(named(one, "lang"), lang.empty() ? "en_US" : lang);
  }
}

void compute_letter(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const InvoiceLetter letter = letter_for(one["move_id"], one[named(one, "template_id")]);
    one.set(named(one, "subject"), letter.subject.empty() ? Value(false) : Value(letter.subject));
    one.set(named(one, "body"), letter.body.empty() ? Value(false) : Value(letter.body));
    one.set("mail_partner_ids", List{command::set(letter.partners)});
  }
}

void compute_methods(const RecordSet& self) {
  for (const RecordSet& one : self) {
    std::string chosen = one["move_id"]["commercial_partner_id"].text("invoice_sending_method");
    if (chosen.empty()) chosen = "email";
    Dict boxes;
    boxes.set("email", Dict{{"checked", chosen == "email"}, {"label", "by Email"}});
    if (!one.env().since(Series::v19))
      boxes.set("manual", Dict{{"checked", chosen == "manual"}, {"label", "Download"}});
    boxes.set("snailmail", Dict{{"checked", chosen == "snailmail"}, {"label", "by Post"}});
    one.set("sending_method_checkboxes", std::move(boxes));
  }
}

void compute_chosen(const RecordSet& self) {
  for (const RecordSet& one : self) {
    List chosen;
    const Value boxes = one.value("sending_method_checkboxes");
    if (boxes.is_dict())
      for (const auto& [name, box] : boxes.dict())
        if (box.is_dict() && static_cast<bool>(box.dict().get("checked"))) chosen.emplace_back(name);
    one.set("sending_methods", chosen.empty() ? Value(false) : Value(std::move(chosen)));
  }
}

bool is_chosen(const RecordSet& wizard, std::string_view method) {
  const Value chosen = wizard.value("sending_methods");
  return chosen.is_list() && std::ranges::find(chosen.list(), Value(method)) != chosen.list().end();
}

void compute_attachments(const RecordSet& self) {
  for (const RecordSet& one : self) one.set("mail_attachments_widget", attachments_shown(one["move_id"]));
}

// No format of electronic invoices is simulated, and one printed form.
void compute_formats(const RecordSet& self) {
  for (const RecordSet& one : self) {
    one.set("extra_edi_checkboxes", false);
    one.set("extra_edis", false);
    one.set("invoice_edi_format", false);
    one.set("display_pdf_report_id", false);
    one.set("pdf_report_id", false);
  }
}

void compute_alerts(const RecordSet& self) {
  for (const RecordSet& one : self) one.set("alerts", false);
}

void compute_download_only(const RecordSet& self) {
  for (const RecordSet& one : self) one.set("is_download_only", one.value("sending_methods") == Value(List{"manual"}));
}

void compute_composer(const RecordSet& self) {
  for (const RecordSet& one : self) {
    one.set("model", "account.move");
    one.set("render_model", "account.move");
    one.set("res_ids", repr(one["move_id"].ids()));
    one.set("body_has_template_value", false);
    one.set("can_edit_body", true);
    one.set("is_mail_template_editor", true);
    one.set("attachments_not_supported", false);
    one.set("display_attachments_widget", is_chosen(one, "email"));
  }
}

Value action_send_and_print(const RecordSet& wizard, const Arguments&) {
  const RecordSet move = wizard.ensure_one()["move_id"];
  check_sendable(move);
  for (const std::string_view other : {"snailmail", "peppol"})
    if (is_chosen(wizard, other)) throw not_simulated("account.move.send.wizard: sending by " + std::string(other));
  std::optional<InvoiceLetter> letter;
  if (is_chosen(wizard, "email"))
    letter = InvoiceLetter{.subject = wizard.text(named(wizard, "subject")),
                           .body = wizard.text(named(wizard, "body")),
                           .partners = wizard["mail_partner_ids"].ids(),
                           .auto_delete = wizard[named(wizard, "template_id")].flag("auto_delete")};
  if (letter && letter->partners.empty()) letter.reset();
  const RecordSet printed = send_invoice(move, letter);
  return is_chosen(wizard, "manual") ? download(printed) : Value(Dict{{"type", "ir.actions.act_window_close"}});
}

void check_move(const RecordSet& self) {
  for (const RecordSet& one : self) check_sendable(one["move_id"]);
}

// --- many

Value default_move_ids(const RecordSet& model) {
  const Value& ids = model.env().context("active_ids");
  return List{command::set(ids.is_list() ? ids.ids() : Ids())};
}

void compute_summary(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const auto count = static_cast<std::int64_t>(one["move_ids"].size());
    one.set("summary_data", Dict{{"email", Dict{{"count", count}, {"label", "by Email"}}}});
  }
}

// Nothing goes by post.
void compute_stamps(const RecordSet& self) {
  for (const RecordSet& one : self) one.set("send_by_post_stamps", 0);
}

Value send_many(const RecordSet& wizard, const Arguments& arguments) {
  const RecordSet moves = wizard.ensure_one()["move_ids"];
  if (arguments["force_synchronous"]) {
    for (const RecordSet& move : moves) send_invoice(move, letter_for(move, invoice_template(move)));
    return {};
  }
  const RecordSet user = wizard.env().user();
  moves.write({{"sending_data", Dict{{"author_user_id", user.id()}, {"author_partner_id", user["partner_id"].id()}}}});
  return Dict{{"type", "ir.actions.client"},
              {"tag", "display_notification"},
              {"params", Dict{{"type", "info"},
                              {"title", "Sending invoices"},
                              {"message", "The invoices are sent by the next scheduled job."},
                              {"next", Dict{{"type", "ir.actions.act_window_close"}}}}}};
}

void check_moves(const RecordSet& self) {
  for (const RecordSet& one : self) check_sendable(one["move_ids"]);
}

}  // namespace

Behaviour account_move_send_wizard() {
  constexpr In only_18{.since = Series::v18, .until = Series::v18}, since_19{.since = Series::v19};
  return {
      .model = "account.move.send.wizard",
      .in = In{.since = Series::v18},
      .defaults = {{"move_id", default_move_id}},
      .computes = {{{"mail_template_id"}, compute_template, only_18},
                   {{"template_id"}, compute_template, since_19},
                   {{"mail_lang"}, compute_lang, only_18},
                   {{"lang"}, compute_lang, since_19},
                   {{"mail_subject", "mail_body", "mail_partner_ids"}, compute_letter, only_18},
                   {{"subject", "body", "mail_partner_ids"}, compute_letter, since_19},
                   {{"sending_method_checkboxes"}, compute_methods},
                   {{"sending_methods"}, compute_chosen},
                   {{"mail_attachments_widget"}, compute_attachments},
                   {{"extra_edi_checkboxes", "extra_edis", "invoice_edi_format", "display_pdf_report_id",
                     "pdf_report_id"},
                    compute_formats},
                   {{"alerts"}, compute_alerts},
                   {{"is_download_only"}, compute_download_only, only_18},
                   {{"model", "render_model", "res_ids", "body_has_template_value", "can_edit_body",
                     "is_mail_template_editor", "attachments_not_supported", "display_attachments_widget"},
                    compute_composer,
                    since_19}},
      .constraints = {{check_move, {"move_id"}}},
      .methods = {{"action_send_and_print", "allow_fallback_pdf=False", action_send_and_print}},
  };
}

Behaviour account_move_send_batch_wizard() {
  return {
      .model = "account.move.send.batch.wizard",
      .in = In{.since = Series::v18},
      .defaults = {{"move_ids", default_move_ids}},
      .computes = {{{"summary_data"}, compute_summary},
                   {{"alerts"}, compute_alerts},
                   {{"send_by_post_stamps"}, compute_stamps}},
      .constraints = {{check_moves, {"move_ids"}}},
      .methods = {{"action_send_and_print", "force_synchronous=False, allow_fallback_pdf=False", send_many}},
  };
}

}  // namespace paridoo::addons::account
