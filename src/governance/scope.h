// What a caller sees, and on whose behalf it acts.
//
// A service account (ov.serviced_account of the custom addon) owns orders, deliveries, invoices and more; an employee
// acts for it by a membership, as agent or as staff. Who is no member does not see what the account owns: it is as if
// it were not there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/governance/identity.h"
#include "src/odoo/session.h"

namespace paridoo::governance {

using odoo::Id;

struct Membership {
  Id account = 0;
  Role role = Role::agent;
};

struct Scope {
  bool governed = false;                     // false: service accounts are not asked about, everything is seen
  bool sees_all = true;                      // one of our own systems
  Id employee = 0;                           // 0: not an employee
  Id customer = 0;                           // 0: not a customer, who sees nothing but its own
  std::optional<Id> account = {};            // that X-SA-ID names
  std::vector<Membership> memberships = {};  // that hold today; with X-SA-ID only that one

  odoo::Ids accounts() const;
  bool is_staff_of(Id account) const;
};

// Who makes a record, and for which service account.
struct Stamp {
  Id account = 0;
  std::optional<Id> actor = {};
};

// The stamp of what the caller makes; empty where nothing is governed, and for our own systems without X-SA-ID.
//   invalid_request  the caller acts for several accounts, and X-SA-ID does not say for which now
//   forbidden        the caller acts for none
Result<std::optional<Stamp>> stamp_of(const Scope& scope);

// The fields that carry it: x_sa_id and x_actor_id. None without a stamp.
odoo::Dict stamp_values(const std::optional<Stamp>& stamp);

// "YYYY-MM-DD", in UTC.
std::string today();

// The memberships of an employee that hold today, among these accounts.
Result<std::vector<Membership>> read_memberships(const odoo::Session& odoo, Id employee, const odoo::Ids& accounts);

}  // namespace paridoo::governance
