#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::stock_account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

// 19.0: moves carry their values, and costs are worked out from them.
class StockMoveValues : public ::testing::Test {
 protected:
  Value product(std::string_view method, Dict more = {}) {
    const Value category = room_.create("product.category", {{"name", "Valued"}, {"property_cost_method", method}});
    Dict values{{"categ_id", category}};
    values.update(more);
    return room_.product(std::move(values));
  }
  Value in(const Value& product, double quantity, double price) {
    const Value vendor = room_.create("res.partner", {{"name", "Vendor"}});
    const Dict line{{"product_id", product}, {"product_qty", quantity}, {"price_unit", price}, {"tax_ids", List{}}};
    order_ = room_.create("purchase.order", {{"partner_id", vendor}, {"order_line", List{List{0, 0, line}}}});
    room_.act("purchase.order", order_, "button_confirm");
    const Value picking = room_.read("purchase.order", order_, "picking_ids").list().front();
    room_.act("stock.picking", picking, "button_validate");
    return room_.moves_of(picking).front();
  }
  Value out(const Value& product, double quantity) {
    return room_.moves_of(room_.moved("out", product, quantity)).front();
  }
  double cost(const Value& product) { return room_.read("product.product", product, "standard_price").number(); }
  double value(const Value& move) { return room_.read("stock.move", move, "value").number(); }

  support::StockRoom room_{Series::v19};
  Value order_ = {};
};

TEST_F(StockMoveValues, TakeWhatCameInFirst) {
  const Value bolt = product("fifo");
  const Value first = in(bolt, 10, 4), second = in(bolt, 5, 7);
  EXPECT_DOUBLE_EQ(value(out(bolt, 6)), 24);
  EXPECT_DOUBLE_EQ(room_.read("stock.move", first, "remaining_qty").number(), 4);
  EXPECT_DOUBLE_EQ(room_.read("stock.move", second, "remaining_qty").number(), 5);
  EXPECT_DOUBLE_EQ(room_.read("stock.move", first, "remaining_value").number(), 16);
  EXPECT_DOUBLE_EQ(room_.read("product.product", bolt, "total_value").number(), 51);
  EXPECT_DOUBLE_EQ(cost(bolt), 5.67);  // 51 / 9
  EXPECT_DOUBLE_EQ(value(out(bolt, 6)), 16 + 14);
}

TEST_F(StockMoveValues, FollowTheAverage) {
  const Value bolt = product("average");
  in(bolt, 10, 4);
  in(bolt, 5, 7);
  EXPECT_DOUBLE_EQ(cost(bolt), 5);
  EXPECT_DOUBLE_EQ(value(out(bolt, 6)), 30);
  in(bolt, 1, 15);
  EXPECT_DOUBLE_EQ(cost(bolt), 6);  // (9 * 5 + 15) / 10
}

// From below zero the average is what came last.
TEST_F(StockMoveValues, StartAnewFromNegativeStock) {
  const Value bolt = product("average");
  in(bolt, 2, 4);
  out(bolt, 5);
  in(bolt, 10, 9);
  EXPECT_DOUBLE_EQ(cost(bolt), 9);
}

TEST_F(StockMoveValues, ComeBackAtWhatTheyLeftFor) {
  const Value bolt = product("fifo");
  in(bolt, 2, 4);
  in(bolt, 2, 8);
  const Value delivery = room_.moved("out", bolt, 2);
  const Value wizard = room_.call(
      "stock.return.picking", "create", {Dict{{"picking_id", delivery}}},
      Dict{{"context",
            Dict{{"active_id", delivery}, {"active_ids", List{delivery}}, {"active_model", "stock.picking"}}}});
  for (const Value& row : room_.rows("stock.return.picking.line", {List{"wizard_id", "=", wizard}}, {"id"}))
    room_.write("stock.return.picking.line", row.dict().get("id"), {{"quantity", 1}});
  const Value action = room_.act("stock.return.picking", wizard, "action_create_returns");
  const Value back = action.dict().get("res_id");
  room_.act("stock.picking", back, "button_validate");
  EXPECT_DOUBLE_EQ(value(room_.moves_of(back).front()), 4);
  EXPECT_DOUBLE_EQ(room_.read("product.product", bolt, "total_value").number(), 20);
}

