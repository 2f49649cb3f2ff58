// The module sale_crm: quotations for opportunities.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_crm {

orm::Addon sale_crm();

}  // namespace paridoo::addons::sale_crm
