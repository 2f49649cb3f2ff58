// The module stock_dropshipping: vendors deliver to customers, past the warehouse.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::stock_dropshipping {

orm::Addon stock_dropshipping();
void install(const orm::Env& env);

}  // namespace paridoo::addons::stock_dropshipping
