// mail.template: letters with places to fill in.
#include "simulator/addons/mail/mail_template.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "simulator/addons/base/email.h"
#include "simulator/addons/mail/models.h"
#include "simulator/addons/mail/outgoing.h"
#include "simulator/addons/mail/template_text.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/external_ids.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::mail {

using namespace orm;

Ids ids_in(std::string_view text) {
  Ids ids;
  while (!text.empty()) {
    const std::size_t start = std::min(text.find_first_of("0123456789"), text.size());
    text.remove_prefix(start);
    Id id = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), id).ptr;
    if (end == text.data()) break;
    ids.push_back(id);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  return ids;
}

namespace {

// The record's own people, where the template leaves it to them.
Ids default_partners(const RecordSet& record) {
  if (record.model().name == "res.partner") return record.ids();
  return record.model().has("partner_id") ? record["partner_id"].ids() : Ids();
}

// Templates that bring the printed document of their record (report_template_ids; reports are no model here).
constexpr auto with_document =
    std::to_array<std::string_view>({"sale.email_template_edi_sale", "sale.mail_template_sale_confirmation",
                                     "sale.email_template_proforma", "sale.mail_template_sale_payment_executed"});

bool brings_document(const RecordSet& mail_template) {
  return std::ranges::any_of(with_document, [&](std::string_view xmlid) {
    const auto found = mail_template.env().find_ref(xmlid);
    return found && found->id() == mail_template.id();
  });
}

Id attach_document(const RecordSet& record) {
  const Dict document = record.call("_mail_document").dict();
  const RecordSet made = record.sudo().env()["ir.attachment"].create({{"name", document.get("name")},
                                                                      {"datas", document.get("datas")},
                                                                      {"mimetype", "application/pdf"},
                                                                      {"res_model", record.model().name},
                                                                      {"res_id", record.id()}});
  return made.id();
}

Value send_mail(const RecordSet& self, const Arguments& arguments) {
  const RecordSet& chosen = self.ensure_one();
  if (!arguments["res_id"].is_integer()) throw value_error("send_mail takes the id of a record");
  const std::string model = chosen.text("model");
  if (!chosen.env().registry().find(model)) throw not_simulated("mail.template of " + model);
  const RecordSet record = chosen.env()[model].browse(arguments["res_id"].integer());
  const Value& more = arguments["email_values"];
  const RecordSet letter = letter_from(chosen, record, more.is_dict() ? more.dict() : Dict());
  const Id id = letter.id();
  if (arguments["force_send"]) send_letters(letter, static_cast<bool>(arguments["raise_exception"]));
  return id;
}

// --- fields

void compute_rights(const RecordSet& self) {
  for (const RecordSet& one : self) {
    one.set("can_write", true);
    one.set("is_template_editor", true);
  }
}

void compute_render_model(const RecordSet& self) {
  for (const RecordSet& one : self) one.set("render_model", one.value("model"));
}

void compute_category(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const bool is_hidden = !one.flag("active");
    const bool is_data = !external_ids_of(one).front().empty(), is_described = !one.text("description").empty();
    one.set("template_category", is_hidden || (is_data && !is_described) ? "hidden_template"
                                 : is_data                               ? "base_template"
                                                                         : "custom_template");
  }
}

// What Odoo does not search by: 17.0 and 18.0 break down over it, each in its way.
void refuse_unfit(const Env& env, std::string_view comparison, const Value& operand) {
  const bool is_equality = comparison == "=" || comparison == "!=";
  const Fault refusal = not_implemented("Operation not supported");
  if (!as_membership(comparison, operand))
    throw env.since(Series::v19) ? user_error("Templates are not searched so by their category.") : refusal;
  if (is_equality && !operand.is_text() && !env.since(Series::v19))
    throw env.since(Series::v18) ? Fault(FaultKind::type_error, "argument of type 'bool' is not iterable") : refusal;
}

Domain search_category(const RecordSet& model, std::string_view comparison, const Value& operand) {
  refuse_unfit(model.env(), comparison, operand);
  const List asked = asked_values(operand);
  Ids ids;
  for (const RecordSet& one : model.with_context({{"active_test", false}}).search(Domain::everything()))
    if (std::ranges::find(asked, one.value("template_category")) != asked.end()) ids.push_back(one.id());
  return term("id", is_negative(comparison) ? "not in" : "in", ids);
}

