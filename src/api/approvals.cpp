// Approval of orders, and the service accounts that ask for it.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/render.h"
#include "src/api/request_body.h"
#include "src/governance/service_accounts.h"
#include "src/orders/approval.h"

namespace paridoo::api {

namespace {

Json render_approval(Id order, const orders::Approval& approval) {
  return {
      {"order", {{"id", order}, {"name", approval.order}}},
      {"required", approval.required},
      {"state", approval.state},
      {"account", render(approval.account)},
      {"requested_by", render(approval.requested_by)},
      {"decided_by", render(approval.decided_by)},
      {"note", render(approval.note)},
      {"reason", render(approval.reason)},
      {"amount_total", approval.total},
      {"approved_amount", approval.approved_amount},
  };
}

Result<Answer> answer_approval(const Call& call, const Result<orders::Approval>& approval, const char* message) {
  if (!approval) return approval.error();
  return success(200, {{"message", message}, {"approval", render_approval(call.id("id"), *approval)}});
}

Json render_account(const governance::ServiceAccount& account) {
  return {
      {"id", account.id},
      {"name", account.name},
      {"code", account.code},
      {"role", account.role ? Json(governance::role_name(*account.role)) : Json()},
      {"approval_threshold", account.approval_threshold},
  };
}

}  // namespace

Result<Answer> post_approval_request(const Call& call) {
  return answer_approval(call, orders::request_approval(call.odoo, call.scope, call.id("id")), "Approval asked for");
}

Result<Answer> post_approval(const Call& call) {
  const auto note = optional_text(call.body, "note");
  return answer_approval(call, orders::approve(call.odoo, call.scope, call.id("id"), note), "Order approved");
}

Result<Answer> post_rejection(const Call& call) {
  const auto reason = call.body.at("reason").get<std::string>();
  return answer_approval(call, orders::reject(call.odoo, call.scope, call.id("id"), reason), "Order rejected");
}

Result<Answer> get_service_accounts(const Call& call) {
  const auto accounts = governance::list_accounts(call.odoo, call.scope);
  if (!accounts) return accounts.error();
  Json items = Json::array();
  for (const auto& account : *accounts) items.push_back(render_account(account));
  return success(200, {{"total", items.size()}, {"accounts", std::move(items)}});
}

}  // namespace paridoo::api
