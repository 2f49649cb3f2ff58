#include "src/subscriptions/subscription.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "src/odoo/existence.h"

namespace paridoo::subscriptions {

namespace {

using odoo::add;
using odoo::Dict;
using odoo::where;

constexpr std::string_view model = "abs.subscription";

constexpr std::string_view fields[] = {
    "code",        "state",          "partner_id",    "product_id", "quantity", "price_unit",
    "currency_id", "interval_count", "interval_unit", "date_start", "date_end", "next_invoice_date",
    "order_id",    "invoice_ids",    "cancel_reason", "x_sa_id",
};

Result<Subscription> subscription_from(const odoo::Value& value) {
  odoo::RowReader row(model, value);
  return row.finish(Subscription{
      .id = row.id("id"),
      .code = row.text("code"),
      .state = row.text("state"),
      .customer = row.reference("partner_id"),
      .product = row.reference("product_id"),
      .quantity = row.number("quantity"),
      .unit_price = row.number("price_unit"),
      .currency = row.reference("currency_id"),
      .interval_count = static_cast<std::int64_t>(row.number("interval_count")),
      .interval_unit = row.text("interval_unit"),
      .starts_on = row.text("date_start"),
      .ends_on = row.optional_text("date_end"),
      .next_invoice_on = row.optional_text("next_invoice_date"),
      .order = row.optional_reference("order_id"),
      .invoices = row.ids("invoice_ids"),
      .cancel_reason = row.optional_text("cancel_reason"),
      .account = row.optional_reference("x_sa_id"),
  });
}

Dict values_of(const NewSubscription& subscription) {
  Dict values{{"partner_id", subscription.customer}, {"product_id", subscription.product}};
  add(values, "quantity", subscription.quantity);
  add(values, "price_unit", subscription.unit_price);
  add(values, "interval_count", subscription.interval_count);
  add(values, "interval_unit", subscription.interval_unit);
  add(values, "date_start", subscription.starts_on);
  add(values, "date_end", subscription.ends_on);
  add(values, "order_id", subscription.order);
  for (auto& member : governance::stamp_values(subscription.stamp)) values.push_back(std::move(member));
  return values;
}

Result<void> check_references(const odoo::Session& odoo, const NewSubscription& subscription) {
  auto known = odoo::check_exists(odoo, "res.partner", subscription.customer, "/partner_id");
  if (known) known = odoo::check_exists(odoo, "product.product", subscription.product, "/product_id");
  if (known && subscription.order) known = odoo::check_exists(odoo, "sale.order", *subscription.order, "/order_id");
  return known;
}

Result<Subscription> change(const odoo::Session& odoo, Id id, std::initializer_list<std::string_view> from,
                            std::string_view method, Dict arguments = {}) {
  const auto now = read_subscription(odoo, id);
  if (!now) return now;
  if (std::find(from.begin(), from.end(), now->state) == from.end()) {
    return Error{ErrorKind::invalid_state, fmt::format("Subscription {} is {}.", now->code, now->state)};
  }
  const auto done = odoo.call_on(model, {id}, method, std::move(arguments));
  if (!done) return done.error();
  return read_subscription(odoo, id);
}

// Begins it, unless it begins later.
Result<void> begin(const odoo::Session& odoo, Id id) {
  const auto today = governance::today();
  const auto started = odoo.search_count(model, where("id", "=", id) & where("date_start", "<=", today));
  if (!started) return started.error();
  if (*started == 0) return {};
  const auto done = odoo.call_on(model, {id}, "action_activate");
  if (!done) return done.error();
  return {};
}

}  // namespace

Result<SubscriptionPage> list_subscriptions(const odoo::Session& odoo, const SubscriptionFilter& filter) {
  auto domain = filter.visible;
  if (filter.customer) domain &= where("partner_id", "=", *filter.customer);
  if (filter.state) domain &= where("state", "=", *filter.state);
  const auto total = odoo.search_count(model, domain);
  if (!total) return total.error();
  const auto rows =
      odoo.search_read(model, domain, fields, {.order = "id desc", .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto all = odoo::read_all<Subscription>(*rows, subscription_from);
  if (!all) return all.error();
  return SubscriptionPage{.total = *total, .subscriptions = *std::move(all)};
}

Result<Subscription> read_subscription(const odoo::Session& odoo, Id id) {
  const auto row = odoo.find(model, where("id", "=", id), fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no subscription {}.", id)};
  return subscription_from(**row);
}

Result<Subscription> find_subscription(const odoo::Session& odoo, std::string_view code, const odoo::Domain& visible) {
  const auto row = odoo.find(model, where("code", "=", code) & visible, fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no subscription {}.", code)};
  return subscription_from(**row);
}

Result<Subscription> purchase(const odoo::Session& odoo, const NewSubscription& subscription) {
  if (auto known = check_references(odoo, subscription); !known) return known.error();
  const auto id = odoo.create(model, values_of(subscription));
  if (!id) return id.error();
  if (auto begun = begin(odoo, *id); !begun) return begun.error();
  return read_subscription(odoo, *id);
}

Result<Subscription> pause(const odoo::Session& odoo, Id id) { return change(odoo, id, {"active"}, "action_pause"); }

Result<Subscription> resume(const odoo::Session& odoo, Id id) { return change(odoo, id, {"paused"}, "action_resume"); }

Result<Subscription> cancel(const odoo::Session& odoo, Id id, const std::optional<std::string>& reason) {
  Dict arguments;
  if (reason) arguments.push_back({"reason", *reason});
  return change(odoo, id, {"draft", "active", "paused"}, "action_cancel", std::move(arguments));
}

}  // namespace paridoo::subscriptions