// Models that something can be printed of.
constexpr auto printed_models = std::to_array<std::string_view>(
    {"account.bank.statement", "account.move", "account.payment", "ir.model", "ir.module.module", "product.product",
     "product.template", "product.uom", "purchase.order", "res.company", "sale.order", "stock.location", "stock.lot",
     "stock.move", "stock.package", "stock.package.history", "stock.picking", "stock.picking.type", "stock.quant"});

void compute_surroundings(const RecordSet& self) {
  const bool has_server = self.sudo().env()["ir.mail_server"].search_count(Domain::everything()) > 0;
  for (const RecordSet& one : self) {
    one.set("has_mail_server", has_server);
    one.set("has_dynamic_reports", std::ranges::find(printed_models, one.text("model")) != printed_models.end());
  }
}

// Since 19.0 a text that no record can fill is refused when it is written.
void check_expressions(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const std::string model = one.text("model");
    if (!one.env().registry().find(model)) continue;
    const RecordSet any = one.sudo().env()[model].search(Domain::everything(), {.limit = 1});
    for (const std::string_view field : {"subject", "email_from", "email_to", "partner_to", "reply_to", "lang"}) try {
        render_inline(any, one.text(field));
      } catch (const Fault& fault) {
        if (fault.kind() == FaultKind::user_error) throw validation_error(fault.message());
      }
  }
}

}  // namespace

RenderedTemplate render(const RecordSet& mail_template, const RecordSet& record) {
  const auto filled = [&](std::string_view field) { return render_inline(record, mail_template.text(field)); };
  RenderedTemplate out{.subject = filled("subject"),
                       .body = render_markup(record, mail_template.text("body_html")),
                       .email_from = filled("email_from"),
                       .email_to = filled("email_to"),
                       .email_cc = filled("email_cc"),
                       .reply_to = filled("reply_to"),
                       .lang = filled("lang")};
  out.partners = mail_template.flag("use_default_to") ? default_partners(record) : ids_in(filled("partner_to"));
  return out;
}

Ids attach(const RecordSet& mail_template, const RecordSet& record) {
  Ids ids = mail_template["attachment_ids"].ids();
  if (brings_document(mail_template) && record.has_method("_mail_document")) ids.push_back(attach_document(record));
  return ids;
}

RecordSet letter_from(const RecordSet& mail_template, const RecordSet& record, const Dict& more) {
  const RenderedTemplate rendered = render(mail_template, record);
  const RecordSet partner = record.env().user()["partner_id"];
  Dict values{{"subject", rendered.subject},
              {"body", rendered.body},
              {"body_html", rendered.body},
              {"email_from", rendered.email_from.empty() ? partner.text("email_formatted") : rendered.email_from},
              {"email_to", rendered.email_to},
              {"email_cc", rendered.email_cc},
              {"reply_to", rendered.reply_to.empty() ? Value(false) : Value(rendered.reply_to)},
              {"recipient_ids", List{command::set(rendered.partners)}},
              {"attachment_ids", List{command::set(attach(mail_template, record))}},
              {"author_id", partner},
              {"auto_delete", mail_template.flag("auto_delete")},
              {"mail_server_id", mail_template["mail_server_id"]},
              {"model", record.model().name},
              {"res_id", record.id()}};
  if (!record.env().since(Series::v19)) values.set("record_name", record.display_name());
  values.update(more);
  return record.sudo().env()["mail.mail"].create(values);
}

Behaviour mail_template() {
  return {
      .model = "mail.template",
      .computes = {{{"can_write", "is_template_editor"}, compute_rights},
                   {{"render_model"}, compute_render_model},
                   {{"template_category"}, compute_category},
                   {{"has_mail_server", "has_dynamic_reports"}, compute_surroundings, In{.since = Series::v19}}},
      .searches = {{"template_category", search_category}},
      .constraints = {{check_expressions,
                       {"subject", "email_from", "email_to", "partner_to", "reply_to", "lang"},
                       In{.since = Series::v19}}},
      .methods = {{"send_mail",
                   "res_id, force_send=False, raise_exception=False, email_values=None, email_layout_xmlid=False",
                   send_mail}},
  };
}

}  // namespace paridoo::addons::mail
