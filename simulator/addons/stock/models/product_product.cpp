// product.product: what stock adds to variants. The quantities are in product_quantities.cpp.
#include "simulator/addons/stock/product.h"

#include <string>

#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/models/product_quantities.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/text.h"

namespace paridoo::addons::stock {

namespace {

// The note for one kind of operation.
std::string note_for(const RecordSet& product, const std::string& code) {
  if (code == "incoming") return product.text("description_pickingin");
  if (code == "outgoing") return product.text("description_pickingout");
  return code == "internal" ? product.text("description_picking") : std::string();
}

// 19.0 calls products by their whole name.
std::string general_description(const RecordSet& product, const std::string& code) {
  const std::string name = product.env().since(Series::v19) ? product.display_name() : product.text("name");
  const std::string description = code == "outgoing" ? std::string() : plain_text(product.text("description"));
  return description.empty() ? name : description;
}

}  // namespace

std::string picking_description(const RecordSet& product, const RecordSet& picking_type) {
  const std::string code = picking_type.text("code"), note = note_for(product, code);
  return note.empty() ? general_description(product, code) : note;
}

void compute_allowed_uom_ids(const RecordSet& records) {
  for (const RecordSet& record : records) {
    const RecordSet product = record["product_id"], sold_in = product.sudo()["seller_ids"]["product_uom_id"];
    record.set("allowed_uom_ids", product["uom_id"] | product["uom_ids"] | sold_in.in(record.env()));
  }
}

std::vector<std::string> own_descriptions(const RecordSet& product, const RecordSet& picking_type) {
  if (!product.env().since(Series::v19)) return {picking_description(product, picking_type)};
  const std::string code = picking_type.text("code");
  return {general_description(product, code), note_for(product, code)};
}

RecordSet rules_from_location(const RecordSet& product, const RecordSet& location,
                              const std::optional<RecordSet>& routes) {
  RecordSet seen = product.env()["stock.rule"], at = location;
  Value asked = routes ? Value(routes->ids()) : Value(false);
  for (;;) {
    RecordSet warehouse = at["warehouse_id"];
    if (!warehouse && seen && !product.env().since(Series::v19)) warehouse = supplying_warehouse(seen.last());
    const RecordSet rule = pull_rule(product.with_context({{"active_test", true}}), at,
                                     {{"route_ids", asked}, {"warehouse_id", warehouse}});
    if (!rule) return seen;
    if (seen.contains(rule.id())) throw user_error("The rule " + rule.display_name() + " leads back to itself.");
    seen |= rule.in(seen.env());
    const std::string action = rule.text("action");
    if (rule.text("procure_method") == "make_to_stock" || (action != "pull" && action != "pull_push")) return seen;
    at = rule["location_src_id"].in(at.env());
    asked = false;
  }
}

ProcurementDates procurement_dates(const RecordSet& product, Moment moment, const RecordSet& location,
                                   const std::optional<RecordSet>& routes) {
  const Dict delays = lead_days(rules_from_location(product, location, routes), product);
  const auto days = [&](std::string_view key) {
    const Value& value = delays.get(key);
    return std::chrono::days(value.is_number() ? static_cast<int>(value.number()) : 0);
  };
  const Moment planned = product.env().since(Series::v19) ? moment : moment - days("security_lead_days");
  return {planned, planned - days("purchase_delay")};
}

namespace {

// A check digit makes the sum of the digits, every second one from the right counted three times, a multiple of ten.
bool is_valid_ean(const std::string& barcode) {
  constexpr std::size_t digits_max = 14;
  if (barcode.empty() || barcode.size() > digits_max) return false;
  int sum = 0;
  for (std::size_t at = 0; at < barcode.size(); ++at) {
    const char digit = barcode[barcode.size() - 1 - at];
    if (digit < '0' || digit > '9') return false;
    sum += (digit - '0') * (at % 2 ? 3 : 1);
  }
  return sum % 10 == 0;
}

void compute_valid_ean(const RecordSet& products) {
  for (const RecordSet& product : products) product.set("valid_ean", is_valid_ean(product.text("barcode")));
}

void compute_show_qty_status_button(const RecordSet& products) {
  for (const RecordSet& product : products)
    for (const std::string_view field : {"show_on_hand_qty_status_button", "show_forecasted_qty_status_button"})
      product.set(field, product["product_tmpl_id"].flag(field));
}

void compute_nbr_moves(const RecordSet& products) {
  for (const RecordSet& product : products) {
    product.set("nbr_moves_in", moves_of_last_year(product, "incoming"));
    product.set("nbr_moves_out", moves_of_last_year(product, "outgoing"));
  }
}

void compute_nbr_reordering_rules(const RecordSet& products) {
  for (const RecordSet& product : products) {
    const RecordSet rules = product.env()["stock.warehouse.orderpoint"].search(term("product_id", "=", product));
    product.set("nbr_reordering_rules", rules.size());
    product.set("reordering_min_qty", rules.sum("product_min_qty"));
    product.set("reordering_max_qty", rules.sum("product_max_qty"));
  }
}

// Reordering rules are archived and restored with their product.
void write(const RecordSet& products, Dict values, const WriteSuper& super) {
  if (const Value* active = values.find("active")) {
    const bool wanted = static_cast<bool>(*active);
    products.filtered([&](const RecordSet& product) { return product.flag("active") != wanted; })
        .with_context({{"active_test", false}})["orderpoint_ids"]
        .write({{"active", wanted}});
  }
  super(products, std::move(values));
}

}  // namespace

Behaviour product_product() {
  std::vector<orm::Compute> computes = quantity_computes();
  computes.push_back({{"valid_ean"}, compute_valid_ean});
  computes.push_back(
      {{"show_on_hand_qty_status_button", "show_forecasted_qty_status_button"}, compute_show_qty_status_button});
  computes.push_back({{"nbr_moves_in", "nbr_moves_out"}, compute_nbr_moves});
  computes.push_back(
      {{"nbr_reordering_rules", "reordering_min_qty", "reordering_max_qty"}, compute_nbr_reordering_rules});
  return {.model = "product.product", .computes = std::move(computes), .searches = quantity_searches(), .write = write};
}

}  // namespace paridoo::addons::stock
