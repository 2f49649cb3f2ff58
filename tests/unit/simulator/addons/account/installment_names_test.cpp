// What is due is called after its place among the installments.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::result_of;

class InstallmentNames : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args) {
    return result_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  // A third after the end of the next month, the rest after the end of this one.
  Value terms() {
    const auto line = [](double share, const char* delay) {
      return List{0, 0, Dict{{"value", "percent"}, {"value_amount", share}, {"delay_type", delay}, {"nb_days", 10}}};
    };
    const List lines{line(33.33, "days_after_end_of_next_month"), line(66.67, "days_after_end_of_month")};
    return call("account.payment.term", "create", {Dict{{"name", "T"}, {"line_ids", lines}}});
  }
  Value bill(Dict values) {
    Dict whole{{"move_type", "in_invoice"},
               {"partner_id", 3},
               {"invoice_date", "2026-03-20"},
               {"invoice_line_ids", List{List{0, 0, Dict{{"name", "l"}, {"price_unit", 99}}}}}};
    whole.update(values);
    return call("account.move", "create", {std::move(whole)});
  }
  // In the order in which they are due.
  Value names(const Value& move) {
    List out;
    const List domain{List{"move_id", "=", move}, List{"display_type", "=", "payment_term"}};
    const Value lines = result_of(
        odoo_.execute_kw("account.move.line", "search_read", {domain, List{"name"}}, Dict{{"order", "date_maturity"}}));
    for (const Value& line : lines.list()) out.push_back(line.dict().get("name"));
    return out;
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

TEST_P(InstallmentNames, FollowTermsThatAreGivenLater) {
  const Value move = bill({});
  call("account.move", "write", {List{move}, Dict{{"invoice_payment_term_id", terms()}}});
  EXPECT_EQ(names(move), Value(List{"installment #1", "installment #2"}));
}

INSTANTIATE_TEST_SUITE_P(Series, InstallmentNames, ::testing::Values(Series::v17, Series::v18, Series::v19));

using InstallmentNames17 = InstallmentNames;

// The line that was the later one stands for the earlier one afterwards.
TEST_P(InstallmentNames17, FollowTheDate) {
  const Value move = bill({{"invoice_payment_term_id", terms()}});
  call("account.move", "write", {List{move}, Dict{{"invoice_date", "2026-04-21"}}});
  EXPECT_EQ(names(move), Value(List{"installment #1", "installment #2"}));
}

INSTANTIATE_TEST_SUITE_P(Series, InstallmentNames17, ::testing::Values(Series::v17));

}  // namespace
}  // namespace paridoo::addons::account
