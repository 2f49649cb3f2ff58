// purchase.order.line: what is bought for a line of a sale.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_purchase_stock {

// Those among the lines that were made for the sale line that `values` of a need name; all, if they name none.
orm::RecordSet for_same_sale_line(const orm::RecordSet& lines, const orm::Dict& values);

}  // namespace paridoo::addons::sale_purchase_stock
