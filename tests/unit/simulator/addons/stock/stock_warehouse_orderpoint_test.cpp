#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::stock {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::StockRoom;

class Orderpoints : public ::testing::TestWithParam<Series> {
 protected:
  Value bought_product(Dict more = {}) {
    const Value vendor = room_.create("res.partner", {{"name", "Vendor"}});
    const Dict seller{{"partner_id", vendor}, {"price", 7.5}, {"min_qty", 1}};
    Dict values{{"seller_ids", List{List{0, 0, seller}}}};
    values.update(more);
    return room_.product(std::move(values));
  }
  Value rule(const Value& product, double least, double most, Dict more = {}) {
    Dict values{
        {"product_id", product}, {"location_id", room_.stock()}, {"product_min_qty", least}, {"product_max_qty", most}};
    values.update(more);
    return room_.create("stock.warehouse.orderpoint", std::move(values));
  }
  double to_order(const Value& rule) { return room_.read("stock.warehouse.orderpoint", rule, "qty_to_order").number(); }
  double ordered(const Value& product) {
    double sum = 0;
    for (const Value& row : room_.rows("purchase.order.line", {List{"product_id", "=", product}}, {"product_qty"}))
      sum += row.dict().get("product_qty").number();
    return sum;
  }
  void run_scheduler() {
    room_.call(GetParam() == Series::v19 ? "stock.rule" : "procurement.group", "run_scheduler", {});
  }

  StockRoom room_{GetParam()};
};

// What is in a draft order already is not ordered again.
TEST_P(Orderpoints, CountWhatIsInDrafts) {
  const Value bolt = bought_product();
  room_.count(bolt, 4);
  const Value orderpoint = rule(bolt, 10, 25);
  EXPECT_DOUBLE_EQ(to_order(orderpoint), 21);
  const Value answer = room_.act("stock.warehouse.orderpoint", orderpoint, "action_replenish");
  ASSERT_TRUE(answer.is_dict()) << room_.last_message();
  EXPECT_EQ(answer.dict().get("type"), Value("ir.actions.client"));
  EXPECT_DOUBLE_EQ(ordered(bolt), 21);
  EXPECT_DOUBLE_EQ(to_order(orderpoint), 0);
  run_scheduler();
  EXPECT_DOUBLE_EQ(ordered(bolt), 21);
}

// Deliveries that are confirmed run the rule at once.
TEST_P(Orderpoints, FollowTheMovesOfTheirProduct) {
  const Value bolt = bought_product();
  room_.count(bolt, 12);
  const Value orderpoint = rule(bolt, 10, 20);
  EXPECT_DOUBLE_EQ(to_order(orderpoint), 0);
  room_.transfer("out", bolt, 5);
  EXPECT_DOUBLE_EQ(ordered(bolt), 13);
  EXPECT_DOUBLE_EQ(to_order(orderpoint), 0);
}

TEST_P(Orderpoints, OrderWhatAUserAskedFor) {
  const Value bolt = bought_product();
  const Value orderpoint = rule(bolt, 0, 0, {{"trigger", "manual"}});
  room_.write("stock.warehouse.orderpoint", orderpoint, {{"qty_to_order", 3.0}});
  EXPECT_DOUBLE_EQ(to_order(orderpoint), 3);
  room_.act("stock.warehouse.orderpoint", orderpoint, "action_replenish");
  EXPECT_DOUBLE_EQ(ordered(bolt), 3);
}

// The vendor's time counts, however much the vendor sells at least.
TEST_P(Orderpoints, WaitForTheirVendor) {
  const Value orderpoint = rule(bought_product(), 1, 5), unsold = rule(room_.product(), 1, 5);
  const auto read = [&](const Value& id, std::string_view field) {
    return room_.read("stock.warehouse.orderpoint", id, field);
  };
  if (GetParam() == Series::v19)
    EXPECT_EQ(read(orderpoint, "lead_days"), Value(1.0));
  else
    EXPECT_LT(read(unsold, "lead_days_date").text(), read(orderpoint, "lead_days_date").text());
}

INSTANTIATE_TEST_SUITE_P(Series, Orderpoints, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

TEST(OrderpointMultiples, GoUpIn17AndDownBelowAMaximumSince18) {
  for (const auto& [series, wanted] : {std::pair(Series::v17, 24.0), {Series::v18, 18.0}}) {
    StockRoom room(series);
    const Value bolt = room.product();
    const Value orderpoint = room.create("stock.warehouse.orderpoint", {{"product_id", bolt},
                                                                        {"location_id", room.stock()},
                                                                        {"qty_multiple", 6},
                                                                        {"product_min_qty", 5},
                                                                        {"product_max_qty", 20}});
    EXPECT_EQ(room.read("stock.warehouse.orderpoint", orderpoint, "qty_to_order"), Value(wanted));
  }
}

TEST(OrderpointMultiples, AreUnitsOfMeasureSince19) {
  StockRoom room(Series::v19);
  const Value bolt = room.product();
  const Value orderpoint =
      room.create("stock.warehouse.orderpoint", {{"product_id", bolt},
                                                 {"location_id", room.stock()},
                                                 {"replenishment_uom_id", room.ref("uom.product_uom_dozen")},
                                                 {"product_min_qty", 5},
                                                 {"product_max_qty", 20}});
  EXPECT_EQ(room.read("stock.warehouse.orderpoint", orderpoint, "qty_to_order"), Value(24.0));
}

}  // namespace
}  // namespace paridoo::addons::stock
