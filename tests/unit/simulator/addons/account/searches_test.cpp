// Domains on fields of accounting that stand in no column.
#include <gtest/gtest.h>

#include <chrono>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class AccountSearches : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict named = {}) {
    return support::outcome_of(odoo_.execute_kw(model, method, std::move(args), std::move(named)));
  }
  Value count(std::string_view model, List leaf) { return call(model, "search_count", {List{std::move(leaf)}}); }
  bool is_recent() const { return GetParam() != Series::v17; }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

INSTANTIATE_TEST_SUITE_P(Series, AccountSearches, ::testing::Values(Series::v17, Series::v18, Series::v19));

TEST_P(AccountSearches, FindAccountsThatEntriesUse) {
  EXPECT_EQ(count("account.account", {"used", "=", true}), Value(0));
  const Value accounts =
      call("account.account", "search", {List{List{"account_type", "=", "expense"}}}, {{"limit", 1}});
  const Value one = accounts.list().front();
  const List lines{List{0, 0, Dict{{"account_id", one}, {"debit", 5}}},
                   List{0, 0, Dict{{"account_id", one}, {"credit", 5}}}};
  ASSERT_TRUE(call("account.move", "create", {Dict{{"line_ids", lines}}}).is_integer());
  EXPECT_EQ(call("account.account", "search", {List{List{"used", "=", true}}}), Value(List{one}));
  EXPECT_EQ(count("account.account", {"used", "!=", true}), count("account.account", {"id", "!=", one}));
}

TEST_P(AccountSearches, LeaveOutTheJournalsOfALedger) {
  if (!is_recent()) GTEST_SKIP() << "entries have no ledger before 18.0";
  const Value journals = call("account.journal", "search", {List{List{"type", "=", "general"}}});
  const Value ledger = call("account.journal.group", "create",
                            {Dict{{"name", "Books"}, {"excluded_journal_ids", List{List{6, 0, journals}}}}});
  call("account.move", "create", {Dict{{"journal_id", journals.list().front()}}});
  EXPECT_EQ(count("account.move", {"journal_group_id", "=", ledger}), Value(0));
  call("account.move", "create", {Dict{{"move_type", "out_invoice"}}});
  EXPECT_EQ(count("account.move", {"journal_group_id", "ilike", "book"}), Value(1));
}

TEST_P(AccountSearches, GiveEveryPartnerWhereTheBalanceIsNotCompared) {
  EXPECT_EQ(count("res.partner", {"credit", "!=", 0}), call("res.partner", "search_count", {List{}}));
}

TEST_P(AccountSearches, FindTaxesByTheLettersOfTheirNames) {
  const Value tax = call("account.tax", "create", {Dict{{"name", "21% EU M"}, {"amount", 21}}});
  const Value loose = call("account.tax", "name_search", {}, {{"name", "21M"}});
  EXPECT_EQ(loose.list().empty(), GetParam() == Series::v18);
  EXPECT_EQ(count("account.tax", {"name", "ilike", "21M"}), Value(is_recent() ? 1 : 0));
  EXPECT_EQ(count("account.tax", {"name", "ilike", "21\" EU\"M"}), Value(is_recent() ? 1 : 0));
  EXPECT_EQ(count("account.tax", {"name", "=", "21M"}), Value(0));
}

TEST_P(AccountSearches, FindAnalyticLinesOfThisYearAndTheOneBeforeWhateverIsAsked) {
  if (GetParam() != Series::v19) GTEST_SKIP() << "only 19.0 has the field";
  const auto line_of = [&](std::string_view day) {
    call("account.analytic.line", "create", {Dict{{"name", "L"}, {"amount", 1}, {"date", day}}});
  };
  line_of("2001-06-01");
  const Value before = count("account.analytic.line", {"fiscal_year_search", "=", true});
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  line_of(std::to_string(static_cast<int>(today.year()) - 1) + "-01-01");
  EXPECT_EQ(count("account.analytic.line", {"fiscal_year_search", "=", true}), Value(before.integer() + 1));
  EXPECT_EQ(count("account.analytic.line", {"fiscal_year_search", "=", false}), Value(before.integer() + 1));
}

TEST_P(AccountSearches, DoNotLookForPartsOfTheBeginningsOfCodes) {
  EXPECT_EQ(count("account.account", {"root_id", "ilike", "a"}),
            (GetParam() == Series::v19   ? Value("odoo.exceptions.UserError")
             : GetParam() == Series::v18 ? Value("builtins.NotImplementedError")
                                         : Value(0)));
}

TEST_P(AccountSearches, FindLockExceptionsByTheirState) {
  if (!is_recent()) GTEST_SKIP() << "there are none before 18.0";
  const Value made =
      call("account.lock_exception", "create", {Dict{{"company_id", 1}, {"sale_lock_date", "2026-01-31"}}});
  EXPECT_EQ(call("account.lock_exception", "search", {List{List{"state", "=", "active"}}}), Value(List{made}));
  EXPECT_EQ(count("account.lock_exception", {"state", "=", "expired"}), Value(0));
  EXPECT_EQ(count("account.lock_exception", {"sale_lock_date", "<", "2026-02-01"}), Value(1));
  EXPECT_EQ(count("account.lock_exception", {"tax_lock_date", "<", "2026-02-01"}), Value(0));
  EXPECT_EQ(count("account.lock_exception", {"sale_lock_date", "=", "2026-01-31"}), Value("odoo.exceptions.UserError"));
}

TEST_P(AccountSearches, FindUsersByWhetherTheyLoggedIn) {
  const Value all = call("res.users", "search_count", {List{}});
  EXPECT_EQ(count("res.users", {"state", "=", "new"}), all);
  EXPECT_EQ(count("res.users", {"state", "=", "active"}), Value(0));
  EXPECT_EQ(count("res.users", {"state", "in", List{"new", "active"}}), all);
}

}  // namespace
}  // namespace paridoo
