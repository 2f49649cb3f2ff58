// A number that says its month or year does not stay on an entry that moves to another one.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class NumberOfAnotherPeriod : public ::testing::TestWithParam<Series> {
 protected:
  Value posted(std::string_view type) {
    const Value partner = room_.create("res.partner", {{"name", "Partner"}});
    const Dict line{{"name", "x"}, {"price_unit", 10}, {"tax_ids", List{}}};
    const Value entry = room_.create("account.move", {{"move_type", type},
                                                      {"partner_id", partner},
                                                      {"invoice_date", "2026-01-20"},
                                                      {"invoice_line_ids", List{List{0, 0, line}}}});
    room_.act("account.move", entry, "action_post");
    return entry;
  }
  void post_again_on(const Value& entry, std::string_view day) {
    room_.act("account.move", entry, "button_draft");
    room_.write("account.move", entry, {{"invoice_date", day}});
    room_.act("account.move", entry, "action_post");
  }

  support::StockRoom room_{GetParam()};
};

TEST_P(NumberOfAnotherPeriod, RefusesToPostABillThatWasMovedToAnotherMonth) {
  const Value bill = posted("in_invoice");
  post_again_on(bill, "2025-11-02");
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.ValidationError");
  EXPECT_EQ(room_.read("account.move", bill, "state"), Value("draft"));
}

TEST_P(NumberOfAnotherPeriod, PostsAnInvoiceThatStaysInItsYear) {
  const Value invoice = posted("out_invoice");
  post_again_on(invoice, "2026-01-02");
  EXPECT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(room_.read("account.move", invoice, "state"), Value("posted"));
}

TEST_P(NumberOfAnotherPeriod, PostsWhatTheCompanySaysToLeaveAsItIs) {
  const Value bill = posted("in_invoice");
  room_.create("ir.config_parameter", {{"key", "sequence.mixin.constraint_start_date"}, {"value", "2026-12-31"}});
  post_again_on(bill, "2025-11-02");
  EXPECT_EQ(room_.last_error(), "") << room_.last_message();
}

INSTANTIATE_TEST_SUITE_P(EverySeries, NumberOfAnotherPeriod, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
