// Demo data: a small company at work, made by the behaviour that clients call, too.
#pragma once

#include <string>

#include "simulator/service/databases.h"

namespace paridoo::service {

// Partners, products and stock; quotations, orders, deliveries, receipts, invoices and bills in each of their states. A
// Fault on the way drops the database.
void add_demo_data(Databases& databases, const std::string& name);

}  // namespace paridoo::service
