// The parts of account.payment.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::account {

std::vector<orm::Compute> payment_computes();

}  // namespace paridoo::addons::account
