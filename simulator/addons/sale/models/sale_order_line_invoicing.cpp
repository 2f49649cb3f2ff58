// How much of a line is invoiced, how much is left, and what its invoice line says.
#include <algorithm>

#include "simulator/addons/account/move.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

// Posted, or brought in from a system that only said that it was.
bool counts_as_posted(const RecordSet& invoice) {
  const bool is_legacy = invoice.text("payment_state") == "invoicing_legacy" && invoice.env().since(orm::Series::v18);
  return invoice.text("state") == "posted" || is_legacy;
}

bool counts_as_invoiced(const RecordSet& invoice) {
  return invoice.text("state") != "cancel" || invoice.text("payment_state") == "invoicing_legacy";
}

// 1 for a customer's invoice, -1 for a credit note, 0 for anything else.
int sign_of(const RecordSet& invoice) {
  const std::string type = invoice.text("move_type");
  return type == "out_invoice" ? 1 : type == "out_refund" ? -1 : 0;
}

// The invoice lines of a line; up to a day, if accruals of that day are being computed.
RecordSet invoice_lines_of(const RecordSet& line) {
  const RecordSet lines = line["invoice_lines"];
  const Value& until = line.env().context("accrual_entry_date");
  return until ? lines.where("move_id.invoice_date", "<=", until) : lines;
}

double quantity_in_line_unit(const RecordSet& line, const RecordSet& invoice_line) {
  return uom::compute_quantity(invoice_line["product_uom_id"], invoice_line.number("quantity"), unit_of(line));
}

// The sum of a monetary field over the posted invoice lines, in the line's currency.
double posted_amount(const RecordSet& line, std::string_view field, int (*sign)(const RecordSet& invoice)) {
  double amount = 0;
  for (const RecordSet& invoice_line : invoice_lines_of(line)) {
    const RecordSet invoice = invoice_line["move_id"];
    if (!counts_as_posted(invoice)) continue;
    const orm::Day day = invoice.day("invoice_date").value_or(line.env().today());
    amount += sign(invoice) * base::convert(invoice_line.number(field), invoice_line["currency_id"],
                                            line["currency_id"], line["company_id"], day);
  }
  return amount;
}

int direction_of(const RecordSet& invoice) { return -account::direction_sign(invoice); }

bool is_invoiced_on_delivery(const RecordSet& line) { return line["product_id"].text("invoice_policy") == "delivery"; }

double quantity_to_invoice(const RecordSet& line) {
  if (line.text("state") != "sale" || !line.text("display_type").empty()) return 0;
  if (is_combo(line)) return combo_quantity_to_invoice(line);
  const bool on_order = line["product_id"].text("invoice_policy") == "order";
  return line.number(on_order ? "product_uom_qty" : "qty_delivered") - line.number("qty_invoiced");
}

std::string invoice_status_of(const RecordSet& line, orm::Rounding precision) {
  if (line.text("state") != "sale") return "no";
  if (line.flag("is_downpayment") && line.number("untaxed_amount_to_invoice") == 0) return "invoiced";
  if (!orm::float_is_zero(line.number("qty_to_invoice"), precision)) return "to invoice";
  const double ordered = line.number("product_uom_qty");
  const bool on_order = line["product_id"].text("invoice_policy") == "order";
  if (on_order && ordered >= 0 && orm::float_compare(line.number("qty_delivered"), ordered, precision) == 1)
    return "upselling";
  return orm::float_compare(line.number("qty_invoiced"), ordered, precision) >= 0 ? "invoiced" : "no";
}

// The description, since 18.0 with the product's name where it does not say it.
std::string journal_item_name(const RecordSet& line) {
  const std::string name = line.text("name");
  if (!line.env().since(orm::Series::v18)) return name;
  const std::string product = line["product_id"] ? line["product_id"].display_name() : "";
  return name.find(product) != std::string::npos ? name : product + " " + name;
}

// In 17.0 the analytic account of the order takes part beside the distribution of the line.
void add_analytic_distribution(const RecordSet& line, Dict& values) {
  if (!line.text("display_type").empty()) return;
  const Value own = line.value("analytic_distribution");
  Dict distribution = own.is_dict() ? own.dict() : Dict{};
  if (const RecordSet account = line["order_id"]["analytic_account_id"]) {
    const std::string key = std::to_string(account.id());
    const Value& before = distribution.get(key);
    distribution.set(key, (before.is_number() ? before.number() : 0.0) + 100);
  }
  if (!distribution.empty()) values.set("analytic_distribution", distribution);
}

