// account.move.send (17.0): the wizard that prints, downloads and mails one invoice or many.
#include "simulator/addons/account/invoice_sending.h"
#include "simulator/addons/account/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

Value default_move_ids(const RecordSet& model) {
  const Value& ids = model.env().context("active_ids");
  return List{command::set(ids.is_list() ? ids.ids() : Ids())};
}

void compute_company(const RecordSet& self) {
  for (const RecordSet& one : self) one.set("company_id", one["move_ids"]["company_id"].first());
}

void compute_mode(const RecordSet& self) {
  for (const RecordSet& one : self) one.set("mode", one["move_ids"].size() == 1 ? "invoice_single" : "invoice_multi");
}

bool is_single(const RecordSet& wizard) { return wizard["move_ids"].size() == 1; }

bool reaches_somebody(const RecordSet& wizard) { return !wizard["move_ids"]["partner_id"].filtered("email").empty(); }

void compute_enabled(const RecordSet& self) {
  for (const RecordSet& one : self) {
    one.set("enable_download", true);
    one.set("enable_send_mail", true);
    one.set("enable_send_by_post", true);
    one.set("enable_ubl_cii_xml", false);
  }
}

void compute_checked(const RecordSet& self) {
  for (const RecordSet& one : self) {
    one.set("checkbox_download", one["company_id"].flag("invoice_is_download"));
    one.set("checkbox_send_mail", one["company_id"].flag("invoice_is_email") && reaches_somebody(one));
    one.set("checkbox_send_by_post", false);
    one.set("checkbox_ubl_cii_xml", false);
  }
}

void compute_shown(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const std::string lang = one["move_ids"]["partner_id"].first().text("lang");
    one.set("mail_lang", is_single(one) && !lang.empty() ? lang : "en_US");
    one.set("display_mail_composer", is_single(one));
    one.set("send_mail_readonly", !reaches_somebody(one));
    one.set("send_mail_warning_message", false);
    one.set("send_by_post_cost", 0);
    one.set("send_by_post_readonly", true);
    one.set("send_by_post_warning_message", false);
    one.set("checkbox_ubl_cii_label", false);
    one.set("show_ubl_company_warning", false);
    one.set("ubl_partner_warning", false);
  }
}

void compute_letter(const RecordSet& self) {
  for (const RecordSet& one : self) {
    InvoiceLetter letter;
    if (is_single(one)) letter = letter_for(one["move_ids"], one["mail_template_id"]);
    one.set("mail_subject", letter.subject.empty() ? Value(false) : Value(letter.subject));
    one.set("mail_body", letter.body.empty() ? Value(false) : Value(letter.body));
    one.set("mail_partner_ids", List{command::set(letter.partners)});
  }
}

void compute_attachments(const RecordSet& self) {
  for (const RecordSet& one : self)
    one.set("mail_attachments_widget", is_single(one) ? Value(attachments_shown(one["move_ids"])) : Value(List{}));
}

InvoiceLetter letter_of(const RecordSet& wizard, const RecordSet& move) {
  if (!is_single(wizard)) return letter_for(move, wizard["mail_template_id"]);
  return {.subject = wizard.text("mail_subject"),
          .body = wizard.text("mail_body"),
          .partners = wizard["mail_partner_ids"].ids(),
          .auto_delete = wizard["mail_template_id"].flag("auto_delete")};
}

Value send_later(const RecordSet& wizard) {
  wizard["move_ids"].write({{"send_and_print_values", Dict{{"mail_template_id", wizard["mail_template_id"]},
                                                           {"download", wizard.flag("checkbox_download")},
                                                           {"send_mail", wizard.flag("checkbox_send_mail")}}}});
  return Dict{{"type", "ir.actions.client"},
              {"tag", "display_notification"},
              {"params", Dict{{"type", "info"},
                              {"title", "Sending invoices"},
                              {"message", "The invoices wait for account.move._cron_account_move_send."},
                              {"next", Dict{{"type", "ir.actions.act_window_close"}}}}}};
}

Value action_send_and_print(const RecordSet& wizard, const Arguments& arguments) {
  const RecordSet moves = wizard.ensure_one()["move_ids"];
  const bool by_mail = wizard.flag("checkbox_send_mail");
  for (const std::string_view other : {"checkbox_send_by_post", "checkbox_ubl_cii_xml"})
    if (wizard.flag(other)) throw not_simulated("account.move.send." + std::string(other));
  if (!is_single(wizard) && by_mail && wizard["mail_template_id"].empty())
    throw user_error("Many invoices are sent with a template: choose one.");
  const bool now = wizard.flag("checkbox_download") || static_cast<bool>(arguments["force_synchronous"]);
  if (!is_single(wizard) && !now) return send_later(wizard);
  if (!moves.where("state", "!=", "posted").empty()) throw user_error("Only posted invoices are sent.");
  RecordSet printed = wizard.env()["ir.attachment"];
  for (const RecordSet& move : moves)
    printed |= send_invoice(move, by_mail ? std::optional(letter_of(wizard, move)) : std::nullopt);
  return wizard.flag("checkbox_download") ? download(printed) : Value(Dict{{"type", "ir.actions.act_window_close"}});
}

}  // namespace

Behaviour account_move_send() {
  return {
      .model = "account.move.send",
      .in = In{.until = Series::v17},
      .defaults = {{"move_ids", default_move_ids}},
      .computes = {{{"company_id"}, compute_company},
                   {{"mode"}, compute_mode},
                   {{"enable_download", "enable_send_mail", "enable_send_by_post", "enable_ubl_cii_xml"},
                    compute_enabled},
                   {{"checkbox_download", "checkbox_send_mail", "checkbox_send_by_post", "checkbox_ubl_cii_xml"},
                    compute_checked},
                   {{"mail_lang", "display_mail_composer", "send_mail_readonly", "send_mail_warning_message",
                     "send_by_post_cost", "send_by_post_readonly", "send_by_post_warning_message",
                     "checkbox_ubl_cii_label", "show_ubl_company_warning", "ubl_partner_warning"},
                    compute_shown},
                   {{"mail_subject", "mail_body", "mail_partner_ids"}, compute_letter},
                   {{"mail_attachments_widget"}, compute_attachments}},
      .methods = {{"action_send_and_print", "force_synchronous=False, allow_fallback_pdf=False, **kwargs",
                   action_send_and_print}},
  };
}

}  // namespace paridoo::addons::account
