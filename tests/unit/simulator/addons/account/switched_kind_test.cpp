// Drafts that become another kind of document.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::result_of;

class SwitchedKind : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view method, List args) {
    return result_of(odoo_.execute_kw("account.move", method, std::move(args)));
  }
  support::TestSimulator odoo_{{.series = GetParam()}};
};

// Since 19.0 their day stands in for the date of the invoice; past months are entered on their last day.
TEST_P(SwitchedKind, LooksForItsDayAgainSince19) {
  const Value refund = call("create", {Dict{{"move_type", "in_refund"}, {"partner_id", 3}, {"date", "2026-03-21"}}});
  call("action_switch_move_type", {List{refund}});
  const Value day = call("read", {List{refund}, List{"date"}}).list().at(0).dict().get("date");
  EXPECT_EQ(day, Value(GetParam() == Series::v19 ? "2026-03-31" : "2026-03-21"));
}

INSTANTIATE_TEST_SUITE_P(Series, SwitchedKind, ::testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo::addons::account
