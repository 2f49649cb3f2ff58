// Record rules and field groups, asked as a client asks.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::orm {

namespace {

using support::error_name;
using support::result_of;
using support::TestSimulator;

class RecordRules : public ::testing::Test {
 protected:
  Value call(std::string_view model, std::string_view method, List args) {
    return result_of(simulator_.execute_kw(model, method, std::move(args)));
  }
  Value category(std::string_view name) { return call("res.partner.category", "create", {Dict{{"name", name}}}); }
  void rule(std::string_view domain, List groups = {}) {
    const List found = call("ir.model", "search", {List{List{"model", "=", "res.partner.category"}}}).list();
    const Value made = call("ir.rule", "create",
                            {Dict{{"name", "a rule"},
                                  {"model_id", found.front()},
                                  {"domain_force", domain},
                                  {"groups", List{List{6, 0, std::move(groups)}}}}});
    ASSERT_TRUE(made.is_integer());
  }
  Value seen() { return call("res.partner.category", "search_count", {List{}}); }
  // The internal user's group, and the settings administrator's: the administrator is in both.
  Value group(std::string_view name) {
    return call("ir.model.data", "check_object_reference", {"base", name}).list().at(1);
  }

  TestSimulator simulator_;
};

TEST_F(RecordRules, WhatBelongsToARecordTakesARightOfItsOwn) {
  const List partner{Value(2)};
  EXPECT_EQ(error_name(simulator_.execute_kw("res.partner", "read", {partner, List{"bank_ids"}})), "");
  const Value rights = call("ir.model.access", "search", {List{List{"model_id.model", "=", "res.partner.bank"}}});
  call("ir.model.access", "write", {rights, Dict{{"active", false}}});
  EXPECT_EQ(error_name(simulator_.execute_kw("res.partner", "read", {partner, List{"bank_ids"}})),
            "odoo.exceptions.AccessError");
  EXPECT_EQ(error_name(simulator_.execute_kw("res.partner", "read", {partner, List{"name"}})), "");
}

TEST_F(RecordRules, HideRecordsFromSearchesAndRefuseTheRest) {
  category("shown");
  const Value hidden = category("hidden");
  rule("[('name', '!=', 'hidden'), ('create_uid', 'in', [user.id] + [False])]");
  EXPECT_EQ(seen(), Value(1));
  EXPECT_EQ(error_name(simulator_.execute_kw("res.partner.category", "read", {List{hidden}, List{"name"}})),
            "odoo.exceptions.AccessError");
  EXPECT_EQ(error_name(simulator_.execute_kw("res.partner.category", "unlink", {List{hidden}})),
            "odoo.exceptions.AccessError");
  EXPECT_EQ(error_name(simulator_.execute_kw("res.partner.category", "create", {Dict{{"name", "hidden"}}})),
            "odoo.exceptions.AccessError");
}

TEST_F(RecordRules, OfGroupsAddAndGlobalOnesNarrow) {
  for (const char* name : {"a", "b", "c"}) category(name);
  rule("[('name', '=', 'a')]", {group("group_user")});
  EXPECT_EQ(seen(), Value(1));
  rule("[('name', '=', 'b')]", {group("group_system")});
  EXPECT_EQ(seen(), Value(2));
  rule("[('name', '!=', 'a')]");
  EXPECT_EQ(seen(), Value(1));
}

TEST_F(RecordRules, OfExpressionsThatAreNotKnownSaySo) {
  category("a");
  rule("[('name', 'in', [x for x in 'a'])]");
  EXPECT_EQ(error_name(simulator_.execute_kw("res.partner.category", "search", {List{}})), "paridoo.NotSimulated");
}

TEST_F(RecordRules, RefuseCompaniesOfOthers) {
  EXPECT_EQ(error_name(simulator_.execute_kw("res.partner", "search", {List{}},
                                             {{"context", Dict{{"allowed_company_ids", List{999}}}}})),
            "odoo.exceptions.AccessError");
}

}  // namespace

}  // namespace paridoo::orm
