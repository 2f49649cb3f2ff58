// The modules sale_purchase and sale_purchase_stock: what is bought for an order.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_purchase_stock {

orm::Addon sale_purchase_stock();

}  // namespace paridoo::addons::sale_purchase_stock