Value prepare_invoice_line_method(const RecordSet& line, const Arguments& arguments) {
  if (is_combo(line)) {
    Dict section = combo_section(line);
    section.update(arguments.all());
    return section;
  }
  Dict values{{"display_type", line.text("display_type").empty() ? "product" : line.text("display_type")},
              {"sequence", line.integer("sequence")},
              {"name", journal_item_name(line)},
              {"product_id", line["product_id"]},
              {"product_uom_id", unit_of(line)},
              {"quantity", line.number("qty_to_invoice")},
              {"discount", line.number("discount")},
              {"price_unit", line.number("price_unit")},
              {"tax_ids", List{orm::command::set(taxes_of(line).ids())}},
              {"sale_line_ids", List{orm::command::link(line.id())}},
              {"is_downpayment", line.flag("is_downpayment")}};
  if (!line.env().since(orm::Series::v18)) add_analytic_distribution(line, values);
  if (line.env().since(orm::Series::v19))
    for (const std::string_view field : {"extra_tax_data", "collapse_prices", "collapse_composition"})
      values.set(field, line.value(field));
  const RecordSet earlier = line["invoice_lines"].filtered("is_downpayment");
  const bool keeps_account = line.env().since(orm::Series::v18) && line.flag("is_downpayment");
  if (keeps_account && earlier) values.set("account_id", earlier["account_id"].first());
  values.update(arguments.all());
  if (!line.text("display_type").empty()) values.set("account_id", false);
  return values;
}

}  // namespace

void compute_qty_invoiced(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    double quantity = 0;
    for (const RecordSet& invoice_line : invoice_lines_of(line))
      if (const RecordSet invoice = invoice_line["move_id"]; counts_as_invoiced(invoice) && sign_of(invoice) != 0)
        quantity += sign_of(invoice) * quantity_in_line_unit(line, invoice_line);
    line.set("qty_invoiced", quantity);
  }
}

void compute_qty_invoiced_posted(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    double quantity = 0;
    for (const RecordSet& invoice_line : invoice_lines_of(line))
      if (const RecordSet invoice = invoice_line["move_id"]; counts_as_posted(invoice))
        quantity += direction_of(invoice) * quantity_in_line_unit(line, invoice_line);
    line.set("qty_invoiced_posted", quantity);
  }
}

namespace {

// Accruals ask what was delivered and invoiced at a day in the past.
void refuse_past(const orm::Env& env) {
  const Value& day = env.context("accrual_entry_date");
  if (day.is_text() && day.text() < env.today_text())
    throw orm::not_simulated("sale.order.line quantities at a day in the past");
}

}  // namespace

void compute_quantities_at_date(const RecordSet& lines) {
  refuse_past(lines.env());
  for (const RecordSet& line : lines) {
    const double delivered = line.number("qty_delivered"), invoiced = line.number("qty_invoiced");
    line.set("qty_delivered_at_date", delivered);
    line.set("qty_invoiced_at_date", invoiced);
    line.set("amount_to_invoice_at_date", (delivered - invoiced) * line.number("price_unit"));
  }
}

void compute_qty_to_invoice(const RecordSet& lines) {
  const RecordSet wholes = lines.filtered(is_combo), parts = lines - wholes;
  for (const RecordSet& line : parts) line.set("qty_to_invoice", quantity_to_invoice(line));
  if (!lines.env().since(orm::Series::v18)) return;
  // The whole of a combo follows its products.
  for (const RecordSet& line : wholes | parts["linked_line_id"].filtered(is_combo))
    line.set("qty_to_invoice", quantity_to_invoice(line));
}

void compute_line_invoice_status(const RecordSet& lines) {
  const orm::Rounding precision = orm::digits(uom::quantity_digits(lines.env()));
  for (const RecordSet& line : lines) line.set("invoice_status", invoice_status_of(line, precision));
}

void compute_untaxed_amount_invoiced(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    line.set("untaxed_amount_invoiced", posted_amount(line, "price_subtotal", sign_of));
}

void compute_line_amount_invoiced(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("amount_invoiced", posted_amount(line, "price_total", direction_of));
}

void compute_line_amount_to_invoice(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const double ordered = line.number("product_uom_qty");
    const double considered = is_invoiced_on_delivery(line) ? line.number("qty_delivered") : ordered;
    const double open = considered - line.number("qty_invoiced_posted");
    line.set("amount_to_invoice", ordered != 0 ? line.number("price_total") / ordered * open : 0.0);
  }
}

bool can_be_invoiced_alone(const RecordSet& line) {
  const RecordSet discount = line.mapped("company_id.sale_discount_product_id");
  return line["product_id"].ids() != discount.ids();
}

Dict prepare_invoice_line(const RecordSet& line, const Dict& optional) {
  return line.call("_prepare_invoice_line", {}, optional).dict();
}

std::vector<orm::Method> line_invoicing_methods() {
  return {{"_prepare_invoice_line", "**kwargs", prepare_invoice_line_method}};
}

}  // namespace paridoo::addons::sale
