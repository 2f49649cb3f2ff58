#include "src/governance/visibility.h"

#include <fmt/format.h>

#include "src/odoo/row.h"

namespace paridoo::governance {

namespace {

using odoo::Domain;
using odoo::where;

// The records that are assigned now, to accounts that meet the condition.
Result<odoo::Ids> assigned(const odoo::Session& odoo, const SubjectRow& subject, const Domain& accounts) {
  const std::string_view fields[] = {subject.record};
  const auto rows = odoo.search_read(subject.assignment, where("state", "=", "active") & accounts, fields);
  if (!rows) return rows.error();
  return odoo::read_all<Id>(*rows, [&](const odoo::Value& value) {
    odoo::RowReader row(subject.assignment, value);
    return row.finish(row.reference(subject.record).id);
  });
}

Domain or_of_nobody(Domain domain, std::string_view field) { return std::move(domain) | where(field, "=", false); }

Result<Domain> by_assignment(const odoo::Session& odoo, const Scope& scope, Subject subject) {
  const auto ids = assigned(odoo, subject_row(subject), where("account_id", "in", scope.accounts()));
  if (!ids) return ids.error();
  return where("id", "in", *ids);
}

// Those of the orders of the account are its own before anybody has assigned them.
Result<Domain> visible_invoices(const odoo::Session& odoo, const Scope& scope) {
  auto assigned = by_assignment(odoo, scope, Subject::invoice);
  if (!assigned) return assigned;
  return *std::move(assigned) | where("line_ids.sale_line_ids.order_id.x_sa_id", "in", scope.accounts());
}

Result<Domain> visible_customers(const odoo::Session& odoo, const Scope& scope) {
  const auto ids = assigned(odoo, subject_row(Subject::customer), where("account_id", "not in", scope.accounts()));
  if (!ids) return ids.error();
  return where("id", "not in", *ids);
}

Domain of_customer(Subject subject, Id customer) {
  return where(subject == Subject::customer ? "id" : "partner_id", "=", customer);
}

}  // namespace

Result<Domain> visible(const odoo::Session& odoo, const Scope& scope, Subject subject) {
  if (scope.customer != 0) return of_customer(subject, scope.customer);
  if (!scope.governed || scope.sees_all) return Domain();
  switch (subject) {
    case Subject::none: return Domain();
    case Subject::order:
    case Subject::asset:
    case Subject::subscription: return where("x_sa_id", "in", scope.accounts());
    case Subject::product: return or_of_nobody(where("x_sa_id", "in", scope.accounts()), "x_sa_id");
    case Subject::delivery: return where("sale_id.x_sa_id", "in", scope.accounts());
    case Subject::invoice: return visible_invoices(odoo, scope);
    case Subject::payment:
    case Subject::ticket: return by_assignment(odoo, scope, subject);
    case Subject::customer: return visible_customers(odoo, scope);
  }
  return Domain();
}

Result<void> check_visible(const odoo::Session& odoo, const Scope& scope, Subject subject, Id id,
                           std::string_view pointer) {
  const auto domain = visible(odoo, scope, subject);
  if (!domain) return domain.error();
  if (domain->empty()) return {};
  const auto& row = subject_row(subject);
  // What is archived is no less one's own.
  const auto all = odoo.with_context({{"active_test", false}});
  const auto count = (subject == Subject::product ? all : odoo).search_count(row.model, where("id", "=", id) & *domain);
  if (!count) return count.error();
  if (*count > 0) return {};
  return Error{.kind = ErrorKind::not_found,
               .message = fmt::format("There is no {} {}.", row.noun, id),
               .pointer = std::string(pointer)};
}

}  // namespace paridoo::governance
