// What the dialogs of stock do.
#include <gtest/gtest.h>

#include <chrono>

#include "simulator/orm/clock.h"
#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::StockRoom;

class Wizards : public ::testing::TestWithParam<Series> {
 protected:
  Value shelf() { return room_.create("stock.location", {{"name", "Shelf"}, {"location_id", room_.stock()}}); }
  Value quant_of(const Value& product) {
    return room_
        .rows("stock.quant", {List{"product_id", "=", product}, List{"location_id", "=", room_.stock()}}, {"id"})
        .front()
        .dict()
        .get("id");
  }
  Value counted(const Value& quant, double quantity) {
    return room_.call("stock.quant", "write", {List{quant}, Dict{{"inventory_quantity", quantity}}},
                      Dict{{"context", Dict{{"inventory_mode", true}}}});
  }

  // 8 are counted where 5 are, 1 of which leaves before the count is applied.
  void decide_conflict(const Value& bolt, std::string_view button) {
    room_.count(bolt, 5);
    const Value quant = quant_of(bolt);
    counted(quant, 8);
    room_.moved("out", bolt, 1);
    const Value question = room_.act("stock.quant", quant, "action_apply_inventory");
    ASSERT_EQ(question.dict().get("res_model"), Value("stock.inventory.conflict"));
    const Value quants = List{List{6, 0, List{quant}}};
    const Value wizard =
        room_.create("stock.inventory.conflict", {{"quant_ids", quants}, {"quant_to_fix_ids", quants}});
    room_.act("stock.inventory.conflict", wizard, button);
    ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  }

  StockRoom room_{GetParam()};
};

TEST_P(Wizards, RelocateQuants) {
  const Value bolt = room_.product(), place = shelf();
  room_.count(bolt, 5);
  const Value wizard = room_.create(
      "stock.quant.relocate", {{"quant_ids", List{List{6, 0, List{quant_of(bolt)}}}}, {"dest_location_id", place}});
  room_.act("stock.quant.relocate", wizard, "action_relocate_quants");
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  const std::string emptied = GetParam() == Series::v17 ? "WH/Stock 0 (0), " : "";
  EXPECT_EQ(room_.quants(bolt), emptied + "WH/Stock/Shelf 5 (0)");
}

TEST_P(Wizards, KeepWhatWasCounted) {
  const Value bolt = room_.product();
  decide_conflict(bolt, "action_keep_counted_quantity");
  EXPECT_EQ(room_.quants(bolt), "WH/Stock 8 (0)");
}

TEST_P(Wizards, KeepTheDifferenceThatWasCounted) {
  const Value bolt = room_.product();
  decide_conflict(bolt, "action_keep_difference");
  EXPECT_EQ(room_.quants(bolt), "WH/Stock 7 (0)");
}

TEST_P(Wizards, ScrapMoreThanThereIs) {
  const Value bolt = room_.product();
  const Value scrap = room_.create("stock.scrap", {{"product_id", bolt}, {"scrap_qty", 2}});
  const Value question = room_.act("stock.scrap", scrap, "action_validate");
  ASSERT_EQ(question.dict().get("res_model"), Value("stock.warn.insufficient.qty.scrap"));
  const Value wizard = room_.call("stock.warn.insufficient.qty.scrap", "create", {Dict{}},
                                  Dict{{"context", question.dict().get("context")}});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  room_.act("stock.warn.insufficient.qty.scrap", wizard, "action_done");
  EXPECT_EQ(room_.read("stock.scrap", scrap, "state"), Value("done"));
  EXPECT_EQ(room_.quants(bolt), "WH/Stock -2 (0)");
}

// 17.0 counts what lies below the location, too.
TEST_P(Wizards, AskWhereGoodsLieBelow) {
  const Value bolt = room_.product();
  const Value shelf = room_.create("stock.location", {{"name", "Shelf"}, {"location_id", room_.stock()}});
  room_.count(bolt, 5, {{"location_id", shelf}});
  const Value scrap = room_.create("stock.scrap", {{"product_id", bolt}, {"scrap_qty", 2}});
  room_.act("stock.scrap", scrap, "action_validate");
  EXPECT_EQ(room_.read("stock.scrap", scrap, "state"), Value(GetParam() == Series::v17 ? "done" : "draft"));
}

// Since 19.0 nobody asks.
TEST_P(Wizards, AskAboutACountWithoutALot) {
  const Value wine = room_.product({{"tracking", "lot"}});
  room_.count(wine, 3);
  EXPECT_EQ(room_.quants(wine), GetParam() == Series::v19 ? "WH/Stock 3 (0)" : "WH/Stock 0 (0)");
}

