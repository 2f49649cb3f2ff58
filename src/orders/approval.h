// Approval: what a service account wants somebody of its staff to agree to before it is confirmed.
//
// An agent asks, staff approves or rejects, and nobody decides about an order of one's own. The thresholds are the
// account's, in Odoo.
#pragma once

#include <optional>
#include <string>

#include "src/governance/scope.h"
#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::orders {

using odoo::Id;

struct Approval {
  std::string order;  // its name
  bool required = false;
  std::string state;  // none, waiting, approved, rejected
  std::optional<odoo::Reference> account;
  std::optional<odoo::Reference> agent;  // who made the order
  std::optional<odoo::Reference> requested_by;
  std::optional<odoo::Reference> decided_by;
  std::optional<std::string> note;
  std::optional<std::string> reason;  // of a rejection
  double total = 0;
  double approved_amount = 0;

  // What was approved does not cover an order that has become dearer since.
  bool is_missing() const;
};

// not_found if there is no such order.
Result<Approval> read_approval(const odoo::Session& odoo, Id order);

// What follows fails with not_supported for a caller that is not governed, as there is no staff then, and with
// invalid_state at another point of its approval. Odoo answers user_error for an order that is past its draft.
Result<Approval> request_approval(const odoo::Session& odoo, const governance::Scope& scope, Id order);
// forbidden for who is not of the account's staff, made the order or asked for the approval.
Result<Approval> approve(const odoo::Session& odoo, const governance::Scope& scope, Id order,
                         const std::optional<std::string>& note);
Result<Approval> reject(const odoo::Session& odoo, const governance::Scope& scope, Id order, const std::string& reason);

// approval_needed if the order must be approved and is not. Nothing where nothing is governed.
Result<void> check_approved(const odoo::Session& odoo, const governance::Scope& scope, Id order);

}  // namespace paridoo::orders
