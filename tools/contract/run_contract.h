// The whole of `paridoo contract`: an Odoo, the API over it on a loopback port, the suite, and the reports.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "src/odoo/session.h"

namespace paridoo::contract_suite {

struct ContractRun {
  std::string series = "18.0";               // to simulate, unless there is a url
  std::string url = {};                      // of a live Odoo
  std::vector<std::string> addons = {"ov"};  // of the simulated one
  std::string database = "odoo";
  std::string login = "admin";
  std::string password = "admin";
  odoo::Protocol protocol = odoo::Protocol::jsonrpc;
  std::string junit = {};  // where to write JUnit XML; empty: nowhere
};

// Whether all cases passed. Throws std::runtime_error if they cannot be run at all.
bool run_contract(const ContractRun& run, std::ostream& out);

}  // namespace paridoo::contract_suite
