// The models of the addon "stock", each in models/<model>.cpp or wizard/<wizard>.cpp.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::stock {

orm::Behaviour procurement_group();
orm::Behaviour stock_quant();
orm::Behaviour stock_rule();

}  // namespace paridoo::addons::stock
