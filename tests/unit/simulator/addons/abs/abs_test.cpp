// The module abs: kinds of products, subscriptions, payment requests and attempts.
#include "tests/support/extended_simulator.h"

namespace paridoo::addons::abs {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class Abs : public support::ExtendedSimulator {
 protected:
  Value warranty() {
    return create("product.product", Dict{{"name", "Warranty"},
                                          {"type", "service"},
                                          {"list_price", 12.0},
                                          {"invoice_policy", "order"},
                                          {"x_pu_category", "contract"},
                                          {"x_contract_type", "warranty"},
                                          {"recurring_invoice", true}});
  }
  Value subscription(Dict more = {}) {
    Dict values{{"partner_id", customer_}, {"product_id", warranty()}, {"date_start", "2026-01-31"}};
    values.update(more);
    return create("abs.subscription", std::move(values));
  }
  Value state_of(const Value& subscription) { return field("abs.subscription", subscription, "state"); }
  Value act(const Value& subscription, std::string_view action) {
    return call("abs.subscription", action, {List{subscription}});
  }
  Value invoices_of(const Value& subscription) { return field("abs.subscription", subscription, "invoice_ids"); }

  const Value customer_ = create("res.partner", Dict{{"name", "Marie"}});
};

TEST_F(Abs, ProductsHaveOnlyTheTypesOfTheirCategory) {
  const auto product = [&](Dict values) {
    values.set("name", "P");
    return create("product.product", std::move(values));
  };
  EXPECT_TRUE(product({{"x_pu_category", "service"}, {"x_service_type", "gage"}}).is_integer());
  EXPECT_EQ(product({{"x_pu_category", "physical"}, {"x_service_type", "gage"}}), Value(validation_error));
  EXPECT_EQ(product({{"x_service_type", "gage"}}), Value(validation_error));
  EXPECT_EQ(product({{"x_pu_category", "service"}, {"x_contract_type", "rental"}}), Value(validation_error));
  EXPECT_EQ(product({{"x_pu_category", "service"}, {"recurring_invoice", true}}), Value(validation_error));
  EXPECT_TRUE(product({{"x_pu_category", "digital"}, {"recurring_invoice", true}}).is_integer());
  const Value warranty = this->warranty();
  EXPECT_EQ(write("product.product", warranty, {{"x_pu_category", "service"}}), Value(validation_error));
}

TEST_F(Abs, SubscriptionsGoFromStateToState) {
  const Value one = subscription();
  EXPECT_EQ(field("abs.subscription", one, "code"), Value("SUB00001"));
  EXPECT_EQ(field("abs.subscription", one, "price_unit"), Value(12.0));
  EXPECT_EQ(act(one, "action_pause"), Value(user_error));
  act(one, "action_activate");
  EXPECT_EQ(state_of(one), Value("active"));
  act(one, "action_pause");
  EXPECT_EQ(state_of(one), Value("paused"));
  act(one, "action_resume");
  EXPECT_EQ(state_of(one), Value("active"));
  act(one, "action_cancel");
  EXPECT_EQ(state_of(one), Value("cancelled"));
  EXPECT_EQ(act(one, "action_resume"), Value(user_error));
}

TEST_F(Abs, OnlyRecurringProductsAreSubscribedTo) {
  const Value kit = create("product.product", Dict{{"name", "Kit"}});
  EXPECT_EQ(subscription({{"product_id", kit}}), Value(validation_error));
  EXPECT_EQ(subscription({{"date_end", "2026-01-30"}}), Value(validation_error));
}

TEST_F(Abs, TheDailyJobInvoicesEachPeriodThatHasBegun) {
  const Value one = subscription();
  set_day("2026-03-15");
  const Value job = search("ir.cron", {List{"code", "=", "model.run_daily_job()"}}).list().at(0);
  EXPECT_EQ(call("ir.cron", "method_direct_trigger", {List{job}}), Value(true));
  EXPECT_EQ(state_of(one), Value("active"));
  EXPECT_EQ(field("abs.subscription", one, "next_invoice_date"), Value("2026-03-28"));
  const Value invoices = invoices_of(one);
  ASSERT_EQ(invoices.list().size(), 2u) << "January's and February's";
  EXPECT_EQ(field("account.move", invoices.list()[0], "state"), Value("posted"));
  EXPECT_EQ(field("account.move", invoices.list()[0], "invoice_origin"), Value("SUB00001"));
  call("abs.subscription", "run_daily_job", {});
  EXPECT_EQ(invoices_of(one).list().size(), 2u) << "a second run finds nothing";
}

TEST_F(Abs, ThePauseIsNotInvoicedAndTheEndIsTheEnd) {
  const Value one = subscription({{"date_start", "2026-01-01"}, {"date_end", "2026-05-31"}});
  set_day("2026-01-01");
  call("abs.subscription", "run_daily_job", {});
  act(one, "action_pause");
  set_day("2026-04-10");
  call("abs.subscription", "run_daily_job", {});
  EXPECT_EQ(invoices_of(one).list().size(), 1u);
  act(one, "action_resume");
  EXPECT_EQ(field("abs.subscription", one, "next_invoice_date"), Value("2026-04-10"));
  set_day("2026-06-01");
  call("abs.subscription", "run_daily_job", {});
  EXPECT_EQ(invoices_of(one).list().size(), 3u) << "of 10 April and 10 May";
  EXPECT_EQ(state_of(one), Value("expired"));
}

TEST_F(Abs, AnOrderOfSomethingRecurringBeginsASubscription) {
  set_day("2026-02-01");
  const Value order = create(
      "sale.order", Dict{{"partner_id", customer_},
                         {"order_line", List{List{0, 0, Dict{{"product_id", warranty()}, {"price_unit", 9.0}}}}}});
  call("sale.order", "action_confirm", {List{order}});
  const Value made = search("abs.subscription", {List{"order_id", "=", order}});
  ASSERT_EQ(made.list().size(), 1u);
  EXPECT_EQ(state_of(made.list()[0]), Value("active"));
  EXPECT_EQ(field("abs.subscription", made.list()[0], "price_unit"), Value(9.0));
  EXPECT_EQ(field("abs.subscription", made.list()[0], "next_invoice_date"), Value("2026-03-01"))
      << "the order invoices the first period";
}

TEST_F(Abs, ARequestIsPaidOnceItsAttemptsHaveCollectedIt) {
  const Value request = create("payment.request", Dict{{"partner_id", customer_}, {"amount", 50.0}});
  call("payment.request", "action_send", {List{request}});
  const auto attempt = [&](double amount) {
    return create("abs.payment.attempt",
                  Dict{{"partner_id", customer_}, {"provider", "mpesa"}, {"amount", amount}, {"request_id", request}});
  };
  const Value failed = attempt(50), first = attempt(20), second = attempt(30);
  call("abs.payment.attempt", "action_fail", {List{failed}, "no money"});
  EXPECT_EQ(call("abs.payment.attempt", "action_succeed", {List{failed}}), Value(user_error));
  call("abs.payment.attempt", "action_succeed", {List{first}});
  EXPECT_EQ(field("payment.request", request, "state"), Value("sent"));
  call("abs.payment.attempt", "action_succeed", {List{second}});
  EXPECT_EQ(field("payment.request", request, "state"), Value("paid"));
  EXPECT_EQ(field("payment.request", request, "amount_paid"), Value(50.0));
}

}  // namespace
}  // namespace paridoo::addons::abs
