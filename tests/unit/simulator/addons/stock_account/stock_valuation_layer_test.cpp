#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::stock_account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

// Until 18.0: layers.
class ValuationLayers : public ::testing::TestWithParam<Series> {
 protected:
  Value product(std::string_view method, Dict more = {}) {
    Dict values{{"categ_id", room_.create("product.category", {{"name", "V"}, {"property_cost_method", method}})}};
    values.update(more);
    return room_.product(std::move(values));
  }
  void in(const Value& product, double quantity, double price, Dict more = {}) {
    const Value vendor = room_.create("res.partner", {{"name", "Vendor"}});
    Dict line{{"product_id", product}, {"product_qty", quantity}, {"price_unit", price}, {"taxes_id", List{}}};
    line.update(more);
    order_ = room_.create("purchase.order", {{"partner_id", vendor}, {"order_line", List{List{0, 0, line}}}});
    room_.act("purchase.order", order_, "button_confirm");
    room_.act("stock.picking", room_.read("purchase.order", order_, "picking_ids").list().front(), "button_validate");
  }
  Value bill(const Value& product, double price) {
    room_.act("purchase.order", order_, "action_create_invoice");
    const Value bill = room_.read("purchase.order", order_, "invoice_ids").list().front();
    room_.write("account.move", bill, {{"invoice_date", "2026-11-26"}});
    const List domain{List{"move_id", "=", bill}, List{"product_id", "=", product}};
    const Value line = room_.rows("account.move.line", domain, {"id"}).front().dict().get("id");
    room_.write("account.move.line", line, {{"price_unit", price}});
    room_.act("account.move", bill, "action_post");
    EXPECT_EQ(room_.last_error(), "") << room_.last_message();
    return bill;
  }
  double cost(const Value& product) { return room_.read("product.product", product, "standard_price").number(); }
  double value(const Value& product) { return room_.read("product.product", product, "value_svl").number(); }

  support::StockRoom room_{GetParam()};
  Value order_ = {};
};

TEST_P(ValuationLayers, AreCorrectedByTheBill) {
  const Value bolt = product("average");
  in(bolt, 10, 4);
  room_.moved("out", bolt, 4);
  bill(bolt, 6);
  // Of ten billed, four have left at the old price: six are worth 2 more each.
  EXPECT_DOUBLE_EQ(value(bolt), 6 * 4 + 6 * 2);
  EXPECT_DOUBLE_EQ(cost(bolt), 6);
}

TEST_P(ValuationLayers, TellPricesAsPythonDoes) {
  const Value bolt = product("average", {{"standard_price", 17}});
  room_.count(bolt, 2);
  room_.write("product.product", bolt, {{"standard_price", 12.5}});
  const List layers = room_.rows("stock.valuation.layer", {List{"product_id", "=", bolt}}, {"description"});
  EXPECT_EQ(layers.back().dict().get("description"), Value("Product value manually modified (from 17.0 to 12.5)"));
}

TEST_P(ValuationLayers, OfTheSamePriceStay) {
  const Value bolt = product("fifo");
  in(bolt, 10, 4);
  bill(bolt, 4);
  EXPECT_DOUBLE_EQ(value(bolt), 40);
  EXPECT_EQ(room_.rows("stock.valuation.layer", {List{"product_id", "=", bolt}}, {"id"}).size(), 1U);
}

TEST_P(ValuationLayers, KnowDiscounts) {
  const Value bolt = product("average");
  in(bolt, 10, 4, {{"discount", 25.0}});
  EXPECT_DOUBLE_EQ(value(bolt), 30);
}

// A dozen at 10: what one costs is not rounded before the value is.
TEST_P(ValuationLayers, KnowUnits) {
  const Value dozen = room_.ref("uom.product_uom_dozen");
  const Value bolt = product("fifo", {{"uom_po_id", dozen}});
  in(bolt, 1, 10, {{"product_uom", dozen}});
  EXPECT_DOUBLE_EQ(value(bolt), 10);
}

// What left without being there is settled by what comes.
TEST_P(ValuationLayers, SettleNegativeStock) {
  const Value bolt = product("fifo", {{"standard_price", 5.0}});
  room_.moved("out", bolt, 2);
  EXPECT_DOUBLE_EQ(value(bolt), -10);
  in(bolt, 5, 7);
  EXPECT_DOUBLE_EQ(value(bolt), 21);
  EXPECT_DOUBLE_EQ(room_.read("product.product", bolt, "quantity_svl").number(), 3);
}

// What goes from vendor to customer is valued by its demand, even if the rest of it was given up.
TEST_P(ValuationLayers, OfDropshipsKnowTheDemand) {
  const Value bolt = product("average", {{"standard_price", 5.0}});
  const Value picking = room_.transfer("in", bolt, 5, {{"location_dest_id", room_.customers()}});
  room_.write("stock.move", room_.moves_of(picking).front(), {{"quantity", 2}, {"picked", true}});
  const Dict context{{"skip_backorder", true}, {"picking_ids_not_to_backorder", List{picking}}};
  room_.act("stock.picking", picking, "button_validate", Dict{{"context", context}});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  const List layers = room_.rows("stock.valuation.layer", {List{"product_id", "=", bolt}}, {"quantity", "value"});
  ASSERT_EQ(layers.size(), 2U);
  EXPECT_EQ(layers.front().dict().get("quantity"), Value(5.0));
  EXPECT_EQ(layers.back().dict().get("value"), Value(-25.0));
}

// 17.0 lets done lines go where they like; 18.0 holds them on their side of the border.
TEST_P(ValuationLayers, DependOnWhereDoneLinesAre) {
  const Value bolt = product("average");
  in(bolt, 5, 4);
  const Value line = room_.rows("stock.move.line", {List{"product_id", "=", bolt}}, {"id"}).front().dict().get("id");
  room_.write("stock.move.line", line, {{"location_dest_id", room_.customers()}});
  EXPECT_EQ(room_.last_error(), GetParam() == Series::v17 ? "" : "odoo.exceptions.ValidationError");
}

INSTANTIATE_TEST_SUITE_P(Series, ValuationLayers, ::testing::Values(Series::v17, Series::v18),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo::addons::stock_account
