#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::stock {
namespace {

using orm::Series;
using orm::Value;
using support::StockRoom;

// The counted quantity is 0 before anybody counts: that it is written all the same is what makes it a count.
TEST(StockQuant, ACountOfNothingLeavesNothing) {
  for (const Series series : {Series::v17, Series::v18, Series::v19}) {
    StockRoom room(series);
    const Value bolt = room.product();
    room.moved("in", bolt, 3);
    ASSERT_EQ(room.read("product.product", bolt, "qty_available"), Value(3.0)) << support::series_name(series);
    room.count(bolt, 0);
    EXPECT_EQ(room.read("product.product", bolt, "qty_available"), Value(0.0)) << support::series_name(series);
  }
}

}  // namespace
}  // namespace paridoo::addons::stock
