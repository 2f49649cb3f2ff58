#include "src/governance/assignment.h"

#include "src/odoo/row.h"

namespace paridoo::governance {

using odoo::where;

Result<void> assign(const odoo::Session& odoo, Subject subject, Id record, const Stamp& stamp) {
  const auto& row = subject_row(subject);
  const auto there = odoo.search_count(row.assignment, where(row.record, "=", record) & where("state", "=", "active") &
                                                           where("account_id", "=", stamp.account));
  if (!there) return there.error();
  if (*there > 0) return {};
  odoo::Dict values{{"account_id", stamp.account}, {std::string(row.record), record}};
  if (stamp.actor) values.push_back({"actor_id", *stamp.actor});
  const auto made = odoo.create(row.assignment, std::move(values));
  if (!made) return made.error();
  return {};
}

Result<std::optional<Id>> account_of_order(const odoo::Session& odoo, Id order) {
  constexpr std::string_view fields[] = {"x_sa_id"};
  const auto row = odoo.find("sale.order", where("id", "=", order), fields);
  if (!row) return row.error();
  if (!*row) return std::optional<Id>();
  odoo::RowReader reader("sale.order", **row);
  const auto account = reader.optional_reference("x_sa_id");
  return reader.finish(account ? std::optional<Id>(account->id) : std::nullopt);
}

Result<void> assign_as_order(const odoo::Session& odoo, const Scope& scope, Id order, Subject subject, Id record) {
  if (!scope.governed) return {};
  const auto account = account_of_order(odoo, order);
  if (!account) return account.error();
  if (!*account) return {};
  Stamp stamp{.account = **account};
  if (scope.employee != 0) stamp.actor = scope.employee;
  return assign(odoo, subject, record, stamp);
}

}  // namespace paridoo::governance
