// The module sale: quotations, sales orders and their invoices.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale {

orm::Addon sale();

}  // namespace paridoo::addons::sale
