// Bills of a period whose tax statement is closed.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::result_of;

class TaxLockDate : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args) {
    return result_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  void close_taxes() { call("res.company", "write", {List{1}, Dict{{"tax_lock_date", "2026-03-31"}}}); }
  Value bill() {
    const Value tax = call("account.tax", "search", {List{List{"type_tax_use", "=", "purchase"}}}).list().at(0);
    const Dict line{{"name", "l"}, {"price_unit", 99}, {"tax_ids", List{List{6, 0, List{tax}}}}};
    return call("account.move", "create",
                {Dict{{"move_type", "in_invoice"},
                      {"partner_id", 3},
                      {"invoice_date", "2026-02-15"},
                      {"invoice_line_ids", List{List{0, 0, line}}}}});
  }
  Dict read(const Value& move) {
    return call("account.move", "read", {List{move}, List{"date", "name", "state"}}).list().at(0).dict();
  }
  support::TestSimulator odoo_{{.series = GetParam()}};
};

TEST_P(TaxLockDate, KeepsNewBillsWithTaxesOut) {
  close_taxes();
  EXPECT_GT(read(bill()).get("date").text(), "2026-03-31") << "their taxes count before the bill is posted";
}

// In 17.0 the draft has a number of the month that it leaves.
TEST_P(TaxLockDate, GivesDraftsThatLeaveAClosedMonthTheirNewNumber) {
  const Value move = bill();
  close_taxes();
  call("account.move", "action_post", {List{move}});
  const Dict posted = read(move);
  EXPECT_EQ(posted.get("state"), Value("posted"));
  const std::string day = posted.get("date").text();
  EXPECT_EQ(posted.get("name").text().substr(0, 13), "BILL/" + day.substr(0, 4) + "/" + day.substr(5, 2) + "/");
}

TEST_P(TaxLockDate, IsTheFirstDayThereIsWhereNothingIsLocked) {
  const char* field = GetParam() == Series::v17 ? "max_tax_lock_date" : "user_tax_lock_date";
  const auto told = [&] { return call("res.company", "read", {List{1}, List{field}}).list().at(0).dict().get(field); };
  EXPECT_EQ(told(), Value("1-01-01"));
  close_taxes();
  EXPECT_EQ(told(), Value("2026-03-31"));
}

INSTANTIATE_TEST_SUITE_P(Series, TaxLockDate, ::testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo::addons::account
