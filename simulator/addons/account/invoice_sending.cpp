#include "simulator/addons/account/invoice_sending.h"

#include <algorithm>

#include "simulator/addons/account/move.h"
#include "simulator/addons/account/report/invoice_document.h"
#include "simulator/addons/base/attachment_content.h"
#include "simulator/addons/base/pdf.h"
#include "simulator/addons/mail/mail_template.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr std::string_view mail_layout = "mail.mail_notification_layout_with_responsible_signature";

bool is_sent_to_customers(const RecordSet& move) {
  const std::string type = move.text("move_type");
  return type == "out_invoice" || type == "out_refund" || type == "out_receipt";
}

RecordSet print_invoice(const RecordSet& move) {
  if (const RecordSet printed = move["invoice_pdf_report_id"]) return printed;
  const base::ReportDocument document = invoice_document_with_payments(move.sudo());
  const RecordSet made =
      move.sudo().env()["ir.attachment"].create({{"name", pdf_name(move)},
                                                 {"datas", base::encode_base64(base::pdf_of(std::span(&document, 1)))},
                                                 {"mimetype", "application/pdf"},
                                                 {"res_model", "account.move"},
                                                 {"res_field", "invoice_pdf_report_file"},
                                                 {"res_id", move.id()}});
  move.sudo().write({{"message_main_attachment_id", made}});
  return made;
}

// The letter has a file of its own: the one of the field is seen on the invoice only.
Id copy_for_letter(const RecordSet& printed) {
  return printed.env()["ir.attachment"]
      .create({{"name", printed.text("name")},
               {"datas", printed.value("datas")},
               {"mimetype", printed.text("mimetype")},
               {"res_model", printed.text("res_model")},
               {"res_id", printed.integer("res_id")}})
      .id();
}

void post_letter(const RecordSet& move, const RecordSet& printed, const InvoiceLetter& letter) {
  const RecordSet author = move.env().user().sudo()["partner_id"];
  const Dict values{{"subject", letter.subject.empty() ? move.text("name") : letter.subject},
                    {"body", letter.body},
                    {"body_is_html", true},
                    {"message_type", "comment"},
                    {"subtype_xmlid", "mail.mt_comment"},
                    {"partner_ids", letter.partners},
                    {"attachment_ids", Ids{copy_for_letter(printed)}},
                    {"author_id", author},
                    {"email_layout_xmlid", mail_layout},
                    {"email_add_signature", letter.body.empty()}};
  move.with_context({{"mail_auto_delete", letter.auto_delete}}).call("message_post", {}, values);
}

}  // namespace

void check_sendable(const RecordSet& moves) {
  // 17.0 looks at the state only once the wizard is there.
  const bool drafts_too = !moves.env().since(Series::v18);
  if (!drafts_too && !moves.where("state", "!=", "posted").empty()) throw user_error("Only posted invoices are sent.");
  if (std::ranges::any_of(moves.ids(), [&](Id id) { return !is_sent_to_customers(moves.browse(id)); }))
    throw user_error("Only what goes to customers is sent.");
}

RecordSet invoice_template(const RecordSet& move) {
  const bool is_refund = move.text("move_type") == "out_refund";
  const auto found =
      move.env().find_ref(is_refund ? "account.email_template_edi_credit_note" : "account.email_template_edi_invoice");
  return found ? *found : move.env()["mail.template"];
}

InvoiceLetter letter_for(const RecordSet& move, const RecordSet& mail_template) {
  if (mail_template.empty()) return {};
  const mail::RenderedTemplate rendered = mail::render(mail_template, move);
  const RecordSet partners = move.env()["res.partner"].browse(rendered.partners);
  return {.subject = rendered.subject,
          .body = rendered.body,
          .partners = partners.filtered("email").ids(),
          .auto_delete = mail_template.flag("auto_delete")};
}

std::string pdf_name(const RecordSet& move) {
  std::string name = move.text("name");
  std::ranges::replace(name, '/', '_');
  return name + ".pdf";
}

RecordSet send_invoice(const RecordSet& move, const std::optional<InvoiceLetter>& letter) {
  const RecordSet printed = print_invoice(move);
  if (letter) post_letter(move, printed, *letter);
  move.sudo().write({{"is_move_sent", true}});
  return printed;
}

Value download(const RecordSet& printed) {
  std::string url = "/web/content/" + std::to_string(printed.first().id()) + "?download=true";
  if (printed.size() > 1) {
    url = "/account/export_zip_documents?";
    for (const Id id : printed.ids()) url += "ids=" + std::to_string(id) + "&";
    url += "filename=invoices.zip";
  }
  return Dict{{"type", "ir.actions.act_url"}, {"url", url}, {"close", true}};
}

List attachments_shown(const RecordSet& move) {
  const RecordSet printed = move["invoice_pdf_report_id"];
  const std::string name = printed ? printed.text("name") : pdf_name(move);
  Dict shown{{"id", printed ? Value(printed.id()) : Value("placeholder_" + name)},
             {"name", name},
             {"mimetype", "application/pdf"},
             {"placeholder", printed.empty()}};
  if (printed) shown.set("protect_from_deletion", true);
  return List{std::move(shown)};
}

}  // namespace paridoo::addons::account
