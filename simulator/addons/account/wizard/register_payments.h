// The payments that account.payment.register makes.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// Creates, posts and reconciles them.
orm::RecordSet register_payments(const orm::RecordSet& wizard);

}  // namespace paridoo::addons::account
