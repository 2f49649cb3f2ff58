#include "src/governance/scope.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "src/governance/governance.h"
#include "src/governance/visibility.h"
#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::governance {
namespace {

using testing::ScriptedOdoo;

constexpr auto two_memberships = R"([{"id": 1, "account_id": [42, "Togo"], "role_code": "agent"},
                                     {"id": 2, "account_id": [43, "Benin"], "role_code": "staff"}])";

const Identity jean{.employee = 7, .role = Role::agent, .accounts = {42, 43}};

ScriptedOdoo odoo_with_accounts() {
  ScriptedOdoo odoo;
  odoo.answer("ir.model.search_count", 1);
  odoo.answer_json("ov.membership.search_read", two_memberships);
  return odoo;
}

Scope scope_of(const std::vector<Membership>& memberships) {
  return {.governed = true, .sees_all = false, .employee = 7, .memberships = memberships};
}

TEST(Governance, ACallerActsForTheAccountsOfItsMemberships) {
  const auto odoo = odoo_with_accounts();
  const auto scope = Governance(Mode::required).scope(odoo.session(), jean, "");
  ASSERT_TRUE(scope);
  EXPECT_TRUE(scope->governed);
  EXPECT_FALSE(scope->sees_all);
  EXPECT_EQ(scope->accounts(), (odoo::Ids{42, 43}));
  EXPECT_TRUE(scope->is_staff_of(43));
  EXPECT_FALSE(scope->is_staff_of(42));
}

TEST(Governance, WhatATokenSaysIsNotEnoughToBeAMember) {
  ScriptedOdoo odoo;
  odoo.answer("ir.model.search_count", 1);
  odoo.answer("ov.membership.search_read", odoo::List{});
  EXPECT_EQ(Governance(Mode::required).scope(odoo.session(), jean, "42").error().kind, ErrorKind::forbidden);
  EXPECT_EQ(Governance(Mode::required).scope(odoo.session(), jean, "Togo").error().kind, ErrorKind::invalid_request);
}

TEST(Governance, AnOdooWithoutAccountsIsServedOnlyWhenTold) {
  ScriptedOdoo odoo;
  odoo.answer("ir.model.search_count", 0);
  EXPECT_EQ(Governance(Mode::required).scope(odoo.session(), jean, "").error().kind, ErrorKind::not_supported);
  const auto scope = Governance(Mode::if_installed).scope(odoo.session(), jean, "");
  ASSERT_TRUE(scope);
  EXPECT_FALSE(scope->governed);
}

TEST(Governance, AsksOnceWhatTheOdooHas) {
  const auto odoo = odoo_with_accounts();
  const Governance governance(Mode::required);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(governance.scope(odoo.session(), jean, ""));
  const auto calls = odoo.calls();
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "ir.model.search_count"), 1);
}

TEST(Governance, OurOwnSystemsSeeEverything) {
  const auto odoo = odoo_with_accounts();
  const auto scope = Governance(Mode::required).scope(odoo.session(), {}, "");
  ASSERT_TRUE(scope);
  EXPECT_TRUE(scope->sees_all);
  EXPECT_FALSE(*stamp_of(*scope)) << "and make what belongs to nobody";
}

TEST(Governance, OffAsksNothing) {
  const ScriptedOdoo odoo;
  ASSERT_TRUE(Governance().scope(odoo.session(), jean, "42"));
  EXPECT_TRUE(odoo.calls().empty());
}

TEST(Stamp, IsOfTheOneAccountThatTheCallerActsFor) {
  const auto stamp = stamp_of(scope_of({{42, Role::agent}}));
  ASSERT_TRUE(stamp);
  EXPECT_EQ((*stamp)->account, 42);
  EXPECT_EQ((*stamp)->actor, 7);
  EXPECT_EQ(stamp_of(scope_of({})).error().kind, ErrorKind::forbidden);
  EXPECT_EQ(stamp_of(scope_of({{42, Role::agent}, {43, Role::agent}})).error().kind, ErrorKind::invalid_request);
  EXPECT_FALSE(*stamp_of({}));
}

TEST(Visibility, IsByTheStampOrTheAssignment) {
  ScriptedOdoo odoo;
  odoo.answer_json("ov.sa_ticket_assignment.search_read", R"([{"id": 1, "ticket_id": [5, "No light"]}])");
  const auto scope = scope_of({{42, Role::agent}});
  const auto orders = visible(odoo.session(), scope, Subject::order);
  ASSERT_TRUE(orders);
  EXPECT_EQ(orders->terms(), odoo::where("x_sa_id", "in", odoo::Ids{42}).terms());
  const auto tickets = visible(odoo.session(), scope, Subject::ticket);
  ASSERT_TRUE(tickets);
  EXPECT_EQ(tickets->terms(), odoo::where("id", "in", odoo::Ids{5}).terms());
}

TEST(Visibility, WhatIsNotSeenIsNotThere) {
  ScriptedOdoo odoo;
  odoo.answer("sale.order.search_count", 0);
  const auto seen = check_visible(odoo.session(), scope_of({{42, Role::agent}}), Subject::order, 5, "/order_id");
  ASSERT_FALSE(seen);
  EXPECT_EQ(seen.error().kind, ErrorKind::not_found);
  EXPECT_EQ(seen.error().pointer, "/order_id");
}

TEST(Visibility, WhatIsArchivedIsStillOnesOwn) {
  ScriptedOdoo odoo;
  odoo.answer("product.product.search_count", 1);
  ASSERT_TRUE(check_visible(odoo.session(), scope_of({{42, Role::agent}}), Subject::product, 5));
  const odoo::Value keywords(odoo.last("product.product.search_count").keywords);
  EXPECT_EQ(*keywords.find("context")->find("active_test"), odoo::Value(false));
}

TEST(Visibility, IsNotAskedWhereNothingIsGoverned) {
  const ScriptedOdoo odoo;
  EXPECT_TRUE(check_visible(odoo.session(), {}, Subject::order, 5));
  EXPECT_TRUE(check_visible(odoo.session(), {.governed = true}, Subject::order, 5)) << "nor for our own systems";
  EXPECT_TRUE(odoo.calls().empty());
}

TEST(Visibility, CustomersSeeTheirOwn) {
  const ScriptedOdoo odoo;
  const auto own = visible(odoo.session(), {.customer = 9}, Subject::subscription);
  ASSERT_TRUE(own);
  EXPECT_EQ(own->terms(), odoo::where("partner_id", "=", 9).terms());
}

}  // namespace
}  // namespace paridoo::governance
