// The module payment: providers of payments, of which none is at work.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::payment {

orm::Addon payment();

}  // namespace paridoo::addons::payment
