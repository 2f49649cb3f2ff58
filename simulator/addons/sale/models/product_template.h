// product.template in sale: the computes that other modules override.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale {

void compute_service_type(const orm::RecordSet& products);
void compute_expense_policy(const orm::RecordSet& products);

}  // namespace paridoo::addons::sale
