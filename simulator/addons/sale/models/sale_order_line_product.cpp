// What a line takes from its product: description, unit, packaging.
#include "simulator/addons/product/packaging.h"
#include "simulator/addons/product/product.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::sale {

using orm::RecordSet;
using orm::Value;

namespace {

// Attribute values that the customer chose and that do not make a variant.
RecordSet chosen_values(const RecordSet& line) {
  return line["product_no_variant_attribute_value_ids"].filtered([](const RecordSet& value) {
    return value.text("display_type") == "multi" || value["attribute_line_id"].integer("value_count") > 1;
  });
}

void take_packed_quantity(const RecordSet& line) {
  const RecordSet packaging = line["product_packaging_id"];
  if (packaging.empty()) return;
  const RecordSet unit = unit_of(line);
  const double quantity = product::packed_quantity(packaging, line.number("product_packaging_qty"), unit);
  if (orm::float_compare(quantity, line.number("product_uom_qty"), uom::rounding_of(unit)) != 0)
    line.set("product_uom_qty", quantity);
}

std::string joined_names(const RecordSet& values) {
  std::string names;
  for (const std::string& name : values.texts("name")) names += (names.empty() ? "" : ", ") + name;
  return names;
}

}  // namespace

std::string variants_description(const RecordSet& line) {
  const RecordSet chosen = chosen_values(line);
  if (chosen.empty()) return {};
  const RecordSet multi = chosen.where("display_type", "=", "multi").sorted();
  std::string description = line.env().since(orm::Series::v19) ? "" : "\n";
  for (const RecordSet& value : chosen - multi) description += "\n" + value.display_name();
  const auto attribute_of = [](const RecordSet& value) { return value["attribute_id"].text("name"); };
  for (const auto& [attribute, values] : multi.grouped(attribute_of))
    description += "\n" + attribute + ": " + joined_names(values);
  return description;
}

namespace {

// What the line is an option for, and until 18.0 the options that it has.
std::string options_description(const RecordSet& line) {
  const bool is_short = line.env().since(orm::Series::v19);
  std::string description;
  if (const RecordSet linked = line["linked_line_id"]; linked && line["combo_item_id"].empty()) {
    const RecordSet product = linked["product_id"];
    const RecordSet named = is_short ? product.with_context({{"display_default_code", false}}) : product;
    description += "\nOption for: " + named.display_name();
  }
  if (!is_short && line.text("product_type") != "combo")
    for (const RecordSet& option : line["linked_line_ids"])
      description += "\nOption: " + option["product_id"].display_name();
  return description;
}

}  // namespace

std::string sale_description(const RecordSet& line) {
  std::string description = product::sale_description(line["product_id"]) + variants_description(line);
  return line.env().since(orm::Series::v18) ? description + options_description(line) : description;
}

void compute_name(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    if (line["product_id"])
      line.set("name", sale_description(line) + down_payment_suffix(line));
    else if (!line.env().since(orm::Series::v18))
      continue;
    else if (line.flag("is_downpayment"))
      line.set("name", down_payment_description(line));
  }
}

void compute_product_uom(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet unit = line.mapped("product_id.uom_id");
    if (unit_of(line).empty() || !(unit_of(line) == unit)) line.set(unit_field(line.env()), unit);
  }
}

void compute_product_uom_qty(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    if (!line.text("display_type").empty()) {
      line.set("product_uom_qty", 0.0);
      continue;
    }
    if (!line.env().since(orm::Series::v19)) take_packed_quantity(line);
  }
}

void compute_product_packaging_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet product = line["product_id"];
    RecordSet packaging = line["product_packaging_id"];
    if (!(packaging["product_id"] == product)) packaging = packaging.none();
    const RecordSet unit = unit_of(line);
    const double quantity = line.number("product_uom_qty");
    if (product && quantity != 0 && unit)
      if (const RecordSet found = product::suitable_packaging(
              product, {.use = "sales", .quantity = quantity, .unit = unit, .company = line["company_id"]}))
        packaging = found;
    line.set("product_packaging_id", packaging);
  }
}

void compute_product_packaging_qty(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet packaging = line["product_packaging_id"];
    const double quantity = line.number("product_uom_qty");
    line.set("product_packaging_qty", packaging ? product::count_packagings(packaging, quantity, unit_of(line)) : 0.0);
  }
}

void compute_customer_lead(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("customer_lead", 0.0);
}

void compute_product_template_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("product_template_id", line.mapped("product_id.product_tmpl_id"));
}

orm::Domain search_product_template_id(const RecordSet&, std::string_view comparison, const Value& operand) {
  return orm::term("product_id.product_tmpl_id", std::string(comparison), operand);
}

void compute_is_product_archived(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet product = line["product_id"];
    line.set("is_product_archived", product && !product.flag("active"));
  }
}

}  // namespace paridoo::addons::sale
