// What accounting counts of partners.
#pragma once

#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// "customer_rank" or "supplier_rank": how many documents a partner had.
void increase_rank(const orm::RecordSet& partners, std::string_view field);

}  // namespace paridoo::addons::account
