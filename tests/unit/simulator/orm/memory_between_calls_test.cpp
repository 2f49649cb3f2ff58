// What one call leaves for the next: rows it has read, rights it has found out. Nothing of it may outlive a change.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::orm {
namespace {

using support::error_name;
using support::result_of;
using support::TestSimulator;

class MemoryBetweenCalls : public testing::Test {
 protected:
  Value asked(std::string_view model, std::string_view method, List arguments, Dict named = {}) {
    const Dict answer = odoo.execute_kw(model, method, std::move(arguments), std::move(named));
    EXPECT_EQ(error_name(answer), "") << model << '.' << method;
    return result_of(answer);
  }
  Id record_of(std::string_view module, std::string_view name) {
    const Domain named = term("module", "=", module) & term("name", "=", name);
    return asked("ir.model.data", "search_read", {to_list(named), List{"res_id"}})
        .list()
        .at(0)
        .dict()
        .get("res_id")
        .integer();
  }
  Id new_clerk() {
    const Value groups =
        List{List{6, 0, List{record_of("base", "group_user"), record_of("stock", "group_stock_user")}}};
    return asked("res.users", "create",
                 {Dict{{"name", "Clerk"}, {"login", "clerk"}, {"password", "clerk"}, {"groups_id", groups}}})
        .integer();
  }
  Dict as(Id clerk, std::string_view model, std::string_view method, List arguments) {
    return odoo.service("object", "execute_kw", {"odoo", clerk, "clerk", model, method, std::move(arguments)});
  }

