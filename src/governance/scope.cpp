#include "src/governance/scope.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "src/odoo/row.h"

namespace paridoo::governance {

namespace {

using odoo::where;

Result<Membership> membership_from(const odoo::Value& value) {
  odoo::RowReader row("ov.membership", value);
  const Id account = row.reference("account_id").id;
  const bool staff = row.text("role_code") == "staff";
  return row.finish(Membership{.account = account, .role = staff ? Role::staff : Role::agent});
}

}  // namespace

std::string today() {
  return fmt::format("{:%Y-%m-%d}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

odoo::Ids Scope::accounts() const {
  odoo::Ids ids;
  for (const auto& membership : memberships) ids.push_back(membership.account);
  return ids;
}

bool Scope::is_staff_of(Id account) const {
  return std::any_of(memberships.begin(), memberships.end(), [&](const Membership& membership) {
    return membership.account == account && membership.role == Role::staff;
  });
}

Result<std::optional<Stamp>> stamp_of(const Scope& scope) {
  if (!scope.governed) return std::optional<Stamp>();
  if (scope.sees_all) {
    if (!scope.account) return std::optional<Stamp>();
    return std::optional<Stamp>({.account = *scope.account});
  }
  if (scope.memberships.empty()) return Error{ErrorKind::forbidden, "You act for no service account."};
  if (scope.memberships.size() > 1) {
    return Error{ErrorKind::invalid_request, "You act for several service accounts: say for which by X-SA-ID."};
  }
  return std::optional<Stamp>({.account = scope.memberships.front().account, .actor = scope.employee});
}

odoo::Dict stamp_values(const std::optional<Stamp>& stamp) {
  if (!stamp) return {};
  odoo::Dict values{{"x_sa_id", stamp->account}};
  if (stamp->actor) values.push_back({"x_actor_id", *stamp->actor});
  return values;
}

Result<std::vector<Membership>> read_memberships(const odoo::Session& odoo, Id employee, const odoo::Ids& accounts) {
  constexpr std::string_view fields[] = {"account_id", "role_code"};
  const auto day = today();
  const auto domain = where("employee_id", "=", employee) & where("account_id", "in", accounts) &
                      where("date_from", "<=", day) & (where("date_to", "=", false) | where("date_to", ">=", day));
  const auto rows = odoo.search_read("ov.membership", domain, fields, {.order = "account_id, id"});
  if (!rows) return rows.error();
  return odoo::read_all<Membership>(*rows, membership_from);
}

}  // namespace paridoo::governance
