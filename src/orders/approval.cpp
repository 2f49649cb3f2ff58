#include "src/orders/approval.h"

#include <fmt/format.h>

namespace paridoo::orders {

namespace {

using odoo::Dict;

constexpr std::string_view fields[] = {
    "name",
    "amount_total",
    "x_sa_id",
    "x_actor_id",
    "x_approval_required",
    "x_approval_state",
    "x_approval_requested_by",
    "x_approval_decided_by",
    "x_approved_amount",
    "x_approval_note",
    "x_rejection_reason",
};

Result<Approval> approval_from(const odoo::Value& value) {
  odoo::RowReader row("sale.order", value);
  return row.finish(Approval{
      .order = row.text("name"),
      .required = row.flag("x_approval_required"),
      .state = row.optional_text("x_approval_state").value_or("none"),
      .account = row.optional_reference("x_sa_id"),
      .agent = row.optional_reference("x_actor_id"),
      .requested_by = row.optional_reference("x_approval_requested_by"),
      .decided_by = row.optional_reference("x_approval_decided_by"),
      .note = row.optional_text("x_approval_note"),
      .reason = row.optional_text("x_rejection_reason"),
      .total = row.number("amount_total"),
      .approved_amount = row.number("x_approved_amount"),
  });
}

Result<void> check_governed(const governance::Scope& scope) {
  if (scope.governed) return {};
  return Error{ErrorKind::not_supported, "Nothing is governed here: there is nobody who approves."};
}

bool is(const std::optional<odoo::Reference>& reference, Id id) { return reference && reference->id == id; }

Result<void> check_may_decide(const governance::Scope& scope, const Approval& approval) {
  if (!approval.account || !scope.is_staff_of(approval.account->id)) {
    return Error{ErrorKind::forbidden, "Only staff of the order's service account may decide about it."};
  }
  if (is(approval.agent, scope.employee) || is(approval.requested_by, scope.employee)) {
    return Error{ErrorKind::forbidden, "Nobody decides about an order of one's own."};
  }
  return {};
}

Result<Approval> ask_odoo(const odoo::Session& odoo, Id order, std::string_view method, Dict arguments) {
  const auto done = odoo.call_on("sale.order", {order}, method, std::move(arguments));
  if (!done) return done.error();
  return read_approval(odoo, order);
}

Result<void> check_decision(const odoo::Session& odoo, const governance::Scope& scope, Id order) {
  if (auto governed = check_governed(scope); !governed) return governed;
  const auto approval = read_approval(odoo, order);
  if (!approval) return approval.error();
  if (auto may = check_may_decide(scope, *approval); !may) return may;
  if (approval->state == "waiting") return {};
  return Error{ErrorKind::invalid_state,
               fmt::format("Order {} does not wait for approval: it is {}.", approval->order, approval->state)};
}

}  // namespace

bool Approval::is_missing() const {
  constexpr double least_amount = 1e-6;  // no currency has more decimals
  return required && (state != "approved" || total > approved_amount + least_amount);
}

Result<Approval> read_approval(const odoo::Session& odoo, Id order) {
  const auto row = odoo.find("sale.order", odoo::where("id", "=", order), fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no order {}.", order)};
  return approval_from(**row);
}

Result<Approval> request_approval(const odoo::Session& odoo, const governance::Scope& scope, Id order) {
  if (auto governed = check_governed(scope); !governed) return governed.error();
  const auto approval = read_approval(odoo, order);
  if (!approval) return approval.error();
  if (approval->state == "waiting") {
    return Error{ErrorKind::invalid_state, fmt::format("Order {} waits for approval already.", approval->order)};
  }
  return ask_odoo(odoo, order, "action_request_approval", {{"actor_id", scope.employee}});
}

Result<Approval> approve(const odoo::Session& odoo, const governance::Scope& scope, Id order,
                         const std::optional<std::string>& note) {
  if (auto may = check_decision(odoo, scope, order); !may) return may.error();
  Dict arguments{{"actor_id", scope.employee}};
  if (note) arguments.push_back({"note", *note});
  return ask_odoo(odoo, order, "action_approve", std::move(arguments));
}

Result<Approval> reject(const odoo::Session& odoo, const governance::Scope& scope, Id order,
                        const std::string& reason) {
  if (auto may = check_decision(odoo, scope, order); !may) return may.error();
  return ask_odoo(odoo, order, "action_reject", {{"actor_id", scope.employee}, {"reason", reason}});
}

Result<void> check_approved(const odoo::Session& odoo, const governance::Scope& scope, Id order) {
  if (!scope.governed) return {};
  const auto approval = read_approval(odoo, order);
  if (!approval) return approval.error();
  if (!approval->is_missing()) return {};
  return Error{ErrorKind::approval_needed,
               fmt::format("Order {} needs the approval of its service account's staff.", approval->order)};
}

}  // namespace paridoo::orders
