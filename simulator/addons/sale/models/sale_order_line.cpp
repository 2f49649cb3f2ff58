// sale.order.line: one product, section or note of a sales order.
#include "simulator/addons/sale/models/sale_order_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_rules.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::CreateSuper;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::UnlinkSuper;
using orm::Value;
using orm::WriteSuper;

namespace {

// What a locked order keeps as it is.
std::vector<std::string_view> protected_fields(const orm::Env& env) {
  std::vector<std::string_view> fields{"product_id",      "name",           "price_unit",           unit_field(env),
                                       "product_uom_qty", taxes_field(env), "analytic_distribution"};
  if (env.since(orm::Series::v19)) fields.emplace_back("discount");
  return fields;
}

// --- creating

// A price without technical_price_unit beside it is the price that the line would have computed: it follows changes of
// the quantity until somebody writes another one.
void complete_price(const orm::Env& env, Dict& values) {
  const bool has_price = values.contains("price_unit");
  if (!env.since(orm::Series::v18)) return;
  if (!has_price) values.erase("technical_price_unit");
  if (has_price && !values.contains("technical_price_unit"))
    values.set("technical_price_unit", values.get("price_unit"));
}

void tell_of_new_product(const RecordSet& line) {
  if (line["product_id"].empty() || line.text("state") != "sale") return;
  mail::message_post(line["order_id"], "Extra line with " + line["product_id"].display_name());
}

// The line that a client linked by `linked_virtual_id`, a name that it gave to a line not yet saved.
RecordSet virtually_linked(const RecordSet& line) {
  if (!line.env().since(orm::Series::v18)) return line.none();
  const std::string wanted = line.text("linked_virtual_id");
  if (wanted.empty() || line["linked_line_id"]) return line.none();
  return line["order_id"]["order_line"].where("virtual_id", "=", wanted).ensure_one();
}

RecordSet create(const RecordSet& model, std::vector<Dict> all_values, const CreateSuper& super) {
  const Value& default_display = model.env().context("default_display_type");
  for (Dict& values : all_values) {
    if (!model.env().since(orm::Series::v19)) check_referred(model.env(), model.model(), values, {"product_id"});
    if (values.get("display_type") || (!values.contains("display_type") && default_display))
      values.set("product_uom_qty", 0.0);
    complete_price(model.env(), values);
  }
  const RecordSet lines = super(std::move(all_values));
  for (const RecordSet& line : lines)
    if (const RecordSet linked = virtually_linked(line)) line.set("linked_line_id", linked);
  if (!model.env().context("sale_no_log_for_new_lines"))
    for (const RecordSet& line : lines) tell_of_new_product(line);
  return lines;
}

// --- writing

void refuse_other_type(const RecordSet& lines, const Dict& values) {
  const Value* type = values.find("display_type");
  if (!type) return;
  const std::string wanted = type->is_text() ? type->text() : "";
  for (const RecordSet& line : lines)
    if (line.text("display_type") != wanted &&
        !(line.text("display_type") == "line_subsection" && wanted == "line_section"))
      throw orm::user_error("A line stays a product, a section or a note: delete it and add one of the other kind.");
}

// In 17.0 only forms know that the product stays.
void refuse_other_product(const RecordSet& lines, const Dict& values) {
  const Value* product = values.find("product_id");
  if (!product || !lines.env().since(orm::Series::v18)) return;
  for (const RecordSet& line : lines)
    if (!(Value(line["product_id"]) == *product) && !line.flag("product_updatable"))
      throw orm::user_error("The product of this line cannot be changed any more.");
}

void refuse_on_locked(const RecordSet& lines, const Dict& values) {
  if (lines["order_id"].filtered("locked").empty()) return;
  const bool only_down_payments = lines.filtered("is_downpayment").size() == lines.size();
  std::string touched;
  for (const std::string_view field : protected_fields(lines.env())) {
    if (!values.contains(field) || (field == "name" && only_down_payments)) continue;
    touched += "\n" + lines.model().at(field).facts->label;
  }
  if (!touched.empty())
    throw orm::user_error("The order is locked: these fields of its lines stay as they are:" + touched);
}

void announce_quantity(const RecordSet& lines, const Dict& values) {
  const Value* quantity = values.find("product_uom_qty");
  if (!quantity || !quantity->is_number()) return;
  const orm::Rounding precision = orm::digits(uom::quantity_digits(lines.env()));
  const RecordSet changed = lines.filtered([&](const RecordSet& line) {
    return line.text("state") == "sale" &&
           orm::float_compare(line.number("product_uom_qty"), quantity->number(), precision) != 0;
  });
  changed.call("_update_line_quantity", {values});
}

void write(const RecordSet& lines, Dict values, const WriteSuper& super) {
  refuse_other_type(lines, values);
  refuse_other_product(lines, values);
  announce_quantity(lines, values);
  if (!values.contains("price_unit") && !lines.env().context("sale_write_from_compute"))
    values.erase("technical_price_unit");
  refuse_on_locked(lines, values);
  super(lines, std::move(values));
}

std::string quantity_note(const RecordSet& line, double quantity) {
  std::string note = fmt::format("<li> {}: <br/>Ordered Quantity: {} -> {}<br/>", line["product_id"].display_name(),
                                 line.number("product_uom_qty"), quantity);
  if (const std::string type = line["product_id"].text("type"); type == "consu" || type == "product")
    note += fmt::format("Delivered Quantity: {}<br/>", line.number("qty_delivered"));
  return note + fmt::format("Invoiced Quantity: {}<br/></li>", line.number("qty_invoiced"));
}

// Tells the order's readers of another quantity.
Value update_line_quantity(const RecordSet& lines, const Arguments& arguments) {
  const Dict& values = arguments["values"].dict();
  const Value* product = values.find("product_id");
  for (const RecordSet& order : lines["order_id"]) {
    std::string notes;
    for (const RecordSet& line : lines.where("order_id", "=", order))
      if (!product || *product == Value(line["product_id"]))
        notes += quantity_note(line, values.get("product_uom_qty").number());
    mail::message_post(order, "<b>The ordered quantity has been updated.</b><ul>" + notes + "</ul>");
  }
  return {};
}

// --- deleting

bool must_stay(const RecordSet& line) {
  return line.text("state") == "sale" && line.text("display_type").empty() &&
         (line["invoice_lines"] || !line.flag("is_downpayment"));
}

void unlink(const RecordSet& lines, const UnlinkSuper& super) {
  if (!lines.filtered(must_stay).empty())
    throw orm::user_error("The lines of a confirmed order are not deleted: set the quantity to 0 instead.");
  super(lines);
}

// --- constraints

// 17.0 wants a product and a unit on every line that is priced; later a down payment may go without, and so may a line
// that does not say whether it is one.
void check_accountable(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (line.text("display_type").empty() && (line["product_id"].empty() || unit_of(line).empty()))
      throw orm::validation_error("A line needs a product and a unit.");
}

// Sections and notes have nothing to sell.
void check_not_accountable(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    if (line.text("display_type").empty()) continue;
    const bool sells = line["product_id"] || unit_of(line) || line.number("price_unit") != 0 ||
                       line.number("product_uom_qty") != 0 || line.number("customer_lead") != 0;
    if (sells) throw orm::validation_error("A section or a note has no product, quantity or price.");
  }
}

