#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::sale_stock {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class Deliveries : public ::testing::TestWithParam<Series> {
 protected:
  Value sell(const Value& product, double quantity, std::string_view policy = "direct") {
    const Value customer = room_.create("res.partner", {{"name", "Ada"}});
    const Dict line{{"product_id", product}, {"product_uom_qty", quantity}, {"price_unit", 10}};
    const Value order = room_.create(
        "sale.order", {{"partner_id", customer}, {"picking_policy", policy}, {"order_line", List{List{0, 0, line}}}});
    room_.act("sale.order", order, "action_confirm");
    return order;
  }
  Value delivery_of(const Value& order) { return room_.read("sale.order", order, "picking_ids").list().front(); }
  void invoice(const Value& order) {
    const Dict context{{"context", Dict{{"active_model", "sale.order"}, {"active_ids", List{order}}}}};
    const Value wizard =
        room_.call("sale.advance.payment.inv", "create", {Dict{{"advance_payment_method", "delivered"}}}, context);
    room_.call("sale.advance.payment.inv", "create_invoices", {List{wizard}}, context);
  }
  Value return_of(const Value& picking, double quantity) {
    const Dict context{
        {"context", Dict{{"active_id", picking}, {"active_ids", List{picking}}, {"active_model", "stock.picking"}}}};
    const Value wizard = room_.call("stock.return.picking", "create",
                                    {GetParam() == Series::v17 ? Dict{} : Dict{{"picking_id", picking}}}, context);
    for (const Value& row : room_.rows("stock.return.picking.line", {List{"wizard_id", "=", wizard}}, {"id"}))
      room_.write("stock.return.picking.line", row.dict().get("id"), {{"quantity", quantity}, {"to_refund", true}});
    const std::string_view method = GetParam() == Series::v17 ? "create_returns" : "action_create_returns";
    return room_.call("stock.return.picking", method, {List{wizard}}, context).dict().get("res_id");
  }

  support::StockRoom room_{GetParam()};
};

TEST_P(Deliveries, GoAllAtOnceWhereTheOrderSaysSo) {
  const Value bolt = room_.product();
  room_.count(bolt, 1);
  const Value order = sell(bolt, 3, "one");
  EXPECT_EQ(room_.read("stock.picking", delivery_of(order), "move_type"), Value("one"));
  EXPECT_EQ(room_.read("stock.picking", delivery_of(order), "state"), Value("confirmed"));
}

// Lines that are read together share what there is.
TEST_P(Deliveries, LeaveLessForTheNextLine) {
  const Value bolt = room_.product();
  room_.count(bolt, 20);
  const auto line = [&](double quantity) {
    return List{0, 0, Dict{{"product_id", bolt}, {"product_uom_qty", quantity}}};
  };
  const Value customer = room_.create("res.partner", {{"name", "Ada"}});
  room_.create("sale.order", {{"partner_id", customer}, {"order_line", List{line(5), line(1)}}});
  const List rows = room_.rows("sale.order.line", {}, {"free_qty_today", "qty_available_today"});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].dict().get("free_qty_today"), Value(20.0));
  EXPECT_EQ(rows[1].dict().get("free_qty_today"), Value(15.0));
}

// Those that leave at the time of the first one come before those of another day, whatever orders they are of.
TEST_P(Deliveries, TakeFromTheStockInTurn) {
  const Value bolt = room_.product();
  room_.count(bolt, 20);
  const Value customer = room_.create("res.partner", {{"name", "Ada"}});
  const auto quote = [&](double quantity, const Dict& more) {
    Dict values{{"partner_id", customer},
                {"order_line", List{List{0, 0, Dict{{"product_id", bolt}, {"product_uom_qty", quantity}}}}}};
    values.update(more);
    room_.create("sale.order", std::move(values));
  };
  quote(5, {{"commitment_date", "2030-01-01 00:00:00"}});
  quote(3, {{"commitment_date", "2031-01-01 00:00:00"}});
  quote(1, {{"commitment_date", "2030-01-01 00:00:00"}});
  List free;
  for (const Value& row : room_.rows("sale.order.line", {}, {"free_qty_today"}))
    free.push_back(row.dict().get("free_qty_today"));
  EXPECT_EQ(Value(free), Value(List{20.0, 14.0, 15.0}));
}

// What came back after it was invoiced is credited.
TEST_P(Deliveries, AreCreditedWhenTheyComeBack) {
  const Value bolt = room_.product({{"invoice_policy", "delivery"}});
  room_.count(bolt, 5);
  const Value order = sell(bolt, 3);
  room_.act("stock.picking", delivery_of(order), "button_validate");
  invoice(order);
  const Value back = return_of(delivery_of(order), 1);
  room_.act("stock.picking", back, "button_validate");
  invoice(order);
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  const List refunds = room_.rows("account.move", {List{"move_type", "=", "out_refund"}}, {"amount_untaxed"});
  ASSERT_EQ(refunds.size(), 1U);
  EXPECT_EQ(refunds.front().dict().get("amount_untaxed"), Value(10.0));
}

// Since 18.0 a delivery of an order may be returned before it has left.
TEST_P(Deliveries, AreReturnedBeforeTheyLeaveSince18) {
  const Value bolt = room_.product();
  room_.count(bolt, 5);
  const Value order = sell(bolt, 3);
  const Dict context{{"context", Dict{{"active_id", delivery_of(order)}, {"active_model", "stock.picking"}}}};
  room_.call("stock.return.picking", "create", {Dict{{"picking_id", delivery_of(order)}}}, context);
  EXPECT_EQ(room_.last_error(), GetParam() == Series::v17 ? "odoo.exceptions.UserError" : "");
}

INSTANTIATE_TEST_SUITE_P(Series, Deliveries, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo::addons::sale_stock
