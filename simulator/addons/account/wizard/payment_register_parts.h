// The parts of account.payment.register.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::account {

std::vector<orm::Compute> payment_register_computes();

}  // namespace paridoo::addons::account
