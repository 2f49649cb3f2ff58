// Subscriptions: a customer is invoiced for a product again and again, by a daily job in Odoo. Of the custom addon.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/governance/scope.h"
#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::subscriptions {

using odoo::Id;

struct Subscription {
  Id id = 0;
  std::string code;
  std::string state;  // draft, active, paused, cancelled, expired
  odoo::Reference customer;
  odoo::Reference product;
  double quantity = 0;
  double unit_price = 0;  // of one period
  odoo::Reference currency;
  std::int64_t interval_count = 1;
  std::string interval_unit;  // day, week, month, year
  std::string starts_on;
  std::optional<std::string> ends_on;
  std::optional<std::string> next_invoice_on;
  std::optional<odoo::Reference> order;
  odoo::Ids invoices;
  std::optional<std::string> cancel_reason;
  std::optional<odoo::Reference> account;
};

struct SubscriptionFilter {
  std::optional<Id> customer;
  std::optional<std::string> state;
  odoo::Domain visible = {};  // further conditions
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct SubscriptionPage {
  std::int64_t total = 0;  // of all pages
  std::vector<Subscription> subscriptions;
};

struct NewSubscription {
  Id customer = 0;
  Id product = 0;
  std::optional<double> quantity = {};
  std::optional<double> unit_price = {};  // empty: the product's
  std::optional<std::int64_t> interval_count = {};
  std::optional<std::string> interval_unit = {};
  std::optional<std::string> starts_on = {};  // "YYYY-MM-DD"; empty: today
  std::optional<std::string> ends_on = {};
  std::optional<Id> order = {};
  std::optional<governance::Stamp> stamp = {};
};

Result<SubscriptionPage> list_subscriptions(const odoo::Session& odoo, const SubscriptionFilter& filter);
// not_found if there is none, or none that meets `visible`.
Result<Subscription> read_subscription(const odoo::Session& odoo, Id id);
Result<Subscription> find_subscription(const odoo::Session& odoo, std::string_view code, const odoo::Domain& visible);

// Active from now on unless it starts later, when Odoo's daily job begins it. not_found, with the pointer into the
// request, where the customer, product or order does not exist; validation_error for a product that does not recur.
Result<Subscription> purchase(const odoo::Session& odoo, const NewSubscription& subscription);

// invalid_state from a state that does not lead there.
Result<Subscription> pause(const odoo::Session& odoo, Id id);
Result<Subscription> resume(const odoo::Session& odoo, Id id);
Result<Subscription> cancel(const odoo::Session& odoo, Id id, const std::optional<std::string>& reason);

}  // namespace paridoo::subscriptions