  TestSimulator odoo;
};

TEST_F(MemoryBetweenCalls, AGroupThatIsTakenAwayGivesNoRightAnyMore) {
  const Id clerk = new_clerk();
  EXPECT_EQ(error_name(as(clerk, "stock.scrap", "search_count", {List{}})), "");
  const Value without = List{List{3, record_of("stock", "group_stock_user")}};
  asked("res.users", "write", {List{clerk}, Dict{{"groups_id", without}}});
  EXPECT_EQ(error_name(as(clerk, "stock.scrap", "search_count", {List{}})), "odoo.exceptions.AccessError");
}

TEST_F(MemoryBetweenCalls, ARuleHoldsFromItsFirstToItsLastDay) {
  const Id clerk = new_clerk();
  const std::int64_t all = result_of(as(clerk, "res.country", "search_count", {List{}})).integer();
  ASSERT_GT(all, 1);
  const Value model = asked("ir.model", "search", {List{List{"model", "=", "res.country"}}}).list().at(0);
  const Value rule =
      asked("ir.rule", "create",
            {Dict{{"name", "Swiss only"}, {"model_id", model}, {"domain_force", "[('code', '=', 'CH')]"}}});
  EXPECT_EQ(result_of(as(clerk, "res.country", "search_count", {List{}})), Value(1));
  asked("ir.rule", "write", {List{rule}, Dict{{"active", false}}});
  EXPECT_EQ(result_of(as(clerk, "res.country", "search_count", {List{}})), Value(all));
}

TEST_F(MemoryBetweenCalls, ARuleFollowsWhatItAsksOfItsUser) {
  const Id clerk = new_clerk();
  const Value model = asked("ir.model", "search", {List{List{"model", "=", "res.country"}}}).list().at(0);
  asked("ir.rule", "create",
        {Dict{{"name", "Own country"},
              {"model_id", model},
              {"domain_force", "[('id', '=', user.partner_id.country_id.id)]"}}});
  EXPECT_EQ(result_of(as(clerk, "res.country", "search_count", {List{}})), Value(0));
  const Value partner =
      asked("res.users", "read", {List{clerk}, List{"partner_id"}}).list().at(0).dict().get("partner_id");
  asked("res.partner", "write", {List{partner.list().at(0)}, Dict{{"country_id", record_of("base", "ch")}}});
  EXPECT_EQ(result_of(as(clerk, "res.country", "search_count", {List{}})), Value(1));
}

TEST_F(MemoryBetweenCalls, ADeletedRecordTakesItsExternalIdAlong) {
  const Value partner = asked("res.partner", "create", {Dict{{"name", "Marie"}}});
  const Value id = asked("ir.model.data", "create",
                         {Dict{{"module", "test"}, {"name", "marie"}, {"model", "res.partner"}, {"res_id", partner}}});
  ASSERT_EQ(asked("ir.model.data", "read", {List{id}, List{"name"}}).list().size(), 1U);
  asked("res.partner", "unlink", {List{partner}});
  EXPECT_EQ(asked("ir.model.data", "exists", {List{id}}), Value(List{}));
}

TEST_F(MemoryBetweenCalls, AFailedCallLeavesNothingOfWhatItWrote) {
  const Value partner = asked("res.partner", "create", {Dict{{"name", "Marie"}}});
  const Dict failed =
      odoo.execute_kw("res.partner", "write", {List{partner}, Dict{{"name", "Anne"}, {"parent_id", partner}}});
  EXPECT_EQ(error_name(failed), "odoo.exceptions.ValidationError");
  EXPECT_EQ(asked("res.partner", "read", {List{partner}, List{"name"}}).list().at(0).dict().get("name"),
            Value("Marie"));
}

TEST_F(MemoryBetweenCalls, WhatWasFoundIsAskedAgainOnceARowChanges) {
  const auto parameter = [&] { return asked("ir.config_parameter", "get_param", {"test.key", "unset"}); };
  const auto digits = [&] { return asked("decimal.precision", "precision_get", {"Discount"}); };
  EXPECT_EQ(parameter(), Value("unset"));
  asked("ir.config_parameter", "set_param", {"test.key", "one"});
  EXPECT_EQ(parameter(), Value("one"));
  asked("ir.config_parameter", "set_param", {"test.key", "two"});
  EXPECT_EQ(parameter(), Value("two"));
  asked("ir.config_parameter", "set_param", {"test.key", false});
  EXPECT_EQ(parameter(), Value("unset"));
  EXPECT_EQ(digits(), Value(2));
  const Value precision = asked("decimal.precision", "search", {List{List{"name", "=", "Discount"}}}).list().at(0);
  asked("decimal.precision", "write", {List{precision}, Dict{{"digits", 4}}});
  EXPECT_EQ(digits(), Value(4));
}

TEST_F(MemoryBetweenCalls, AFailedCallLeavesNothingOfWhatItFound) {
  asked("ir.config_parameter", "set_param", {"test.key", "one"});
  const Value id = asked("ir.config_parameter", "search", {List{List{"key", "=", "test.key"}}}).list().at(0);
  EXPECT_NE(error_name(odoo.execute_kw("ir.config_parameter", "write",
                                       {List{id}, Dict{{"value", "two"}, {"key", "database.uuid"}}})),
            "");
  EXPECT_EQ(asked("ir.config_parameter", "get_param", {"test.key"}), Value("one"));
}

TEST_F(MemoryBetweenCalls, ACompanyThatIsTakenAwayIsRefused) {
  const Id clerk = new_clerk();
  const Value other = asked("res.company", "create", {Dict{{"name", "Other"}}});
  const Value own = asked("res.users", "read", {List{clerk}, List{"company_id"}}).list()[0].dict().get("company_id");
  const auto companies = [&](const List& ids) {
    asked("res.users", "write", {List{clerk}, Dict{{"company_ids", List{List{6, 0, ids}}}}});
  };
  const auto seen_in = [&](const Value& company) {
    return error_name(odoo.service("object", "execute_kw",
                                   {"odoo", clerk, "clerk", "res.partner", "search_count", List{List{}},
                                    Dict{{"context", Dict{{"allowed_company_ids", List{company}}}}}}));
  };
  companies({own.list()[0], other});
  EXPECT_EQ(seen_in(other), "");
  EXPECT_EQ(seen_in(other), "");
  companies({own.list()[0]});
  EXPECT_EQ(seen_in(other), "odoo.exceptions.AccessError");
}

TEST_F(MemoryBetweenCalls, WhatWasWrittenIsReadAsAnybodyReadsIt) {
  const Value product = asked("product.product", "create", {Dict{{"name", "Solar Kit"}, {"list_price", 450}}});
  const auto price = [&] {
    return asked("product.product", "read", {List{product}, List{"list_price"}}).list()[0].dict().get("list_price");
  };
  EXPECT_TRUE(price().is_real());
  asked("product.product", "write", {List{product}, Dict{{"list_price", 12}, {"standard_price", 3}}});
  EXPECT_TRUE(price().is_real());
  EXPECT_EQ(price(), Value(12));
}

TEST_F(MemoryBetweenCalls, ListsFollowTheOrderOfTheirRecords) {
  const auto value = [](const char* name) { return List{0, 0, Dict{{"name", name}, {"sequence", 1}}}; };
  const Value attribute = asked("product.attribute", "create",
                                {Dict{{"name", "Size"}, {"value_ids", List{value("S"), value("M"), value("L")}}}});
  const auto values = [&] {
    return asked("product.attribute", "read", {List{attribute}, List{"value_ids"}}).list()[0].dict().get("value_ids");
  };
  const List before = values().list();
  ASSERT_EQ(before.size(), 3U);
  EXPECT_EQ(values(), Value(before));
  asked("product.attribute.value", "write", {List{before[0]}, Dict{{"sequence", 99}}});
  EXPECT_EQ(values(), Value(List{before[1], before[2], before[0]}));
  asked("product.attribute.value", "unlink", {List{before[1]}});
  EXPECT_EQ(values(), Value(List{before[2], before[0]}));
}

TEST_F(MemoryBetweenCalls, LinksFollowTheOrderOfWhatTheyLeadTo) {
  const List taxes = asked("account.tax", "search", {List{}}, {{"limit", 2}}).list();
  ASSERT_EQ(taxes.size(), 2U);
  const Value account = asked("account.account", "search", {List{}}, {{"limit", 1}}).list().at(0);
  asked("account.account", "write", {List{account}, Dict{{"tax_ids", List{List{6, 0, taxes}}}}});
  const auto linked = [&] {
    return asked("account.account", "read", {List{account}, List{"tax_ids"}}).list()[0].dict().get("tax_ids");
  };
  EXPECT_EQ(linked(), Value(taxes));
  EXPECT_EQ(linked(), Value(taxes));
  asked("account.tax", "write", {List{taxes[0]}, Dict{{"sequence", 99}}});
  EXPECT_EQ(linked(), Value(List{taxes[1], taxes[0]}));
}

TEST_F(MemoryBetweenCalls, WhatLiesBelowFollowsItsParents) {
  const auto location = [&](const char* name, const Value& parent) {
    return asked("stock.location", "create", {Dict{{"name", name}, {"location_id", parent}}});
  };
  const Value shelf = location("Shelf", false), box = location("Box", shelf);
  const auto below = [&](const Value& top) {
    return asked("stock.location", "search_count", {List{List{"id", "child_of", top}}});
  };
  EXPECT_EQ(below(shelf), Value(2));
  asked("stock.location", "write", {List{box}, Dict{{"location_id", false}}});
  EXPECT_EQ(below(shelf), Value(1));
  location("Bag", location("Other box", shelf));
  EXPECT_EQ(below(shelf), Value(3));
}

// How an order is written in SQL is remembered, but not where it goes by who asks.
TEST_F(MemoryBetweenCalls, EachLanguageHasAnOrderOfItsOwn) {
  const Value french =
      asked("res.lang", "search", {List{List{"code", "=", "fr_FR"}, List{"active", "=", false}}}).list().at(0);
  asked("res.lang", "write", {List{french}, Dict{{"active", true}}});
  const auto in = [](const char* language) { return Dict{{"context", Dict{{"lang", language}}}}; };
  const Value sea = asked("res.partner.category", "create", {Dict{{"name", "Sea"}}}, in("en_US"));
  const Value land = asked("res.partner.category", "create", {Dict{{"name", "Land"}}}, in("en_US"));
  asked("res.partner.category", "write", {List{sea}, Dict{{"name", "Mer"}}}, in("fr_FR"));
  asked("res.partner.category", "write", {List{land}, Dict{{"name", "Terre"}}}, in("fr_FR"));
  const auto ordered = [&](const char* language) {
    const Value both = List{List{"id", "in", List{sea, land}}};
    Dict named = in(language);
    named.set("order", "name");
    return asked("res.partner.category", "search", {both}, named);
  };
  EXPECT_EQ(ordered("en_US"), Value(List{land, sea}));
  EXPECT_EQ(ordered("fr_FR"), Value(List{sea, land}));
  EXPECT_EQ(ordered("en_US"), Value(List{land, sea}));
}

TEST_F(MemoryBetweenCalls, EachCopyOfADatabaseHasAnIdentityOfItsOwn) {
  const auto uuid = [&](std::string_view database) {
    return result_of(odoo.service("object", "execute_kw",
                                  {database, 2, "admin", "ir.config_parameter", "get_param", List{"database.uuid"}}))
        .text();
  };
  odoo.simulator().databases().duplicate("odoo", "first");
  odoo.simulator().databases().duplicate("odoo", "second");
  odoo.simulator().databases().rename("second", "renamed");
  EXPECT_NE(uuid("odoo"), uuid("first"));
  EXPECT_NE(uuid("odoo"), uuid("renamed"));
  EXPECT_NE(uuid("first"), uuid("renamed"));
}

}  // namespace
}  // namespace paridoo::orm
