// Subscriptions, as employees and as customers see them.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/governance/visibility.h"
#include "src/subscriptions/subscription.h"

namespace paridoo::api {

namespace {

using subscriptions::Subscription;

subscriptions::NewSubscription parse_purchase(const nlohmann::json& body) {
  return {
      .customer = body.at("partner_id").get<Id>(),
      .product = body.at("product_id").get<Id>(),
      .quantity = optional_number(body, "quantity"),
      .unit_price = optional_number(body, "price_unit"),
      .interval_count = optional_id(body, "interval_count"),
      .interval_unit = optional_text(body, "interval_unit"),
      .starts_on = optional_text(body, "date_start"),
      .ends_on = optional_text(body, "date_end"),
      .order = optional_id(body, "order_id"),
  };
}

Json render_subscription(const Subscription& one) {
  return {
      {"id", one.id},
      {"code", one.code},
      {"state", one.state},
      {"partner", render(one.customer)},
      {"product", render(one.product)},
      {"quantity", one.quantity},
      {"price_unit", one.unit_price},
      {"currency", render(one.currency)},
      {"interval_count", one.interval_count},
      {"interval_unit", one.interval_unit},
      {"date_start", one.starts_on},
      {"date_end", render(one.ends_on)},
      {"next_invoice_date", render(one.next_invoice_on)},
      {"order", render(one.order)},
      {"invoice_ids", one.invoices},
      {"cancel_reason", render(one.cancel_reason)},
      {"account", render(one.account)},
  };
}

Result<Answer> answer_one(const Result<Subscription>& one) {
  if (!one) return one.error();
  return success(200, {{"subscription", render_subscription(*one)}});
}

Result<Answer> answer_changed(const Result<Subscription>& one, int status, const char* message) {
  if (!one) return one.error();
  return success(status, {{"message", message}, {"subscription", render_subscription(*one)}});
}

// Whether the caller sees what the body names.
Result<void> check_named(const Call& call) {
  auto seen = governance::check_visible(call.odoo, call.scope, Subject::customer, call.body.at("partner_id").get<Id>(),
                                        "/partner_id");
  if (seen)
    seen = governance::check_visible(call.odoo, call.scope, Subject::product, call.body.at("product_id").get<Id>(),
                                     "/product_id");
  const auto order = optional_id(call.body, "order_id");
  if (seen && order) seen = governance::check_visible(call.odoo, call.scope, Subject::order, *order, "/order_id");
  return seen;
}

}  // namespace

Result<Answer> get_subscriptions(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto visible = governance::visible(call.odoo, call.scope, Subject::subscription);
  if (!visible) return visible.error();
  const auto found = subscriptions::list_subscriptions(call.odoo, {.customer = optional_id(call.query, "partner_id"),
                                                                   .state = optional_text(call.query, "state"),
                                                                   .visible = *visible,
                                                                   .offset = page.offset(),
                                                                   .limit = page.limit});
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& one : found->subscriptions) items.push_back(render_subscription(one));
  return answer_page(page, found->total, "subscriptions", std::move(items));
}

Result<Answer> get_subscription(const Call& call) {
  return answer_one(subscriptions::read_subscription(call.odoo, call.id("id")));
}

Result<Answer> get_subscription_status(const Call& call) {
  const auto visible = governance::visible(call.odoo, call.scope, Subject::subscription);
  if (!visible) return visible.error();
  return answer_one(subscriptions::find_subscription(call.odoo, call.text("code"), *visible));
}

Result<Answer> post_subscription(const Call& call) {
  auto purchase = parse_purchase(call.body);
  const auto stamp = governance::stamp_of(call.scope);
  if (!stamp) return stamp.error();
  purchase.stamp = *stamp;
  if (auto seen = check_named(call); !seen) return seen.error();
  return answer_changed(subscriptions::purchase(call.odoo, purchase), 201, "Subscription created");
}

Result<Answer> post_subscription_pause(const Call& call) {
  return answer_changed(subscriptions::pause(call.odoo, call.id("id")), 200, "Subscription paused");
}

Result<Answer> post_subscription_resumption(const Call& call) {
  return answer_changed(subscriptions::resume(call.odoo, call.id("id")), 200, "Subscription resumed");
}

Result<Answer> post_subscription_cancellation(const Call& call) {
  const auto reason = optional_text(call.body, "reason");
  return answer_changed(subscriptions::cancel(call.odoo, call.id("id"), reason), 200, "Subscription cancelled");
}

}  // namespace paridoo::api
