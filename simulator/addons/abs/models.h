// The behaviours of the module abs.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::abs {

orm::Behaviour abs_employee();
orm::Behaviour abs_payment_attempt();
orm::Behaviour abs_subscription();
orm::Behaviour payment_request();
orm::Behaviour product_template();
orm::Behaviour sale_order();

}  // namespace paridoo::addons::abs
