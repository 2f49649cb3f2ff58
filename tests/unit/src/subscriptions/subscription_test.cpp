#include "src/subscriptions/subscription.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::subscriptions {
namespace {

using testing::ScriptedOdoo;

std::string subscription_json(const char* state) {
  return R"([{"id": 5, "code": "SUB1", "state": ")" + std::string(state) +
         R"(", "partner_id": [10, "Marie"], "product_id": [20, "Warranty"], "quantity": 1.0, "price_unit": 12.5,
         "currency_id": [1, "USD"], "interval_count": 1, "interval_unit": "month", "date_start": "2026-01-01",
         "date_end": false, "next_invoice_date": "2026-02-01", "order_id": false, "invoice_ids": [7],
         "cancel_reason": false, "x_sa_id": [42, "Togo"]}])";
}

ScriptedOdoo odoo_with(const char* state) {
  ScriptedOdoo odoo;
  odoo.answer_json("abs.subscription.search_read", subscription_json(state));
  for (const auto* action : {"pause", "resume", "cancel"})
    odoo.answer("abs.subscription.action_" + std::string(action), true);
  return odoo;
}

TEST(Subscriptions, MoveOnlyFromTheRightState) {
  for (const auto* state : {"draft", "paused", "cancelled", "expired"}) {
    EXPECT_EQ(pause(odoo_with(state).session(), 5).error().kind, ErrorKind::invalid_state) << state;
  }
  for (const auto* state : {"draft", "active", "cancelled", "expired"}) {
    EXPECT_EQ(resume(odoo_with(state).session(), 5).error().kind, ErrorKind::invalid_state) << state;
  }
  for (const auto* state : {"cancelled", "expired"}) {
    EXPECT_EQ(cancel(odoo_with(state).session(), 5, {}).error().kind, ErrorKind::invalid_state) << state;
  }
  EXPECT_TRUE(pause(odoo_with("active").session(), 5));
  EXPECT_TRUE(resume(odoo_with("paused").session(), 5));
  EXPECT_TRUE(cancel(odoo_with("draft").session(), 5, {}));
}

TEST(Subscriptions, AreCancelledForAReason) {
  const auto odoo = odoo_with("active");
  ASSERT_TRUE(cancel(odoo.session(), 5, "moved house"));
  EXPECT_EQ(*odoo::Value(odoo.last("abs.subscription.action_cancel").keywords).find("reason"),
            odoo::Value("moved house"));
}

ScriptedOdoo odoo_to_buy_from(int started) {
  ScriptedOdoo odoo = odoo_with("draft");
  odoo.answer_json("res.partner.search_read", R"([{"id": 10}])");
  odoo.answer_json("product.product.search_read", R"([{"id": 20}])");
  odoo.answer("abs.subscription.create", 5);
  odoo.answer("abs.subscription.search_count", started);
  odoo.answer("abs.subscription.action_activate", true);
  return odoo;
}

TEST(Purchase, BeginsWhatHasStarted) {
  const auto now = odoo_to_buy_from(1);
  ASSERT_TRUE(purchase(now.session(), {.customer = 10, .product = 20, .stamp = {{.account = 42, .actor = 7}}}));
  EXPECT_EQ(*now.last("abs.subscription.create").arguments[0].find("x_sa_id"), odoo::Value(42));
  EXPECT_EQ(now.last("abs.subscription.action_activate").method, "action_activate");
  const auto later = odoo_to_buy_from(0);
  ASSERT_TRUE(purchase(later.session(), {.customer = 10, .product = 20}));
  const auto calls = later.calls();
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "abs.subscription.action_activate"), 0);
}

}  // namespace
}  // namespace paridoo::subscriptions
