#include "tools/paridoo/first_account.h"

namespace paridoo::cli {

namespace {

Result<odoo::Id> make_member(const odoo::Session& odoo, odoo::Id account, const char* name, const char* role) {
  auto employee = odoo.create("abs.employee", {{"name", name}});
  if (!employee) return employee;
  const auto membership = odoo.create(
      "ov.membership",
      {{"account_id", account}, {"employee_id", *employee}, {"role_code", role}, {"date_from", "2000-01-01"}});
  if (!membership) return membership.error();
  return employee;
}

}  // namespace

Result<FirstAccount> make_first_account(const odoo::Session& odoo) {
  const auto account = odoo.create("ov.serviced_account", {{"name", "First Account"}, {"code", "FIRST"}});
  if (!account) return account.error();
  const auto agent = make_member(odoo, *account, "First Agent", "agent");
  if (!agent) return agent.error();
  const auto staff = make_member(odoo, *account, "First Manager", "staff");
  if (!staff) return staff.error();
  return FirstAccount{.account = *account, .agent = *agent, .staff = *staff};
}

}  // namespace paridoo::cli
