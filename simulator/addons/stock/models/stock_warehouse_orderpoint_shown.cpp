// What forms show of a reordering rule since 19.0: what it would take if nobody chose.
#include "simulator/addons/stock/models/stock_warehouse_orderpoint.h"

namespace paridoo::addons::stock {
namespace {

std::string name_of(const RecordSet& record) { return record ? record.display_name() : std::string(); }

}  // namespace

void compute_allowed_replenishment_uoms(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const RecordSet product = orderpoint["product_id"];
    const bool buys = !orderpoint["rule_ids"].where("action", "=", "buy").empty();
    const RecordSet own = product["uom_ids"];
    orderpoint.set("allowed_replenishment_uom_ids", buys ? own | product["seller_ids"]["product_uom_id"] : own);
  }
}

void compute_replenishment_uom_placeholder(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const Value unit = orderpoint.call("_get_replenishment_multiple_alternative", {orderpoint.number("qty_to_order")});
    orderpoint.set("replenishment_uom_id_placeholder",
                   name_of(orderpoint.env()["uom.uom"].browse(unit ? unit.integer() : 0)));
  }
}

void compute_route_placeholder(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const Value route = orderpoint.call("_get_default_route");
    orderpoint.set("route_id_placeholder",
                   name_of(orderpoint.env()["stock.route"].browse(route ? route.integer() : 0)));
  }
}

void compute_show_supply_warning(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const RecordSet rules = orderpoint["rule_ids"];
    const bool buys = !rules.where("action", "=", "buy").empty();
    orderpoint.set("show_supply_warning", rules.empty() || (buys && orderpoint["product_id"]["seller_ids"].empty()));
  }
}

Domain search_effective_route(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const RecordSet routes = model.env()["stock.route"].search(term("id", std::string(comparison), operand));
  return term("id", "in",
              model.search(Domain::everything())
                  .filtered([&](const RecordSet& orderpoint) {
                    return orderpoint["effective_route_id"] && routes.contains(orderpoint["effective_route_id"]);
                  })
                  .ids());
}

}  // namespace paridoo::addons::stock
