// The behaviours of the module helpdesk.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::helpdesk {

orm::Behaviour helpdesk_ticket();

}  // namespace paridoo::addons::helpdesk
