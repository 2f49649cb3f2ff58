// Conditions and orders that the series answer differently, as their servers do.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::error_name;
using support::result_of;

class SeriesDomains : public testing::TestWithParam<Series> {
 protected:
  SeriesDomains() : odoo_({.series = GetParam()}) {
    for (const Value& ref : {Value("Aa"), Value("Bb"), Value(false)})
      odoo_.execute_kw("res.partner", "create", {Dict{{"name", "Ada"}, {"ref", ref}, {"function", "probe"}}});
  }
  bool since(Series series) const { return GetParam() >= series; }
  Dict count(Value leaf) {
    return odoo_.execute_kw("res.partner", "search_count", {List{List{"function", "=", "probe"}, std::move(leaf)}});
  }

  support::TestSimulator odoo_;
};

TEST_P(SeriesDomains, PatternsHaveOppositesIn19) {
  const Dict answer = count(List{"ref", "not =ilike", "a%"});
  EXPECT_EQ(error_name(answer), since(Series::v19) ? "" : "builtins.ValueError");
  EXPECT_EQ(result_of(answer), since(Series::v19) ? Value(2) : Value());
}

TEST_P(SeriesDomains, ADeniedPatternFindsUnsetTextsIn19) {
  const List domain{"&", List{"function", "=", "probe"}, "!", List{"ref", "=like", "A%"}};
  const Value found = result_of(odoo_.execute_kw("res.partner", "search_count", {domain}));
  EXPECT_EQ(found, Value(since(Series::v19) ? 2 : 1));
}

TEST_P(SeriesDomains, OneValueIsAListOfItIn19) {
  const Dict answer = count(List{"ref", "in", "Aa"});
  EXPECT_EQ(error_name(answer), since(Series::v19) ? "" : "builtins.ValueError");
  EXPECT_EQ(result_of(answer), since(Series::v19) ? Value(1) : Value());
}

TEST_P(SeriesDomains, UnsetTextsComeBeforeOthersIn19) {
  EXPECT_EQ(result_of(count(List{"ref", "<", "B"})), Value(since(Series::v19) ? 2 : 1));
  EXPECT_EQ(result_of(count(List{"ref", ">", "B"})), Value(1));
}

TEST_P(SeriesDomains, ListsHaveNoOrderIn19) {
  const std::string fault = error_name(count(List{"category_id", ">", 1}));
  EXPECT_EQ(fault, since(Series::v19) ? "builtins.AssertionError" : "");
}

TEST_P(SeriesDomains, FalseAmongRecordsStandsForNoneIn19) {
  const List tag{odoo_.execute_kw("res.partner.category", "create", {Dict{{"name", "T"}}}).get("result"), false};
  EXPECT_EQ(result_of(count(List{"category_id", "in", tag})), Value(since(Series::v19) ? 3 : 0));
  EXPECT_EQ(result_of(count(List{"category_id", "not in", tag})), Value(since(Series::v19) ? 0 : 3));
  const Dict lines = count(List{"child_ids", "in", List{false}});
  EXPECT_EQ(error_name(lines), since(Series::v19) ? "" : "psycopg2.errors.UndefinedFunction");
  EXPECT_EQ(result_of(lines), since(Series::v19) ? Value(3) : Value());
}

