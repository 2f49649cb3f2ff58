// The contract suite: asks the REST API over HTTP what its document promises, and checks every answer.
//
// What the cases need (a customer, products, stock) is made through Odoo's own API, so that the suite runs over any
// Odoo.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "src/governance/token.h"
#include "src/odoo/session.h"
#include "tools/contract/odoo_contract.h"

namespace paridoo::contract_suite {

struct Target {
  std::string api_url;            // of the API under test
  odoo::Session odoo;             // the Odoo behind it, to set things up
  governance::TokenRules tokens;  // what the API's tokens are signed with
  governance::TokenRules customer_tokens;
  std::string api_key;
  const OdooContract* odoo_contract{};  // sees the API's calls of Odoo; nullptr if the API is not in our hands
};

enum class Outcome { passed, failed, skipped };

struct CaseResult {
  std::string area;      // "order to cash", "refusals"
  std::string name;      // what it shows
  std::string call;      // "POST /api/quotations"
  std::string contract;  // the schema that the answer must fit
  Outcome outcome = Outcome::passed;
  std::string message;  // why it failed or was skipped
  std::chrono::microseconds elapsed{};
};

using CaseResults = std::vector<CaseResult>;

// All cases, in order. Problems in setting up are failed cases too.
CaseResults run_suite(const Target& target);

// That no case failed: what this Odoo cannot do is skipped.
bool all_passed(const CaseResults& results);

}  // namespace paridoo::contract_suite
