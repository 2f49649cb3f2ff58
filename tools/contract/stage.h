// What the cases play with, made through Odoo's own API.
#pragma once

#include <string>

#include "src/odoo/session.h"

namespace paridoo::contract_suite {

using odoo::Id;

struct Stage {
  Id customer = 0;
  Id kit = 0;      // storable, invoiced when delivered, sold for 100
  Id cable = 0;    // the same, sold for 25
  Id fitting = 0;  // a service, invoiced when ordered, sold for 40
  Id meter = 0;    // storable, each with its serial number
  std::string first_meter;
  std::string second_meter;  // the serial numbers of the two there are
  Id warehouse = 0;
  Id shelf = 0;  // the warehouse's stock location
};

// Ten kits and ten cables on the shelf, and two meters. All names are new ones, so that a database may be used again.
// Throws CaseFailed with what Odoo says.
Stage set_the_stage(const odoo::Session& odoo);

}  // namespace paridoo::contract_suite
