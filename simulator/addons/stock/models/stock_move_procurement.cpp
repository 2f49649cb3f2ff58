// The needs that moves create where they take from: make to order.
#include <algorithm>
#include <map>

#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

std::string origin_of_need(const RecordSet& move) {
  const std::string of_group = groups_of(move).first().text("name");
  for (const std::string& text : {of_group, move.text("origin"), move["picking_id"].text("name")})
    if (!text.empty()) return text;
  return move.env().since(Series::v19) ? "" : "/";
}

// What is free of each product at each place, less what earlier moves of the same call take.
class FreeStock {
 public:
  double take(const RecordSet& move) {
    const RecordSet product = move["product_id"], location = move["location_id"];
    const auto [at, is_new] = free_.try_emplace({location.id(), product.id()}, 0.0);
    if (is_new) at->second = product.with_context({{"location", location.id()}}).number("free_qty");
    const double taken = std::min(move.number("product_qty"), std::max(at->second, 0.0));
    at->second -= taken;
    return taken;
  }

 private:
  std::map<std::pair<Id, Id>, double> free_;
};

double needed(const RecordSet& move, FreeStock& free) {
  const double demand = move.number("product_uom_qty");
  const RecordSet unit = move["product_id"]["uom_id"];
  if (!takes_from_stock_first(move) || compare(move.number("product_qty"), 0, unit) <= 0) return demand;
  if (should_bypass_reservation(move, {})) return demand;
  return in_unit(unit, move.number("product_qty") - free.take(move), move["product_uom"]);
}

Value group_of_need(const RecordSet& move) {
  const RecordSet rule = move["rule_id"];
  const std::string option = rule.text("group_propagation_option");
  if (option == "fixed" && rule["group_id"]) return rule["group_id"];
  if (option == "none") return false;
  return move["group_id"];
}

// Since 19.0 needs carry references instead of a group, and the partner that the goods are for.
void add_group_of_need(const RecordSet& move, bool is_made_to_order, Dict& values) {
  if (!move.env().since(Series::v19)) return values.set("group_id", group_of_need(move));
  const bool in_transit = move["location_id"] == move.env().company()["internal_transit_location_id"];
  values.set("reference_ids", move["reference_ids"].ids());
  values.set("partner_id", is_made_to_order && !in_transit ? Value(move["partner_id"]) : Value(false));
}

Dict dates_of_need(const RecordSet& move) {
  const RecordSet location = move["location_id"], stock = location["warehouse_id"]["lot_stock_id"];
  if (!stock || !is_child_of(location, stock)) return {{"date_planned", move.text("date")}};
  const ProcurementDates dates = procurement_dates(move["product_id"], move.moment("date").value_or(move.env().now()),
                                                   location, move["route_ids"]);
  return {{"date_planned", orm::format_moment(dates.planned)}, {"date_order", orm::format_moment(dates.order)}};
}

// Where nothing lies in a warehouse the route says which one supplies.
RecordSet warehouse_of_need(const RecordSet& move) {
  if (move.env().since(Series::v18) && !move["location_id"]["warehouse_id"])
    return supplying_warehouse(move["rule_id"]);
  const RecordSet warehouse = move["warehouse_id"];
  return warehouse ? warehouse : move["picking_type_id"]["warehouse_id"];
}

// What the description of the move says beyond the product's own.
Value description_of_variants(const RecordSet& move) {
  std::string text = move.text("description_picking");
  if (text.empty()) return false;
  for (const std::string& own : own_descriptions(move["product_id"], move["picking_type_id"]))
    for (std::size_t at = text.find(own); !own.empty() && at != std::string::npos; at = text.find(own, at))
      text.erase(at, own.size());
  return text;
}

}  // namespace

bool takes_from_stock_first(const RecordSet& move) {
  return move.env().since(Series::v18) && move["rule_id"].text("procure_method") == "mts_else_mto";
}

Value prepare_procurement_values(const RecordSet& move, const Arguments&) {
  move.ensure_one();
  Dict values = dates_of_need(move);
  const bool is_made_to_order = move.text("procure_method") == "make_to_order" || !move.env().since(Series::v18);
  values.update({{"product_description_variants", description_of_variants(move)},
                 {"date_deadline", move.value("date_deadline")},
                 {"move_dest_ids", is_made_to_order ? Value(move.ids()) : Value(false)},
                 {"route_ids", move["route_ids"].ids()},
                 {"warehouse_id", warehouse_of_need(move)},
                 {"priority", move.text("priority")},
                 {"orderpoint_id", move["orderpoint_id"]},
                 {packaging_key(move.env()), packaging_of(move)}});
  if (move.env().since(Series::v18))
    values.set("never_product_template_attribute_value_ids", move["never_product_template_attribute_value_ids"].ids());
  add_group_of_need(move, is_made_to_order, values);
  return values;
}

void procure(const RecordSet& moves) {
  FreeStock free;
  std::vector<Procurement> needs;
  for (const RecordSet& move : moves) {
    const RecordSet rule = move["rule_id"];
    needs.push_back({.product = move["product_id"],
                     .quantity = needed(move, free),
                     .unit = move["product_uom"],
                     .location = move["location_id"],
                     .name = rule ? rule.text("name") : "/",
                     .origin = origin_of_need(move),
                     .company = move["company_id"],
                     .values = move.call("_prepare_procurement_values").dict()});
  }
  if (!needs.empty()) run_procurements(moves.env(), needs, !moves.env().context("from_orderpoint"));
}

}  // namespace paridoo::addons::stock
