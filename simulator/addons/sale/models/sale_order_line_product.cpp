// What a line takes from its product: description, unit, packaging.
#include "simulator/addons/product/product.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::sale {

using orm::RecordSet;
using orm::Value;

namespace {

// The packaging of the product that the quantity fills without a rest, the largest first.
RecordSet suggested_packaging(const RecordSet& line) {
  const RecordSet company = line["company_id"];
  const RecordSet packagings = line.mapped("product_id.packaging_ids").filtered([&](const RecordSet& packaging) {
    const RecordSet of = packaging["company_id"];
    return packaging.flag("sales") && (of.empty() || of == company);
  });
  if (packagings.empty()) return packagings;
  const Value found =
      packagings.call("_find_suitable_product_packaging", {line.number("product_uom_qty"), line["product_uom"]});
  return records_in(packagings, found);
}

// Attribute values that the customer chose and that do not make a variant.
RecordSet chosen_values(const RecordSet& line) {
  return line["product_no_variant_attribute_value_ids"].filtered([](const RecordSet& value) {
    return value.text("display_type") == "multi" || value["attribute_line_id"].integer("value_count") > 1;
  });
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
  std::string description = "\n";
  for (const RecordSet& value : chosen - multi) description += "\n" + value.display_name();
  const auto attribute_of = [](const RecordSet& value) { return value["attribute_id"].text("name"); };
  for (const auto& [attribute, values] : multi.grouped(attribute_of))
    description += "\n" + attribute + ": " + joined_names(values);
  return description;
}

std::string sale_description(const RecordSet& line) {
  std::string description = product::sale_description(line["product_id"]) + variants_description(line);
  if (const RecordSet linked = line["linked_line_id"])
    description += "\nOption for: " + linked["product_id"].display_name();
  for (const RecordSet& option : line["linked_line_ids"])
    description += "\nOption: " + option["product_id"].display_name();
  return description;
}

void compute_name(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    if (line["product_id"])
      line.set("name", sale_description(line));
    else if (line.flag("is_downpayment"))
      line.set("name", down_payment_description(line));
  }
}

void compute_product_uom(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet unit = line.mapped("product_id.uom_id");
    if (line["product_uom"].empty() || !(line["product_uom"] == unit)) line.set("product_uom", unit);
  }
}

void compute_product_uom_qty(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    if (!line.text("display_type").empty()) {
      line.set("product_uom_qty", 0.0);
      continue;
    }
    const RecordSet packaging = line["product_packaging_id"];
    if (packaging.empty()) continue;
    const RecordSet unit = line["product_uom"];
    const double packed = line.number("product_packaging_qty") * packaging.number("qty");
    const double quantity = uom::compute_quantity(packaging["product_uom_id"], packed, unit);
    if (orm::float_compare(quantity, line.number("product_uom_qty"), uom::rounding_of(unit)) != 0)
      line.set("product_uom_qty", quantity);
  }
}

void compute_product_packaging_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet product = line["product_id"];
    RecordSet packaging = line["product_packaging_id"];
    if (!(packaging["product_id"] == product)) packaging = packaging.none();
    if (product && line.number("product_uom_qty") != 0 && line["product_uom"])
      if (const RecordSet suggested = suggested_packaging(line)) packaging = suggested;
    line.set("product_packaging_id", packaging);
  }
}

void compute_product_packaging_qty(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet packaging = line["product_packaging_id"];
    line.set(
        "product_packaging_qty",
        packaging ? packaging.call("_compute_qty", {line.number("product_uom_qty"), line["product_uom"]}) : Value(0.0));
  }
}

void compute_customer_lead(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("customer_lead", 0.0);
}

void compute_product_template_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("product_template_id", line.mapped("product_id.product_tmpl_id"));
}

void compute_is_product_archived(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet product = line["product_id"];
    line.set("is_product_archived", product && !product.flag("active"));
  }
}

}  // namespace paridoo::addons::sale