TEST_P(Wizards, LetReorderingRulesRest) {
  const Value rule = room_.create(
      "stock.warehouse.orderpoint",
      {{"product_id", room_.product()}, {"product_min_qty", 1}, {"product_max_qty", 2}, {"trigger", "manual"}});
  const Value wizard = room_.create("stock.orderpoint.snooze", {{"orderpoint_ids", List{List{6, 0, List{rule}}}},
                                                                {"predefined_date", "custom"},
                                                                {"snoozed_until", "2030-01-01"}});
  room_.act("stock.orderpoint.snooze", wizard, "action_snooze");
  EXPECT_EQ(room_.read("stock.warehouse.orderpoint", rule, "snoozed_until"), Value("2030-01-01"));
}

TEST_P(Wizards, ReplenishByBuying) {
  const Value vendor = room_.create("res.partner", {{"name", "Vendor"}});
  const Dict seller{{"partner_id", vendor}, {"price", 4}, {"delay", 2}};
  const Value bolt = room_.product({{"seller_ids", List{List{0, 0, seller}}}});
  const Dict context{{"context", Dict{{"default_product_id", bolt}}}};
  const Value defaults = room_.call(
      "product.replenish", "default_get",
      {List{"product_id", "product_tmpl_id", "product_uom_id", "warehouse_id", "route_id", "quantity"}}, context);
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(defaults.dict().get("product_id"), bolt);
  Dict values = defaults.dict();
  values.update({{"quantity", 3}, {"route_id", room_.ref("purchase_stock.route_warehouse0_buy")}});
  const Value wizard = room_.create("product.replenish", std::move(values));
  const Value answer = room_.act("product.replenish", wizard, "launch_replenishment");
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(answer.dict().get("tag"), Value("display_notification"));
  const List lines = room_.rows("purchase.order.line", {List{"product_id", "=", bolt}}, {"product_qty", "price_unit"});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().dict().get("product_qty"), Value(3.0));
  EXPECT_EQ(lines.front().dict().get("price_unit"), Value(4.0));
}

INSTANTIATE_TEST_SUITE_P(EverySeries, Wizards, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

TEST(ChangeOfQuantity, RefusesLessThanNothing) {
  StockRoom room(Series::v18);
  const Value bolt = room.product();
  const Value product_template = room.read("product.product", bolt, "product_tmpl_id").list().front();
  const Dict of_bolt{{"product_id", bolt}, {"product_tmpl_id", product_template}};
  Dict less = of_bolt;
  less.set("new_quantity", -1);
  room.create("stock.change.product.qty", std::move(less));
  EXPECT_EQ(room.last_error(), "odoo.exceptions.UserError");
  Dict more = of_bolt;
  more.set("new_quantity", 7);
  room.act("stock.change.product.qty", room.create("stock.change.product.qty", std::move(more)), "change_product_qty");
  EXPECT_EQ(room.quants(bolt), "WH/Stock 7 (0)");
}

// Since 19.0 a rule says by when to order: today, or on the day on which too little will be left.
class OrderDeadline : public ::testing::Test {
 protected:
  Value deadline() { return room_.read("stock.warehouse.orderpoint", rule_, "deadline_date"); }
  static std::string in_days(const Value& day, int days) {
    return orm::format_day(*orm::parse_day(day.text()) + std::chrono::days(days));
  }

  void deliver(double quantity, const std::string& day) {
    const Value picking = room_.transfer("out", bolt_, quantity);
    room_.write("stock.picking", picking, {{"scheduled_date", day + " 08:00:00"}});
  }

  StockRoom room_{Series::v19};
  Dict seller_{{"partner_id", room_.create("res.partner", {{"name", "Vendor"}})}, {"delay", 1}};
  Value bolt_ = room_.product({{"seller_ids", List{List{0, 0, seller_}}}});
  Value rule_ = room_.create("stock.warehouse.orderpoint",
                             {{"product_id", bolt_}, {"product_min_qty", 2}, {"product_max_qty", 4}});
};

TEST_F(OrderDeadline, IsTodayWhileThereIsTooLittle) { EXPECT_EQ(deadline().text().size(), 10U); }

TEST_F(OrderDeadline, IsADayBeforeTooLittleIsLeftWhereTheVendorTakesOne) {
  const Value today = deadline();
  room_.count(bolt_, 5);
  deliver(1, in_days(today, 1));
  EXPECT_EQ(deadline(), Value(false));
  deliver(3, in_days(today, 3));
  EXPECT_EQ(deadline(), Value(in_days(today, 2)));
}

}  // namespace
}  // namespace paridoo
