// What the cases play with, made through Odoo's own API.
#pragma once

#include <optional>
#include <string>

#include "src/odoo/session.h"
#include "tools/contract/suite.h"

namespace paridoo::contract_suite {

using odoo::Id;

// Who acts for service accounts, where the Odoo has them. What is here is "Bearer ...", to be sent as Authorization.
struct Cast {
  Id account = 0;  // orders of more than 5000 need approval
  Id other_account = 0;
  Id outlet = 0;         // of the account
  Id other_outlet = 0;   // of the other one
  Id agent_id = 0;       // the employee
  std::string agent;     // of the account
  std::string staff;     // of the account
  std::string outsider;  // an agent of the other account
  std::string outsider_staff;
  std::string both;  // an agent of both
  std::string left;  // was an agent of the account once
};

struct Stage {
  Id customer = 0;
  Id kit = 0;      // storable, invoiced when delivered, sold for 100
  Id cable = 0;    // the same, sold for 25
  Id fitting = 0;  // a service, invoiced when ordered, sold for 40
  Id meter = 0;    // storable, each with its serial number
  std::string first_meter;
  std::string second_meter;             // the serial numbers of the two there are
  Id first_lot = 0, second_lot = 0;     // of them
  const char* payment_source = "cash";  // of which there is a journal
  Id warehouse = 0;
  Id side_shelf = 0;               // a location in it
  Id shelf = 0;                    // the warehouse's stock location
  std::string shopper = {};        // "Bearer ..." of the customer
  std::string other_shopper = {};  // and of another one
  Id package = 0;  // of which there is no bill of products yet; the three are there with service accounts
  std::string package_code = {};  // its internal reference
  Id warranty = 0;                // invoiced again and again
  std::optional<Cast> cast = {};  // empty: the Odoo has no service accounts
};

// Ten kits and ten cables on the shelf, and two meters. All names are new ones, so that a database may be used again.
// Throws CaseFailed with what Odoo says.
Stage set_the_stage(const Target& target);

}  // namespace paridoo::contract_suite
