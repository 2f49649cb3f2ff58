// The behaviours of the module sale_crm.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_crm {

orm::Behaviour crm_lead();
orm::Behaviour sale_order();

}  // namespace paridoo::addons::sale_crm
