// What is collected by mobile money is tried first: the attempts are kept in Odoo, of the custom addon.
#pragma once

#include <optional>
#include <string>

#include "src/governance/scope.h"
#include "src/odoo/session.h"

namespace paridoo::payments {

using odoo::Id;

struct NewAttempt {
  Id order = 0;
  Id customer = 0;
  double amount = 0;  // in the order's currency
  Id currency = 0;
};

// Pending from now on, and of the order's service account. Answers its id.
Result<Id> begin_attempt(const odoo::Session& odoo, const governance::Scope& scope, const NewAttempt& attempt);

// How it ended. Either fails with user_error if it has ended before.
Result<void> succeed_attempt(const odoo::Session& odoo, Id attempt, Id payment);
Result<void> fail_attempt(const odoo::Session& odoo, Id attempt, const std::string& why);

}  // namespace paridoo::payments
