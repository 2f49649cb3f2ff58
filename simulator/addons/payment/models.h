// The behaviours of the module payment.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::payment {

orm::Behaviour account_payment();
orm::Behaviour account_payment_register();
orm::Behaviour res_country();
orm::Behaviour res_partner();

}  // namespace paridoo::addons::payment
