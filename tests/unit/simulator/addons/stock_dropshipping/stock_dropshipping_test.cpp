// Vendors that deliver to customers: asked of real Odoo servers with the module stock_dropshipping.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class StockDropshipping : public ::testing::TestWithParam<Series> {
 protected:
  Value lamp() {
    return room_.product({{"name", "Lamp"},
                          {"list_price", 20},
                          {"standard_price", 4},
                          {"seller_ids", List{List{0, 0, Dict{{"partner_id", vendor_}, {"price", 3}}}}},
                          {"route_ids", List{List{6, 0, List{room_.ref("stock_dropshipping.route_drop_shipping")}}}}});
  }
  Value sold(const Value& product, double quantity) {
    const Value order = room_.create(
        "sale.order", {{"partner_id", customer_},
                       {"order_line", List{List{0, 0, Dict{{"product_id", product}, {"product_uom_qty", quantity}}}}}});
    room_.act("sale.order", order, "action_confirm");
    EXPECT_EQ(room_.last_error(), "") << room_.last_message();
    return order;
  }
  Dict line_of(std::string_view model, const Value& order) {
    return room_.rows(model, {List{"order_id", "=", order}}, {"sale_line_id", "product_qty"}).front().dict();
  }
  Value sale_line(const Value& order) {
    return room_.rows("sale.order.line", {List{"order_id", "=", order}}, {"id"}).front().dict().get("id");
  }
  Dict purchase() {
    return room_.rows("purchase.order", {}, {"dest_address_id", "picking_type_id", "state"}).back().dict();
  }
  Value transfer_of(const Value& purchase) {
    return room_.read("purchase.order", purchase, "picking_ids").list().front();
  }
  static Value id_of(const Value& reference) { return reference.list().front(); }

  support::StockRoom room_{GetParam(), "stock_dropshipping"};
  Value vendor_ = room_.create("res.partner", {{"name", "Vendor"}});
  Value customer_ = room_.create("res.partner", {{"name", "Customer"}});
};

TEST_P(StockDropshipping, AConfirmedSaleIsBoughtForTheCustomer) {
  const Value order = sold(lamp(), 2);
  const Dict bought = purchase();
  EXPECT_EQ(id_of(bought.get("dest_address_id")), customer_);
  EXPECT_EQ(room_.read("stock.picking.type", id_of(bought.get("picking_type_id")), "code"), Value("dropship"));
  EXPECT_EQ(id_of(line_of("purchase.order.line", bought.get("id")).get("sale_line_id")), sale_line(order));
  EXPECT_EQ(room_.read("sale.order", order, "delivery_count"), Value(0));
}

TEST_P(StockDropshipping, WhatTheVendorDeliversIsDelivered) {
  const Value product = lamp(), order = sold(product, 2), bought = purchase().get("id");
  room_.act("purchase.order", bought, "button_confirm");
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  const Value transfer = transfer_of(bought);
  EXPECT_EQ(room_.read("stock.picking", transfer, "is_dropship"), Value(true));
  room_.act("stock.picking", transfer, "button_validate");
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(room_.read("sale.order.line", sale_line(order), "qty_delivered"), Value(2.0));
  EXPECT_EQ(room_.read("sale.order", order, "dropship_picking_count"), Value(1));
  EXPECT_EQ(room_.quants(product), "");
}

TEST_P(StockDropshipping, MoreOfALineIsBoughtOnTheSameLine) {
  const Value order = sold(lamp(), 2), bought = purchase().get("id");
  room_.write("sale.order.line", sale_line(order), {{"product_uom_qty", 5}});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(line_of("purchase.order.line", bought).get("product_qty"), Value(5.0));
  EXPECT_EQ(room_.rows("purchase.order.line", {}, {"id"}).size(), 1U);
}

TEST_P(StockDropshipping, SalesStayApart) {
  const Value product = lamp();
  sold(product, 2);
  sold(product, 3);
  EXPECT_EQ(room_.rows("purchase.order.line", {}, {"id"}).size(), 2U);
  EXPECT_EQ(room_.rows("purchase.order", {}, {"id"}).size(), 2U);
}

TEST_P(StockDropshipping, WhatComesBackIsTheCustomers) {
  const Value product = lamp();
  sold(product, 2);
  const Value bought = purchase().get("id");
  room_.act("purchase.order", bought, "button_confirm");
  const Value transfer = transfer_of(bought);
  room_.act("stock.picking", transfer, "button_validate");
  const Dict of_transfer{{"context", Dict{{"active_id", transfer}, {"active_model", "stock.picking"}}}};
  const Value wizard = room_.call("stock.return.picking", "create", {Dict{{"picking_id", transfer}}}, of_transfer);
  const bool is_17 = GetParam() == Series::v17;
  if (!is_17)
    for (const Value& line : room_.rows("stock.return.picking.line", {List{"wizard_id", "=", wizard}}, {"id"}))
      room_.write("stock.return.picking.line", line.dict().get("id"), {{"quantity", 1}});
  const Value action =
      room_.act("stock.return.picking", wizard, is_17 ? "create_returns" : "action_create_returns", of_transfer);
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(id_of(room_.read("stock.picking", action.dict().get("res_id"), "partner_id")), customer_);
}

INSTANTIATE_TEST_SUITE_P(Series, StockDropshipping, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
