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

// What has no lot and lacks already lends nothing to a lot since 19.0.
TEST(StockQuantWithoutLot, LendsOnlyWhatItHas) {
  support::StockRoom room(orm::Series::v19);
  const Value product = room.product({{"tracking", "lot"}});
  const Value lot = room.create("stock.lot", {{"name", "L1"}, {"product_id", product}});
  room.count(product, 1);
  for (int delivery = 0; delivery < 2; ++delivery) {
    const Value picking = room.transfer("out", product, 1);
    room.act("stock.picking", picking, "do_unreserve");
    room.create("stock.move.line", {{"move_id", room.moves_of(picking).front()},
                                    {"picking_id", picking},
                                    {"product_id", product},
                                    {"lot_id", lot},
                                    {"quantity", 1},
                                    {"picked", true},
                                    {"location_id", room.stock()},
                                    {"location_dest_id", room.customers()}});
    room.act("stock.picking", picking, "button_validate");
  }
  EXPECT_EQ(room.quants(product), "WH/Stock 0 (0), WH/Stock L1 -1 (0)");
}

}  // namespace
}  // namespace paridoo::addons::stock
