// purchase.order.line in purchase_stock: what other files ask of it.
#pragma once

#include <optional>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

// What the goods are worth for the stock: without taxes, in company currency by the rate of `day` (that of the order),
// for one unit of the product.
double stock_price(const orm::RecordSet& line, std::optional<orm::Day> day = {});

// The price of one unit of the product on the order, without taxes and less the discount, in the order's currency, not
// rounded.
double gross_price(const orm::RecordSet& line);

// Draft moves on `picking` for what of the lines is ordered and not asked for yet.
orm::RecordSet create_stock_moves(const orm::RecordSet& lines, const orm::RecordSet& picking);

// The values of the transfer that an order is received by; the order gets its procurement group.
orm::Dict picking_values(const orm::RecordSet& order);
// Where goods of the order arrive, and where they are to end.
orm::RecordSet destination_of(const orm::RecordSet& order);
orm::RecordSet final_destination_of(const orm::RecordSet& order);

}  // namespace paridoo::addons::purchase_stock
