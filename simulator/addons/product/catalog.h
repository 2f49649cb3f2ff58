// The catalog of an order: products to choose from, and which of them the order has.
#pragma once

#include "simulator/orm/domain.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::product {

// What a condition on "is in the order" finds, the context naming the order in `order_id`; `lines` is the model of the
// order's lines.
orm::Domain search_in_order(const orm::RecordSet& lines, std::string_view comparison, const orm::Value& operand);

}  // namespace paridoo::addons::product