// --- showing

std::string described(const RecordSet& line) {
  const RecordSet product = line["product_id"];
  const std::string name = line.text("name");
  const std::size_t first_end = name.find('\n');
  if (!line.env().since(orm::Series::v18)) return name.empty() ? product.text("name") : name.substr(0, first_end);
  if (product.empty()) return name.substr(0, first_end);
  if (first_end == std::string::npos || name == sale_description(line)) return product.display_name();
  const std::string second = name.substr(first_end + 1, name.find('\n', first_end + 1) - first_end - 1);
  return second.empty() ? product.display_name() : second;
}

// "S00001 - Installation (Marie Dupont)"
void compute_display_name(const RecordSet& lines) {
  for (const RecordSet& own : lines) {
    const RecordSet line = own.sudo();
    const RecordSet customer = line["order_partner_id"]["commercial_partner_id"];
    const std::string reference = customer.text("ref");
    own.set("display_name", fmt::format("{} - {} ({})", line["order_id"].text("name"), described(line),
                                        reference.empty() ? customer.text("name") : reference));
  }
}

constexpr orm::In until_18{.until = orm::Series::v18}, since_18{.since = orm::Series::v18},
    since_19{.since = orm::Series::v19};

}  // namespace

orm::Behaviour sale_order_line() {
  std::vector<orm::Method> methods = line_invoicing_methods();
  methods.push_back({"_update_line_quantity", "values", update_line_quantity});
  std::vector<orm::Compute> computes{{{"display_name"}, compute_display_name},
                                     {{"product_template_id"}, compute_product_template_id},
                                     {{"is_product_archived"}, compute_is_product_archived, since_18},
                                     {{"name"}, compute_name},
                                     {{"product_uom_qty"}, compute_product_uom_qty},
                                     {{"product_uom"}, compute_product_uom, until_18},
                                     {{"product_uom_id"}, compute_product_uom, since_19},
                                     {{"tax_id"}, compute_tax_id, until_18},
                                     {{"tax_ids"}, compute_tax_id, since_19},
                                     {{"pricelist_item_id"}, compute_pricelist_item_id},
                                     {{"price_unit"}, compute_price_unit},
                                     {{"discount"}, compute_discount},
                                     {{"price_subtotal", "price_tax", "price_total"}, compute_line_amounts},
                                     {{"price_reduce_taxexcl"}, compute_price_reduce_taxexcl},
                                     {{"price_reduce_taxinc"}, compute_price_reduce_taxinc},
                                     {{"product_packaging_id"}, compute_product_packaging_id, until_18},
                                     {{"product_packaging_qty"}, compute_product_packaging_qty, until_18},
                                     {{"customer_lead"}, compute_customer_lead},
                                     {{"qty_delivered_method"}, compute_qty_delivered_method},
                                     {{"qty_delivered"}, compute_qty_delivered},
                                     {{"qty_invoiced"}, compute_qty_invoiced},
                                     {{"qty_invoiced_posted"}, compute_qty_invoiced_posted, since_18},
                                     {{"qty_to_invoice"}, compute_qty_to_invoice},
                                     {{"invoice_status"}, compute_line_invoice_status},
                                     {{"untaxed_amount_invoiced"}, compute_untaxed_amount_invoiced},
                                     {{"amount_invoiced"}, compute_line_amount_invoiced, since_18},
                                     {{"untaxed_amount_to_invoice"}, compute_untaxed_amount_to_invoice},
                                     {{"amount_to_invoice"}, compute_line_amount_to_invoice, since_18},
                                     {{"product_updatable"}, compute_product_updatable},
                                     {{"product_uom_readonly"}, compute_product_uom_readonly}};
  for (orm::Compute& compute : line_attribute_computes()) computes.push_back(std::move(compute));
  for (orm::Compute& compute : line_form_computes()) computes.push_back(std::move(compute));
  return {
      .model = "sale.order.line",
      .name_search_fields = {"name", "order_id"},
      .computes = std::move(computes),
      .searches = {{"product_template_id", search_product_template_id}},
      .constraints = {{check_accountable,
                       {"order_id", "display_type", "product_id", "product_uom"},
                       orm::In{.until = orm::Series::v17}},
                      {check_combo_item, {"combo_item_id"}, since_18},
                      {check_not_accountable, {"display_type", "product_id", "price_unit", "product_uom_qty"}}},
      .methods = std::move(methods),
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::sale
