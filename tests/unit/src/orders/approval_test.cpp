#include "src/orders/approval.h"

#include <gtest/gtest.h>

#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::orders {
namespace {

using governance::Role;
using governance::Scope;
using testing::ScriptedOdoo;

std::string order_json(const char* state, double total = 600, double approved = 0) {
  return R"([{"id": 5, "name": "S1", "amount_total": )" + std::to_string(total) +
         R"(, "x_sa_id": [42, "Togo"], "x_actor_id": [7, "Jean"], "x_approval_required": true, "x_approval_state": ")" +
         state + R"(", "x_approval_requested_by": [8, "Ama"], "x_approval_decided_by": false, "x_approved_amount": )" +
         std::to_string(approved) + R"(, "x_approval_note": false, "x_rejection_reason": false}])";
}

ScriptedOdoo odoo_with(const std::string& order) {
  ScriptedOdoo odoo;
  odoo.answer_json("sale.order.search_read", order);
  odoo.answer("sale.order.action_approve", true);
  return odoo;
}

Scope member(odoo::Id employee, Role role, odoo::Id account = 42) {
  return {.governed = true, .sees_all = false, .employee = employee, .memberships = {{account, role}}};
}

ErrorKind refusal(const Scope& scope, const char* state = "waiting") {
  const auto odoo = odoo_with(order_json(state));
  const auto approval = approve(odoo.session(), scope, 5, {});
  return approval ? ErrorKind::internal_error : approval.error().kind;
}

TEST(Approve, IsForStaffOfTheOrdersAccount) {
  EXPECT_EQ(refusal(member(9, Role::agent)), ErrorKind::forbidden);
  EXPECT_EQ(refusal(member(9, Role::staff, 43)), ErrorKind::forbidden);
  const auto odoo = odoo_with(order_json("waiting"));
  ASSERT_TRUE(approve(odoo.session(), member(9, Role::staff), 5, "for Q2"));
  EXPECT_EQ(*odoo::Value(odoo.last("sale.order.action_approve").keywords).find("actor_id"), odoo::Value(9));
}

TEST(Approve, NobodysOwnOrder) {
  EXPECT_EQ(refusal(member(7, Role::staff)), ErrorKind::forbidden) << "who made it";
  EXPECT_EQ(refusal(member(8, Role::staff)), ErrorKind::forbidden) << "who asked";
}

TEST(Approve, OnlyWhatWaits) {
  for (const auto* state : {"none", "approved", "rejected"}) {
    EXPECT_EQ(refusal(member(9, Role::staff), state), ErrorKind::invalid_state) << state;
  }
}

TEST(Approve, NeedsServiceAccounts) {
  const ScriptedOdoo odoo;
  EXPECT_EQ(approve(odoo.session(), {}, 5, {}).error().kind, ErrorKind::not_supported);
  EXPECT_TRUE(odoo.calls().empty());
}

TEST(CheckApproved, CoversTheAmountThatWasApproved) {
  const auto scope = member(7, Role::agent);
  const auto kind = [&](const std::string& order) {
    const auto odoo = odoo_with(order);
    const auto approved = check_approved(odoo.session(), scope, 5);
    return approved ? ErrorKind::internal_error : approved.error().kind;
  };
  EXPECT_EQ(kind(order_json("waiting")), ErrorKind::approval_needed);
  EXPECT_EQ(kind(order_json("approved", 600, 500)), ErrorKind::approval_needed);
  EXPECT_TRUE(check_approved(odoo_with(order_json("approved", 600, 600)).session(), scope, 5));
  EXPECT_TRUE(check_approved(ScriptedOdoo().session(), {}, 5)) << "nothing is governed";
}

}  // namespace
}  // namespace paridoo::orders
