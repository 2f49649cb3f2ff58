// The module crm: leads and opportunities.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::crm {

orm::Addon crm();

}  // namespace paridoo::addons::crm
