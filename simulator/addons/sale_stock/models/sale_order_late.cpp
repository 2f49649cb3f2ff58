// sale.order: since 19.0, whether goods for an order come too late for one of its transfers.
#include "simulator/addons/base/boolean_search.h"
#include "simulator/addons/sale_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::Domain;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

bool has_late_picking(const RecordSet& order) {
  return !order["picking_ids"]
              .filtered([](const RecordSet& picking) { return picking.text("products_availability_state") == "late"; })
              .empty();
}

void compute_late_availability(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("late_availability", has_late_picking(order));
}

// An order with transfers of both kinds is found by both answers; one without transfers by none.
Domain search_late_availability(const RecordSet& orders, std::string_view comparison, const Value& operand) {
  return base::boolean_domain(comparison, operand, [&](bool is_late) {
    const RecordSet pickings = orders.env()["stock.picking"].search(
        term("sale_id", "!=", false) & term("products_availability_state", is_late ? "=" : "!=", "late"));
    return term("picking_ids", "in", pickings.ids());
  });
}

}  // namespace

orm::Behaviour sale_order_late() {
  return {.model = "sale.order",
          .in = {.since = orm::Series::v19},
          .computes = {{{"late_availability"}, compute_late_availability}},
          .searches = {{"late_availability", search_late_availability}}};
}

}  // namespace paridoo::addons::sale_stock
