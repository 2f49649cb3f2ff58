// ov.membership: an employee acts for a service account, as an agent or as staff, from one day until another.
#include "simulator/addons/ov/membership.h"
#include "simulator/addons/ov/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::ov {

using orm::Domain;
using orm::RecordSet;
using orm::term;
using orm::Value;

RecordSet memberships_of(const RecordSet& account, orm::Id employee, std::string_view role) {
  const std::string today = account.env().today_text();
  Domain domain = term("account_id", "=", account) & term("employee_id", "=", employee) &
                  term("date_from", "<=", today) & (term("date_to", "=", false) | term("date_to", ">=", today));
  if (!role.empty()) domain = std::move(domain) & term("role_code", "=", role);
  return account.env()["ov.membership"].search(domain);
}

namespace {

Value today(const RecordSet& memberships) { return memberships.env().today_text(); }

void compute_display_name(const RecordSet& memberships) {
  for (const RecordSet& one : memberships)
    one.set("display_name", one["employee_id"].text("name") + " (" + one["account_id"].text("name") + ")");
}

bool overlap(const RecordSet& one, const RecordSet& other) {
  const auto ends_before = [](const RecordSet& first, const RecordSet& second) {
    const auto end = first.day("date_to");
    return end && *end < *second.day("date_from");
  };
  return !ends_before(one, other) && !ends_before(other, one);
}

void check_period(const RecordSet& memberships) {
  for (const RecordSet& one : memberships) {
    const auto end = one.day("date_to");
    if (end && *end < *one.day("date_from")) throw orm::validation_error("A membership does not end before it begins.");
    const RecordSet others = one.search(term("account_id", "=", one["account_id"]) &
                                        term("employee_id", "=", one["employee_id"]) & term("id", "!=", one.id()));
    if (one.flag("active") && others.filtered([&](const RecordSet& other) { return overlap(one, other); }))
      throw orm::validation_error(one.display_name() + " is a member already.");
  }
}

}  // namespace

orm::Behaviour ov_membership() {
  return {
      .model = "ov.membership",
      .defaults = {{"date_from", today}},
      .computes = {{{"display_name"}, compute_display_name}},
      .constraints = {{check_period, {"account_id", "employee_id", "date_from", "date_to", "active"}}},
  };
}

}  // namespace paridoo::addons::ov
