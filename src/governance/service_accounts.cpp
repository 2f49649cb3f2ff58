#include "src/governance/service_accounts.h"

#include "src/odoo/row.h"

namespace paridoo::governance {

namespace {

Result<ServiceAccount> account_from(const odoo::Value& value) {
  odoo::RowReader row("ov.serviced_account", value);
  return row.finish(ServiceAccount{.id = row.id("id"),
                                   .name = row.text("name"),
                                   .code = row.text("code"),
                                   .role = {},
                                   .approval_threshold = row.number("approval_threshold")});
}

}  // namespace

Result<std::vector<ServiceAccount>> list_accounts(const odoo::Session& odoo, const Scope& scope) {
  if (!scope.governed) return std::vector<ServiceAccount>();
  constexpr std::string_view fields[] = {"name", "code", "approval_threshold"};
  const auto domain = scope.sees_all ? odoo::Domain() : odoo::where("id", "in", scope.accounts());
  const auto rows = odoo.search_read("ov.serviced_account", domain, fields, {.order = "name, id"});
  if (!rows) return rows.error();
  auto accounts = odoo::read_all<ServiceAccount>(*rows, account_from);
  if (!accounts || scope.sees_all) return accounts;
  for (auto& account : *accounts) account.role = scope.is_staff_of(account.id) ? Role::staff : Role::agent;
  return accounts;
}

}  // namespace paridoo::governance
