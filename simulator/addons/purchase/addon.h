// The module purchase: requests for quotation, purchase orders and their bills.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::purchase {

orm::Addon purchase();

}  // namespace paridoo::addons::purchase
