// Goods that are bought for sales (make to order): asked of real Odoo servers.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class BuyingForSales : public ::testing::TestWithParam<Series> {
 protected:
  Value made_to_order(Dict vendor = {}, double least = 0) {
    const Value on_order = room_.ref("stock.route_warehouse0_mto"),
                buy = room_.ref("purchase_stock.route_warehouse0_buy");
    room_.write("stock.route", on_order, {{"active", true}});
    vendor.set("name", "Vendor");
    const Value seller{
        Dict{{"partner_id", room_.create("res.partner", std::move(vendor))}, {"price", 3}, {"min_qty", least}}};
    return room_.product({{"standard_price", 4},
                          {"seller_ids", List{List{0, 0, seller}}},
                          {"route_ids", List{List{6, 0, List{on_order, buy}}}}});
  }
  Value sold(const Value& product) {
    const Value customer = room_.create("res.partner", {{"name", "Customer"}});
    const Value order = room_.create(
        "sale.order", {{"partner_id", customer},
                       {"order_line", List{List{0, 0, Dict{{"product_id", product}, {"product_uom_qty", 2}}}}}});
    room_.act("sale.order", order, "action_confirm");
    EXPECT_EQ(room_.last_error(), "") << room_.last_message();
    return order;
  }
  List purchases() { return room_.rows("purchase.order", {}, {"id"}); }

  support::StockRoom room_{GetParam()};
};

// Since 19.0 moves remember what was bought for them.
TEST_P(BuyingForSales, TheReceiptIsNoDelivery) {
  const bool since_19 = GetParam() == Series::v19;
  const Value order = sold(made_to_order());
  const Value purchase = purchases().front().dict().get("id");
  room_.act("purchase.order", purchase, "button_confirm");
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  const Value receipt = room_.read("purchase.order", purchase, "picking_ids").list().front();
  EXPECT_EQ(room_.read("stock.picking", receipt, "sale_id"), Value(false));
  EXPECT_EQ(room_.read("sale.order", order, "delivery_count"), Value(1));
  const List lines = room_.rows("purchase.order.line", {}, {"move_dest_ids"});
  EXPECT_EQ(lines.front().dict().get("move_dest_ids").list().size(), since_19 ? 1U : 0U);
}

// Since 19.0, as long as the vendor does not say otherwise.
TEST_P(BuyingForSales, EachSaleHasItsOwnPurchase) {
  const Value product = made_to_order();
  sold(product);
  sold(product);
  EXPECT_EQ(purchases().size(), GetParam() == Series::v19 ? 2U : 1U);
}

TEST_P(BuyingForSales, AVendorMayGroupThem) {
  if (GetParam() != Series::v19) GTEST_SKIP() << "vendors say so since 19.0";
  for (const char* kind : {"all", "day", "week"}) {
    const std::size_t before = purchases().size();
    const Value product = made_to_order({{"group_rfq", kind}});
    sold(product);
    sold(product);
    EXPECT_EQ(purchases().size() - before, 1U) << kind;
  }
}

TEST_P(BuyingForSales, AllIsBoughtWhereSomeIsThere) {
  const Value product = made_to_order();
  room_.count(product, 1);
  sold(product);
  const List lines = room_.rows("purchase.order.line", {}, {"product_qty"});
  EXPECT_EQ(lines.front().dict().get("product_qty"), Value(2.0));
}

// What is delivered beyond the demand is not bought.
TEST_P(BuyingForSales, MoreIsDeliveredThanBought) {
  sold(made_to_order());
  const Value delivery = room_.rows("stock.picking", {}, {"id"}).front().dict().get("id");
  for (const Value& move : room_.moves_of(delivery))
    room_.write("stock.move", move, {{"quantity", 3}, {"picked", true}});
  room_.act("stock.picking", delivery, "button_validate");
  EXPECT_EQ(room_.moves_of(delivery).size(), 1U);
  const List lines = room_.rows("purchase.order.line", {}, {"product_qty"});
  EXPECT_EQ(lines.front().dict().get("product_qty"), Value(2.0));
}

// 17.0 takes the cost of the product where the vendor does not sell so little.
TEST_P(BuyingForSales, WhatNobodySellsHasACost) {
  sold(made_to_order({}, 5));
  const List lines = room_.rows("purchase.order.line", {}, {"price_unit"});
  EXPECT_EQ(lines.front().dict().get("price_unit"), Value(GetParam() == Series::v17 ? 4.0 : 0.0));
}

INSTANTIATE_TEST_SUITE_P(Series, BuyingForSales, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
