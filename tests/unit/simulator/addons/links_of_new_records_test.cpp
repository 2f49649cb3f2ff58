// Links of new records: which of them are taken, and what Odoo finds wrong before the database does.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

constexpr int nowhere = 99'999;

class LinksOfNewRecords : public ::testing::TestWithParam<Series> {
 protected:
  std::string fault_of_new(std::string_view model, Dict values) {
    room_.create(model, std::move(values));
    return room_.last_error();
  }

  support::StockRoom room_{GetParam()};
};

TEST_P(LinksOfNewRecords, AreNotTakenWhereTheyAreComputedFirst) {
  const Value order = room_.create("sale.order", {{"partner_id", 3}});
  const Dict line{{"order_id", order}, {"product_id", room_.product()}, {"currency_id", nowhere}};
  EXPECT_EQ(fault_of_new("sale.order.line", line), "") << room_.last_message();
}

TEST_P(LinksOfNewRecords, AreFollowedForPropertiesAndRates) {
  EXPECT_EQ(fault_of_new("stock.lot", {{"name", "L"}, {"product_id", nowhere}}), "odoo.exceptions.MissingError");
  // 17.0 asks for the rate of a purchase once it is there: the database comes first.
  EXPECT_EQ(fault_of_new("purchase.order", {{"partner_id", 3}, {"currency_id", nowhere}}),
            GetParam() == Series::v17 ? "odoo.exceptions.ValidationError" : "builtins.TypeError");
}

INSTANTIATE_TEST_SUITE_P(EverySeries, LinksOfNewRecords, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
