#include "src/payments/attempt.h"

#include <gtest/gtest.h>

#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::payments {
namespace {

using testing::ScriptedOdoo;

TEST(Attempt, IsOfTheOrdersAccount) {
  ScriptedOdoo odoo;
  odoo.answer_json("sale.order.search_read", R"([{"id": 5, "x_sa_id": [42, "Togo"]}])");
  odoo.answer("abs.payment.attempt.create", 3);
  const auto attempt = begin_attempt(odoo.session(), {.governed = true, .employee = 7},
                                     {.order = 5, .customer = 10, .amount = 20, .currency = 1});
  ASSERT_TRUE(attempt);
  EXPECT_EQ(*attempt, 3);
  const auto values = odoo.last("abs.payment.attempt.create").arguments[0];
  EXPECT_EQ(*values.find("x_sa_id"), odoo::Value(42));
  EXPECT_EQ(*values.find("x_actor_id"), odoo::Value(7));
}

TEST(Attempt, TellsHowItEnded) {
  ScriptedOdoo odoo;
  odoo.answer("abs.payment.attempt.action_succeed", true).answer("abs.payment.attempt.action_fail", true);
  ASSERT_TRUE(succeed_attempt(odoo.session(), 3, 9));
  EXPECT_EQ(*odoo::Value(odoo.last("abs.payment.attempt.action_succeed").keywords).find("payment_id"), odoo::Value(9));
  ASSERT_TRUE(fail_attempt(odoo.session(), 3, "no money"));
  EXPECT_EQ(*odoo::Value(odoo.last("abs.payment.attempt.action_fail").keywords).find("error"), odoo::Value("no money"));
}

}  // namespace
}  // namespace paridoo::payments
