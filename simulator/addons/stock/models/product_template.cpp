// product.template: what stock adds to products.
#include <algorithm>
#include <string>

#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/models/product_quantities.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

constexpr std::string_view quantity_fields[] = {"qty_available", "virtual_available", "incoming_qty", "outgoing_qty"};

void compute_is_storable(const RecordSet& templates) {
  for (const RecordSet& product : templates)
    if (product.text("type") != "consu") product.set("is_storable", false);
}

void compute_tracking(const RecordSet& templates) {
  for (const RecordSet& product : templates)
    if (!is_storable(product) || product.text("tracking").empty()) product.set("tracking", "none");
}

void compute_quantities(const RecordSet& templates) {
  for (const RecordSet& product : templates)
    for (const std::string_view field : quantity_fields) product.set(field, product["product_variant_ids"].sum(field));
}

void compute_show_qty_status_button(const RecordSet& templates) {
  for (const RecordSet& product : templates) {
    product.set("show_on_hand_qty_status_button", is_storable(product));
    product.set("show_forecasted_qty_status_button", is_storable(product));
  }
}

void compute_has_available_route_ids(const RecordSet& templates) {
  const auto count = templates.env()["stock.route"].search_count(term("product_selectable", "=", true));
  templates.set("has_available_route_ids", count > 0);
}

void compute_nbr_moves(const RecordSet& templates) {
  for (const RecordSet& product : templates) {
    product.set("nbr_moves_in", moves_of_last_year(product["product_variant_ids"], "incoming"));
    product.set("nbr_moves_out", moves_of_last_year(product["product_variant_ids"], "outgoing"));
  }
}

void compute_nbr_reordering_rules(const RecordSet& templates) {
  for (const RecordSet& product : templates) {
    const RecordSet rules =
        templates.env()["stock.warehouse.orderpoint"].search(term("product_id.product_tmpl_id", "=", product));
    // The bounds are those of the last variant that has some.
    const RecordSet last = rules.where("product_id", "=", rules.last()["product_id"]);
    product.set("nbr_reordering_rules", rules.size());
    product.set("reordering_min_qty", last.sum("product_min_qty"));
    product.set("reordering_max_qty", last.sum("product_max_qty"));
  }
}

template <const char* Field>
Domain search_by_variants(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const Domain domain = term(Field, std::string(comparison), operand);
  return term("product_variant_ids", "in", model.env()["product.product"].search(domain).ids());
}

constexpr char qty_available[] = "qty_available";
constexpr char virtual_available[] = "virtual_available";
constexpr char incoming_qty[] = "incoming_qty";
constexpr char outgoing_qty[] = "outgoing_qty";

Value default_has_available_routes(const RecordSet& model) {
  return model.env()["stock.route"].search_count(term("product_selectable", "=", true)) > 0;
}

// --- write: what must not change once a product has moved

RecordSet all_variants(const RecordSet& templates) {
  return templates.with_context({{"active_test", false}})["product_variant_ids"];
}

bool any_line(const RecordSet& templates, const List& states) {
  const RecordSet lines = templates.env().sudo()["stock.move.line"];
  return lines.search_count(term("product_id", "in", all_variants(templates).ids()) & term("state", "in", states)) > 0;
}

void check_company(const RecordSet& templates, const Value& company) {
  const RecordSet changing =
      templates.filtered([&](const RecordSet& product) { return !(Value(product["company_id"]) == company); });
  const Domain elsewhere = term("product_id", "in", changing["product_variant_ids"].ids()) &
                           term("company_id", "not in", List{company, false});
  const Env sudo = templates.env().sudo();
  if (sudo["stock.move"].search_count(elsewhere) > 0)
    throw user_error("The product has moves in another company; its company cannot be changed.");
  if (sudo["stock.quant"].search_count(elsewhere & term("quantity", "!=", 0)) > 0)
    throw user_error("There is stock of the product in another company; its company cannot be changed.");
}

void check_unit(const RecordSet& templates, const Value& unit) {
  const RecordSet changing =
      templates.filtered([&](const RecordSet& product) { return !(Value(product["uom_id"]) == unit); });
  const Domain moved = term("product_id", "in", all_variants(changing).ids());
  if (changing && templates.env().sudo()["stock.move"].search_count(moved) > 0)
    throw user_error("The product has moved; its unit of measure cannot be changed.");
}

void check_storable(const RecordSet& templates, bool wanted) {
  const RecordSet changing =
      templates.filtered([&](const RecordSet& product) { return is_storable(product) != wanted; });
  if (!wanted && templates.sum("nbr_reordering_rules") != 0)
    throw user_error("The product has reordering rules; archive or delete them first.");
  if (!changing) return;
  if (any_line(templates, {"done"})) throw user_error("The product has moved; whether it is stored cannot be changed.");
  if (any_line(templates, {"partially_available", "assigned"}))
    throw user_error("The product is reserved; whether it is stored cannot be changed.");
  for (const RecordSet& product : changing)
    if (!wanted && !is_zero(product.number("qty_available"), product["uom_id"]))
      throw user_error("There is stock of the product; whether it is stored cannot be changed.");
}

void write(const RecordSet& templates, Dict values, const WriteSuper& super) {
  if (const Value& company = values.get("company_id")) check_company(templates, company);
  if (const Value* unit = values.find("uom_id")) check_unit(templates, *unit);
  if (const Value* storable = values.find("is_storable")) check_storable(templates, static_cast<bool>(*storable));
  super(templates, std::move(values));
}

}  // namespace

Behaviour product_template() {
  return {
      .model = "product.template",
      .defaults = {{"has_available_route_ids", default_has_available_routes}},
      .computes = {{{"is_storable"}, compute_is_storable, {.since = Series::v18}},
                   {{"tracking"}, compute_tracking},
                   {{"qty_available", "virtual_available", "incoming_qty", "outgoing_qty"}, compute_quantities},
                   {{"show_on_hand_qty_status_button", "show_forecasted_qty_status_button"},
                    compute_show_qty_status_button},
                   {{"has_available_route_ids"}, compute_has_available_route_ids},
                   {{"nbr_moves_in", "nbr_moves_out"}, compute_nbr_moves},
                   {{"nbr_reordering_rules", "reordering_min_qty", "reordering_max_qty"},
                    compute_nbr_reordering_rules}},
      .searches = {{"qty_available", search_by_variants<qty_available>},
                   {"virtual_available", search_by_variants<virtual_available>},
                   {"incoming_qty", search_by_variants<incoming_qty>},
                   {"outgoing_qty", search_by_variants<outgoing_qty>}},
      .write = write,
  };
}

}  // namespace paridoo::addons::stock
