// sale.order.line: the purchase lines for an order line.
#include "simulator/addons/sale_purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_purchase_stock {

using orm::RecordSet;

namespace {

void compute_purchase_line_count(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("purchase_line_count", line["purchase_line_ids"].size());
}

}  // namespace

orm::Behaviour sale_order_line() {
  return {
      .model = "sale.order.line",
      .computes = {{{"purchase_line_count"}, compute_purchase_line_count}},
  };
}

}  // namespace paridoo::addons::sale_purchase_stock
