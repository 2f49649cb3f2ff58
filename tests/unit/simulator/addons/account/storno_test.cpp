#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::error_name;
using support::result_of;

// A company that books what it takes back as negative amounts on the same side.
class Storno : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value first(std::string_view model, List condition) {
    return call(model, "search", {List{std::move(condition)}}, {{"limit", 1}}).list().front();
  }
  Value entry(double debit, double credit) {
    const auto line = [&](const Value& account, double own_debit, double own_credit) {
      return List{0, 0, Dict{{"account_id", account}, {"debit", own_debit}, {"credit", own_credit}}};
    };
    const Value move = call("account.move", "create",
                            {Dict{{"move_type", "entry"},
                                  {"line_ids", List{line(expense_, debit, credit), line(income_, credit, debit)}}}});
    call("account.move", "action_post", {List{move}});
    return move;
  }
  // Debit and credit of the two lines of an entry.
  std::vector<double> sides(const Value& move) {
    std::vector<double> out;
    const Value lines = call("account.move.line", "search_read",
                             {List{List{"move_id", "=", move}}, List{"debit", "credit"}}, {{"order", "id"}});
    for (const Value& line : lines.list())
      for (const char* side : {"debit", "credit"}) out.push_back(line.dict().get(side).number());
    return out;
  }
  Value reversal_of(const Value& move) {
    const Value journal = first("account.journal", List{"type", "=", "general"});
    const Value wizard = call("account.move.reversal", "create",
                              {Dict{{"move_ids", List{List{6, 0, List{move}}}}, {"journal_id", journal}}},
                              {{"context", Dict{{"active_model", "account.move"}, {"active_ids", List{move}}}}});
    call("account.move.reversal", "refund_moves", {List{wizard}});
    return first("account.move", List{"reversed_entry_id", "=", move});
  }
  void SetUp() override { call("res.company", "write", {List{1}, Dict{{"account_storno", true}}}); }

  support::TestSimulator odoo_{{.series = GetParam()}};
  const Value expense_ = first("account.account", List{"account_type", "=", "expense"});
  const Value income_ = first("account.account", List{"account_type", "=", "income"});
};

// Before 19.0 storno was about credit notes alone.
TEST_P(Storno, LeavesAReversedEntryOnItsSidesSince19) {
  const std::vector<double> turned{0, 40, 40, 0}, negative{-40, 0, 0, -40};
  EXPECT_EQ(sides(reversal_of(entry(40, 0))), GetParam() == Series::v19 ? negative : turned);
}

TEST_P(Storno, KeepsTheSideOfANegativeAmountSince19) {
  const std::vector<double> turned{0, 40, 40, 0}, negative{-40, 0, 0, -40};
  EXPECT_EQ(sides(entry(-40, 0)), GetParam() == Series::v19 ? negative : turned);
}

INSTANTIATE_TEST_SUITE_P(Series, Storno, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& series) { return std::string("v") + std::to_string(17 + int(series.param)); });

TEST(TransitionAccounts, MustAllowReconciliationIn19Alone) {
  for (const Series series : {Series::v17, Series::v18, Series::v19}) {
    support::TestSimulator odoo({.series = series});
    const Dict account{{"code", "TRANS"}, {"name", "Transition"}, {"account_type", "liability_current"}};
    const Value transition = result_of(odoo.execute_kw("account.account", "create", {account}, {}));
    const Dict tax{{"name", "Later"},
                   {"amount", 5},
                   {"tax_exigibility", "on_payment"},
                   {"cash_basis_transition_account_id", transition}};
    const auto answer = odoo.execute_kw("account.tax", "create", {tax}, {});
    if (series == Series::v19)
      EXPECT_EQ(error_name(answer), "odoo.exceptions.ValidationError");
    else
      EXPECT_TRUE(result_of(answer).is_integer());
  }
}

}  // namespace
}  // namespace paridoo::addons::account