TEST_F(StockMoveValues, RememberCostsThatWereSetByHand) {
  const Value bolt = product("standard", {{"standard_price", 3.0}});
  room_.write("product.product", bolt, {{"standard_price", 5.0}});
  const List history = room_.rows("product.value", {List{"product_id", "=", bolt}}, {"value"});
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history.front().dict().get("value"), Value(3.0));
  EXPECT_EQ(history.back().dict().get("value"), Value(5.0));
}

TEST_F(StockMoveValues, AreCorrectedWithTheQuantity) {
  const Value bolt = product("average");
  const Value receipt = in(bolt, 10, 4);
  const Value delivery = out(bolt, 2);
  for (const auto& [move, quantity] : {std::pair(receipt, 12.0), {delivery, 3.0}}) {
    const Value line = room_.rows("stock.move.line", {List{"move_id", "=", move}}, {"id"}).front().dict().get("id");
    room_.write("stock.move.line", line, {{"quantity", quantity}});
  }
  EXPECT_DOUBLE_EQ(value(receipt), 48);
  EXPECT_DOUBLE_EQ(value(delivery), 12);
}

TEST_F(StockMoveValues, FollowTheBill) {
  const Value bolt = product("average", {{"purchase_method", "purchase"}});
  const Value receipt = in(bolt, 10, 4);
  room_.act("purchase.order", order_, "action_create_invoice");
  const Value bill = room_.read("purchase.order", order_, "invoice_ids").list().front();
  room_.write("account.move", bill, {{"invoice_date", "2026-11-26"}});
  const Value line =
      room_.rows("account.move.line", {List{"move_id", "=", bill}, List{"product_id", "=", bolt}}, {"id"})
          .front()
          .dict()
          .get("id");
  room_.write("account.move.line", line, {{"price_unit", 6.0}});
  room_.act("account.move", bill, "action_post");
  EXPECT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_DOUBLE_EQ(value(receipt), 60);
  EXPECT_DOUBLE_EQ(cost(bolt), 6);
}

TEST_F(StockMoveValues, AreAutomatedAsTheCategorySays) {
  const Value category = room_.create("product.category", {{"name", "Automated"}, {"property_valuation", "real_time"}});
  const Value bolt = room_.product({{"categ_id", category}});
  const auto found = [&](std::string_view comparison, Value asked) {
    return room_
        .rows("product.product", {List{"id", "=", bolt}, List{"valuation", comparison, std::move(asked)}}, {"id"})
        .size();
  };
  EXPECT_EQ(found("=", "real_time"), 1U);
  EXPECT_EQ(found("in", List{"real_time"}), 1U);
  EXPECT_EQ(found("=", "periodic"), 0U);
  for (const std::string_view comparison : {"!=", "ilike"})
    EXPECT_EQ(
        support::error_name(room_.ask("product.product", "search", {List{List{"valuation", comparison, "periodic"}}})),
        "odoo.exceptions.UserError");
}

TEST_F(StockMoveValues, OfLotsAreTheirOwn) {
  const Value bolt = product("average", {{"tracking", "lot"}, {"lot_valuated", true}});
  const auto receive = [&](std::string_view lot, double quantity, double price) {
    const Value vendor = room_.create("res.partner", {{"name", "Vendor"}});
    const Dict line{{"product_id", bolt}, {"product_qty", quantity}, {"price_unit", price}, {"tax_ids", List{}}};
    const Value order =
        room_.create("purchase.order", {{"partner_id", vendor}, {"order_line", List{List{0, 0, line}}}});
    room_.act("purchase.order", order, "button_confirm");
    const Value picking = room_.read("purchase.order", order, "picking_ids").list().front();
    for (const Value& row : room_.rows("stock.move.line", {List{"picking_id", "=", picking}}, {"id"}))
      room_.write("stock.move.line", row.dict().get("id"), {{"lot_name", lot}});
    room_.act("stock.picking", picking, "button_validate");
  };
  receive("A", 2, 10);
  receive("B", 2, 20);
  const List lots = room_.rows("stock.lot", {List{"product_id", "=", bolt}}, {"name", "standard_price", "total_value"});
  ASSERT_EQ(lots.size(), 2U);
  EXPECT_EQ(lots.front().dict().get("standard_price"), Value(10.0));
  EXPECT_EQ(lots.back().dict().get("total_value"), Value(40.0));
  EXPECT_DOUBLE_EQ(room_.read("product.product", bolt, "total_value").number(), 60);
}

}  // namespace
}  // namespace paridoo::addons::stock_account
