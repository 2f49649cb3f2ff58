// purchase.order.line: one product, section or note of a purchase order.
#include "simulator/addons/purchase/models/purchase_order_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/product/product.h"
#include "simulator/addons/purchase/models.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_rules.h"

namespace paridoo::addons::purchase {

using orm::Arguments;
using orm::CreateSuper;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::UnlinkSuper;
using orm::Value;
using orm::WriteSuper;

namespace {

// --- creating

void blank_section(const orm::Env& env, Dict& values) {
  values.update(
      {{"product_id", false}, {"price_unit", 0}, {std::string(unit_field(env)), false}, {"date_planned", false}});
}

void set_missing(Dict& values, std::string_view name, const Value& value) {
  if (!values.contains(name)) values.set(name, value);
}

RecordSet record_in(const orm::Env& env, std::string_view model, const Value& id) {
  return id.is_integer() ? env[model].browse(id.integer()) : env[model];
}

bool holds_on(const RecordSet& seller, orm::Day day) {
  return seller.day("date_start").value_or(day) <= day && seller.day("date_end").value_or(day) >= day;
}

// The vendor's price of the least quantity; 17.0 looks at all of them, whatever their days.
RecordSet price_of_least(const RecordSet& order, const RecordSet& product) {
  const orm::Day day = order.day("date_order").value_or(order.env().today());
  const bool looks_at_days = order.env().since(orm::Series::v19);
  const RecordSet own = product["seller_ids"].filtered([&](const RecordSet& seller) {
    const RecordSet variant = seller["product_id"];
    return seller["partner_id"] == order["partner_id"] && (variant.empty() || variant == product) &&
           (!looks_at_days || holds_on(seller, day));
  });
  return own.sorted([](const RecordSet& seller) { return seller.number("min_qty"); }).first();
}

// What a form suggests when the product is chosen: the least that the vendor sells, in his unit.
Request suggested(const RecordSet& order, const RecordSet& product) {
  const RecordSet seller =
      order.env().series() == orm::Series::v18
          ? product::select_seller(
                product, {.partner = order["partner_id"], .quantity = std::nullopt, .day = order.day("date_order")})
          : price_of_least(order, product);
  const double least = seller ? seller.number("min_qty") : 0;
  const RecordSet unit = seller ? product::unit_of_seller(seller) : order.env()["uom.uom"];
  return {.order = order,
          .product = product,
          .unit = unit ? unit : product::purchase_unit(product),
          .quantity = least != 0 ? least : 1,
          .taxes = purchase_taxes(order, product)};
}

// What a form would have filled in when the product was chosen: its price is that of the suggested quantity.
void complete(const RecordSet& model, Dict& values) {
  const orm::Env& env = model.env();
  const RecordSet order = record_in(env, "purchase.order", values.get("order_id"));
  const RecordSet product = record_in(env, "product.product", values.get("product_id"));
  if (order.empty() || product.empty()) return;
  const Request request = suggested(order, product);
  const RecordSet seller = seller_of(request);
  set_missing(values, unit_field(env), request.unit);
  set_missing(values, taxes_field(env), List{orm::command::set(request.taxes.ids())});
  set_missing(values, "product_qty", request.quantity);
  if (!values.contains("price_unit")) values.set("price_unit", requested_price(request, seller));
  set_missing(values, "name", purchase_description(product, seller));
  set_missing(values, "date_planned", planned_date(order, seller));
}

RecordSet create(const RecordSet& model, std::vector<Dict> all_values, const CreateSuper& super) {
  for (Dict& values : all_values) {
    check_referred(model.env(), model.model(), values, {"product_id"});
    if (values.get("display_type"))
      blank_section(model.env(), values);
    else
      complete(model, values);
    if (model.env().since(orm::Series::v19) && values.get("price_unit") && !values.get("technical_price_unit"))
      values.set("technical_price_unit", values.get("price_unit"));
  }
  const RecordSet lines = super(std::move(all_values));
  for (const RecordSet& line : lines)
    if (line["product_id"] && line["order_id"].text("state") == "purchase")
      mail::message_post(line["order_id"], "Extra line with " + line["product_id"].display_name());
  return lines;
}

// --- writing and deleting

void refuse_other_type(const RecordSet& lines, const Dict& values) {
  const Value* type = values.find("display_type");
  if (!type) return;
  const std::string wanted = type->is_text() ? type->text() : "";
  for (const RecordSet& line : lines)
    if (line.text("display_type") != wanted)
      throw orm::user_error("A line stays a product, a section or a note: delete it and add one of the other kind.");
}

void tell_of_quantity(const RecordSet& lines, const Dict& values) {
  const Value* quantity = values.find("product_qty");
  if (!quantity || !quantity->is_number()) return;
  const orm::Rounding precision = orm::digits(uom::quantity_digits(lines.env()));
  for (const RecordSet& line : lines) {
    const double before = line.number("product_qty");
    if (line["order_id"].text("state") != "purchase" || orm::float_compare(before, quantity->number(), precision) == 0)
      continue;
    mail::message_post(line["order_id"], fmt::format("{}: ordered quantity {} -> {}", line["product_id"].display_name(),
                                                     before, quantity->number()));
  }
}

void write(const RecordSet& lines, Dict values, const WriteSuper& super) {
  refuse_other_type(lines, values);
  tell_of_quantity(lines, values);
  super(lines, std::move(values));
}

void unlink(const RecordSet& lines, const UnlinkSuper& super) {
  for (const RecordSet& line : lines) {
    const std::string state = line["order_id"].text("state");
    if ((state == "purchase" || state == "done") &&
        (line.text("display_type").empty() || !line.env().since(orm::Series::v18)))
      throw orm::user_error("The lines of a confirmed purchase order are not deleted.");
  }
  super(lines);
}

// --- billing

// The description: in 17.0 with the order's name, later with the product's where it does not say it.
std::string bill_line_name(const RecordSet& line) {
  const std::string name = line.text("name");
  if (!line.env().since(orm::Series::v18)) return line["order_id"].text("name") + ": " + name;
  const std::string product = line["product_id"] ? line["product_id"].display_name() : "";
  return name.find(product) != std::string::npos ? name : product + " " + name;
}

Value prepare_account_move_line(const RecordSet& line, const Arguments& arguments) {
  const RecordSet move = arguments["move"].is_integer() ? line.env()["account.move"].browse(arguments["move"].integer())
                                                        : line.env()["account.move"];
  const RecordSet currency = move ? move["currency_id"] : line["currency_id"];
  const std::string display = line.text("display_type");
  const bool reverses = line.env().since(orm::Series::v19) && move.text("move_type") == "in_refund";
  const double due = line.number("qty_to_invoice");
  Dict values{{"display_type", display.empty() ? "product" : display},
              {"name", bill_line_name(line)},
              {"product_id", line["product_id"]},
              {"product_uom_id", unit_of(line)},
              {"quantity", reverses ? -due : due},
              {"discount", line.number("discount")},
              {"price_unit", base::convert(line.number("price_unit"), line["currency_id"], currency, line["company_id"],
                                           move.day("date"), {.round = false})},
              {"tax_ids", List{orm::command::set(taxes_of(line).ids())}},
              {"purchase_line_id", line}};
  if (line.env().since(orm::Series::v18)) values.set("is_downpayment", line.flag("is_downpayment"));
  return values;
}

}  // namespace

orm::Behaviour purchase_order_line() {
  constexpr orm::In until_18{.until = orm::Series::v18};
  std::vector<orm::Compute> computes{
      {{"name", "date_planned", "discount", "price_unit"}, compute_price_and_date_and_name},
      {{"product_qty"}, compute_product_qty, until_18},
      {{"product_uom_qty"}, compute_product_uom_qty},
      {{"price_subtotal", "price_tax", "price_total"}, compute_line_amounts},
      {{"price_unit_discounted"}, compute_price_unit_discounted},
      {{"product_packaging_id"}, compute_product_packaging_id, until_18},
      {{"product_packaging_qty"}, compute_product_packaging_qty, until_18},
      {{"qty_received_method"}, compute_qty_received_method},
      {{"qty_received"}, compute_qty_received},
      {{"qty_invoiced", "qty_to_invoice"}, compute_qty_invoiced}};
  for (orm::Compute& compute : line_form_computes()) computes.push_back(std::move(compute));
  return {
      .model = "purchase.order.line",
      .computes = std::move(computes),
      .inverses = {{"qty_received", keep_qty_received}},
      .methods = {{"_prepare_account_move_line", "move=False", prepare_account_move_line}},
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::purchase
