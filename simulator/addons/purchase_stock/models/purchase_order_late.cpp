// purchase.order: which orders are late. The condition of the module purchase, on what was ordered, and that of this
// one, on receipts, make one search.
#include "simulator/addons/base/boolean_search.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Domain;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

Domain due(const RecordSet& orders) {
  return term("state", "=", "purchase") & term("date_planned", "<=", orders.env().now_text());
}

// Orders of which a line has been received in full, or has not.
Domain with_line(const RecordSet& orders, const Domain& domain, bool is_received) {
  const RecordSet lines = orders.search(domain)["order_line"].filtered([&](const RecordSet& line) {
    return (line.number("qty_received") >= line.number("product_qty")) == is_received;
  });
  return term("order_line", "in", lines.ids());
}

// An order with lines of both kinds is late and on time; one that is not due is neither.
Domain search_is_late(const RecordSet& orders, std::string_view comparison, const Value& operand) {
  return base::boolean_domain(comparison, operand, [&](bool is_late) {
    if (!is_late) return with_line(orders, due(orders), true);
    const Domain open = term("picking_ids", "=", false) | term("picking_ids.state", "!=", "done");
    return with_line(orders, due(orders) & open, false);
  });
}

}  // namespace

orm::Behaviour purchase_order_late() {
  return {.model = "purchase.order", .searches = {{"is_late", search_is_late, {.since = orm::Series::v19}}}};
}

}  // namespace paridoo::addons::purchase_stock