TEST_P(SeriesDomains, NamesMayStandAmongRecordsIn19) {
  if (!since(Series::v19)) GTEST_SKIP() << "an invention of 19.0";
  const Value tag = result_of(odoo_.execute_kw("res.partner.category", "create", {Dict{{"name", "T"}}}));
  odoo_.execute_kw("res.partner", "create",
                   {Dict{{"name", "Tagged"}, {"function", "probe"}, {"category_id", List{tag}}}});
  EXPECT_EQ(result_of(count(List{"category_id", "in", List{"T", 999'999}})), Value(1));
  EXPECT_EQ(result_of(count(List{"category_id", "not in", List{"T"}})), Value(3));
  EXPECT_EQ(result_of(count(List{"category_id", "ilike", false})), Value(1));
  EXPECT_EQ(result_of(count(List{"category_id", "not ilike", false})), Value(3));
}

TEST_P(SeriesDomains, EverythingIsLikeNothing) {
  EXPECT_EQ(result_of(count(List{"ref", "ilike", false})), Value(3));
  EXPECT_EQ(result_of(count(List{"name", "not ilike", false})), Value(0));
}

TEST_P(SeriesDomains, TheDatabaseComparesNoFlagsWithNumbers) {
  EXPECT_EQ(error_name(count(List{"id", "in", List{true}})), "psycopg2.errors.UndefinedFunction");
  const std::string pattern = error_name(count(List{"parent_id", "=like", 5}));
  EXPECT_EQ(pattern, since(Series::v19) ? "builtins.TypeError" : "psycopg2.errors.UndefinedFunction");
}

TEST_P(SeriesDomains, TheDatabaseSpeaksLast) {
  const List domain{List{"create_date", ">", "bad"}};
  const Dict searched = odoo_.execute_kw("res.partner", "search", {domain}, Dict{{"order", "no_such_field"}});
  EXPECT_EQ(error_name(searched), "builtins.ValueError");
  EXPECT_EQ(error_name(odoo_.execute_kw("res.partner", "search", {domain})), "psycopg2.errors.InvalidDatetimeFormat");
}

TEST_P(SeriesDomains, NothingBefore18LooksIntoDates) {
  const std::string fault = error_name(count(List{"create_date.year_number", "=", 2026}));
  EXPECT_EQ(fault, since(Series::v18) ? "" : "builtins.AssertionError");
}

TEST_P(SeriesDomains, APropertyOfWhatHasNone) {
  const std::string fault = error_name(count(List{"ref.x", "=", 1}));
  EXPECT_EQ(fault, since(Series::v19) ? "builtins.ValueError" : "builtins.AssertionError");
}

TEST_P(SeriesDomains, UsersHaveNoHierarchyOfTheirOwn) {
  const Dict answer = count(List{"user_id", "child_of", List{1}});
  EXPECT_EQ(error_name(answer), since(Series::v19) ? "" : "builtins.ValueError");
  if (!since(Series::v19)) return;
  EXPECT_EQ(result_of(answer), Value(0));
  odoo_.execute_kw("res.partner", "create", {Dict{{"name", "Served"}, {"function", "probe"}, {"user_id", 2}}});
  const List denied{"&", List{"function", "=", "probe"}, "!", List{"user_id", "child_of", List{1}}};
  EXPECT_EQ(result_of(odoo_.execute_kw("res.partner", "search_count", {denied})), Value(4));
}

TEST_P(SeriesDomains, GroupsWithoutATagSaySo) {
  odoo_.execute_kw("res.partner.category", "create", {Dict{{"name", "T"}}});
  const List asked{List{"function", "=", "probe"}};
  const Dict answer = odoo_.execute_kw("res.partner", "read_group", {asked, List{}, List{"category_id"}});
  const Value term = result_of(answer).list().front().dict().get("__domain").list().back();
  const Value none_17 = List{"category_id", "not in", List{}}, none_19 = List{"category_id", "not any", List{}};
  const Value none_18 = List{"category_id", "not any", List{List{1, "=", 1}}};
  EXPECT_EQ(term, since(Series::v19) ? none_19 : since(Series::v18) ? none_18 : none_17);
}

TEST_P(SeriesDomains, NoFewerRowsThanNone) {
  const auto searched = [&](const char* bound) {
    return error_name(odoo_.execute_kw("res.partner", "search", {List{}}, Dict{{bound, -1}}));
  };
  EXPECT_EQ(searched("offset"), "psycopg2.errors.InvalidRowCountInResultOffsetClause");
  EXPECT_EQ(searched("limit"), "psycopg2.errors.InvalidRowCountInLimitClause");
}

TEST_P(SeriesDomains, AnEmptyPatternFindsUnsetTextsAlone) {
  const Dict answer = count(List{"ref", "=ilike", false});
  EXPECT_EQ(result_of(answer), Value(since(Series::v18) ? 1 : 0));
  const Value others = result_of(count(List{"ref", "not =ilike", false}));
  EXPECT_EQ(others, since(Series::v19) ? Value(2) : Value());
}

TEST_P(SeriesDomains, GroupsSayTheDomainAsItWasWrittenBefore19) {
  const List asked{"&", List{"function", "=", "probe"}, "&", List{"ref", "!=", "Aa"}, List{"ref", "!=", "x"}};
  const Dict answer = odoo_.execute_kw("res.partner", "read_group", {asked, List{}, List{"ref"}});
  const List said = result_of(answer).list().front().dict().get("__domain").list();
  ASSERT_EQ(said.size(), 7U);
  EXPECT_EQ(said[2], since(Series::v19) ? Value("&") : Value(List{"function", "=", "probe"}));
}

TEST_P(SeriesDomains, WhatCannotBeSearchedByIsSaidIn19) {
  const Dict answer = odoo_.execute_kw("product.product", "search_count", {List{List{"lst_price", ">", 2}}});
  EXPECT_EQ(error_name(answer), since(Series::v19) ? "builtins.ValueError" : "");
}

TEST_P(SeriesDomains, WhatHasNoColumnOrdersNothingIn17) {
  const Dict answer =
      odoo_.execute_kw("product.product", "search", {List{}}, Dict{{"order", "qty_available desc, id"}});
  EXPECT_EQ(error_name(answer), since(Series::v18) ? "builtins.ValueError" : "");
}

TEST_P(SeriesDomains, AnUnsetAmountIsNought) {
  const List domain{List{"amount_total", ">=", false}};
  odoo_.execute_kw("sale.order", "create", {Dict{{"partner_id", 1}}});
  EXPECT_EQ(result_of(odoo_.execute_kw("sale.order", "search_count", {domain})), Value(1));
}

TEST_P(SeriesDomains, AnAnalyticLineShowsItsDistributionIn19) {
  const Dict values{{"name", "L"}, {"amount", 5}, {"date", "2026-12-01"}};
  const Value made = result_of(odoo_.execute_kw("account.analytic.line", "create", {values}));
  const List fields{since(Series::v19) ? "analytic_distribution" : "auto_account_id"};
  const Value rows = result_of(odoo_.execute_kw("account.analytic.line", "read", {List{made}, fields}));
  ASSERT_TRUE(rows.is_list());
  const Value shown = rows.list().front().dict().get(fields.front().text());
  EXPECT_EQ(shown, since(Series::v19) ? Value(Dict{{"", 100}}) : Value(false));
}

INSTANTIATE_TEST_SUITE_P(Series, SeriesDomains, testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

}  // namespace
}  // namespace paridoo
