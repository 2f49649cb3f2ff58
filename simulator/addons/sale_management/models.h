// The behaviours of the module sale_management.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_management {

orm::Behaviour sale_order();
orm::Behaviour sale_order_line();
orm::Behaviour sale_order_option();
orm::Behaviour sale_order_template();
orm::Behaviour sale_order_template_line();
orm::Behaviour sale_order_template_option();

}  // namespace paridoo::addons::sale_management
