// sale.order.line in sale_stock: what its files share.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

// --- sale_order_line.cpp
// The routes that were chosen for the line: since 19.0 there may be several.
orm::RecordSet routes_of(const orm::RecordSet& line);
void compute_product_updatable(const orm::RecordSet& lines);

// --- sale_order_line_moves.cpp
struct LineMoves {
  orm::RecordSet outgoing;
  orm::RecordSet incoming;
};
// The moves that bring the product to the customer, and back for a refund.
LineMoves delivering_moves(const orm::RecordSet& line);
// The moves that the first rule of the delivery route made, wherever they go on the way to the customer.
LineMoves triggering_moves(const orm::RecordSet& line);

// --- sale_order_line_procurement.cpp: moving what a confirmed order says
std::vector<orm::Method> procurement_methods();

// --- sale_order_line_forecast.cpp: what is shown of the product's availability
void compute_qty_to_deliver(const orm::RecordSet& lines);
void compute_qty_at_date(const orm::RecordSet& lines);
void compute_is_mto(const orm::RecordSet& lines);

}  // namespace paridoo::addons::sale_stock
