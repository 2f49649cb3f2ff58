// sale.order: what an order takes from its quotation template.
#include "simulator/addons/sale/models/sale_order.h"

#include <chrono>

#include "simulator/addons/sale_management/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::sale_management {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

void compute_sale_order_template_id(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    if (const RecordSet of_company = order["company_id"]["sale_order_template_id"])
      order.set("sale_order_template_id", of_company);
}

RecordSet with_template(const RecordSet& orders) { return orders.filtered("sale_order_template_id"); }

void compute_note(const RecordSet& orders) {
  sale::compute_note(orders);
  for (const RecordSet& order : with_template(orders))
    if (const std::string note = order["sale_order_template_id"].text("note"); !note.empty()) order.set("note", note);
}

void compute_require_signature(const RecordSet& orders) {
  sale::compute_require_signature(orders);
  for (const RecordSet& order : with_template(orders))
    order.set("require_signature", order["sale_order_template_id"].flag("require_signature"));
}

void compute_require_payment(const RecordSet& orders) {
  sale::compute_require_payment(orders);
  for (const RecordSet& order : with_template(orders))
    order.set("require_payment", order["sale_order_template_id"].flag("require_payment"));
}

void compute_prepayment_percent(const RecordSet& orders) {
  sale::compute_prepayment_percent(orders);
  for (const RecordSet& order : with_template(orders))
    if (order.flag("require_payment"))
      order.set("prepayment_percent", order["sale_order_template_id"].number("prepayment_percent"));
}

void compute_validity_date(const RecordSet& orders) {
  sale::compute_validity_date(orders);
  for (const RecordSet& order : with_template(orders)) {
    const std::chrono::days valid(order["sale_order_template_id"].integer("number_of_days"));
    if (valid.count() > 0) order.set("validity_date", orm::format_day(order.env().today() + valid));
  }
}

void compute_journal_id(const RecordSet& orders) {
  sale::compute_journal_id(orders);
  for (const RecordSet& order : with_template(orders))
    order.set("journal_id", order["sale_order_template_id"]["journal_id"]);
}

// Optional products are offered by one company only, as the order's own.
void check_companies_of_options(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    for (const RecordSet& product : order.mapped("sale_order_option_ids.product_id"))
      if (const RecordSet owner = product["company_id"]; owner && !(owner == order["company_id"]))
        throw orm::validation_error(product.display_name() + " belongs to " + owner.display_name() +
                                    ", but the quotation to " + order["company_id"].display_name() + ".");
}

Value get_confirmation_template(const RecordSet& order, const Arguments&, const Super& super) {
  const RecordSet own = order["sale_order_template_id"]["mail_template_id"];
  return own ? Value(own) : super();
}

// A template with a mail of its own sends it, whoever confirms.
Value action_confirm(const RecordSet& orders, const Arguments&, const Super& super) {
  const Value result = super();
  if (orders.env().context("send_email")) return result;
  for (const RecordSet& order : orders)
    if (const RecordSet mail = order["sale_order_template_id"]["mail_template_id"])
      order.call("_send_order_notification_mail", {mail});
  return result;
}

Value recompute_prices(const RecordSet& orders, const Arguments&, const Super& super) {
  const Value result = super();
  orders["sale_order_option_ids"].call("_recompute_prices");
  return result;
}

// --- the lines of a template, in a form

Dict line_values(const RecordSet& line) {
  const bool since_19 = line.env().since(orm::Series::v19);
  Dict values{{"display_type", line.value("display_type")},
              {"product_id", line["product_id"]},
              {"product_uom_qty", line.number("product_uom_qty")},
              {since_19 ? "product_uom_id" : "product_uom", line["product_uom_id"]},
              {"sequence", line.integer("sequence")}};
  if (since_19) values.set("is_optional", line.flag("is_optional"));
  if (!line.text("name").empty()) values.set("name", line.text("name"));
  return values;
}

Dict option_values(const RecordSet& option) {
  return {{"name", option.text("name")},
          {"product_id", option["product_id"]},
          {"quantity", option.number("quantity")},
          {"uom_id", option["uom_id"]}};
}

// The first line comes before all that are added later.
List lines_of(const RecordSet& chosen) {
  List commands{orm::command::clear()};
  for (const RecordSet& line : chosen["sale_order_template_line_ids"]) {
    Dict values = line_values(line);
    if (commands.size() == 1) values.set("sequence", -99);
    commands.push_back(orm::command::create(std::move(values)));
  }
  return commands;
}

Value onchange_template(const RecordSet& order) {
  const RecordSet chosen = order["sale_order_template_id"];
  if (chosen.empty()) return {};
  order.set("order_line", lines_of(chosen));
  if (order.env().since(orm::Series::v19)) return {};
  List options{orm::command::clear()};
  for (const RecordSet& option : chosen["sale_order_template_option_ids"])
    options.push_back(orm::command::create(option_values(option)));
  order.set("sale_order_option_ids", std::move(options));
  return {};
}

}  // namespace

orm::Behaviour sale_order() {
  return {
      .model = "sale.order",
      .computes = {{{"sale_order_template_id"}, compute_sale_order_template_id},
                   {{"note"}, compute_note},
                   {{"require_signature"}, compute_require_signature},
                   {{"require_payment"}, compute_require_payment},
                   {{"prepayment_percent"}, compute_prepayment_percent},
                   {{"validity_date"}, compute_validity_date},
                   {{"journal_id"}, compute_journal_id}},
      .constraints = {{check_companies_of_options,
                       {"company_id", "sale_order_option_ids"},
                       orm::In{.until = orm::Series::v18}}},
      .onchanges = {{{"sale_order_template_id"}, onchange_template}},
      .methods = {{"_get_confirmation_template", "", get_confirmation_template},
                  {"action_confirm", "", action_confirm},
                  {"_recompute_prices", "", recompute_prices, orm::In{.until = orm::Series::v18}}},
  };
}

}  // namespace paridoo::addons::sale_management
