#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::stock {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::StockRoom;

class EverySeries : public ::testing::TestWithParam<Series> {
 protected:
  // The rules that bring goods in, "buy to WH/Stock" each.
  std::string ways_in() {
    std::string text;
    const List in_use{List{"action", "!=", "pull"}, List{"route_id.active", "=", true}};
    for (const Value& row : room_.rows("stock.rule", in_use, {"action", "location_dest_id"}))
      text += (text.empty() ? "" : ", ") + row.dict().get("action").text() + " to " +
              row.dict().get("location_dest_id").list().back().text();
    return text;
  }

  StockRoom room_{GetParam()};
};

TEST_P(EverySeries, ColoursTheOperationsOfANewWarehouse) {
  const Value warehouse = room_.create("stock.warehouse", {{"name", "Second"}, {"code", "W2"}});
  const Value type = room_.read("stock.warehouse", warehouse, "in_type_id").list().front();
  EXPECT_EQ(room_.read("stock.picking.type", type, "color"), Value(GetParam() == Series::v17 ? 1 : 0));
}

// 17.0 gives internal transfers no places of their own.
TEST_P(EverySeries, KnowsWhereNewOperationsBegin) {
  const bool is_17 = GetParam() == Series::v17;
  const Value internal =
      room_.create("stock.picking.type", {{"name", "Carry"}, {"code", "internal"}, {"sequence_code", "C"}});
  EXPECT_EQ(room_.read("stock.picking.type", internal, "default_location_src_id").is_list(), !is_17);
  const Value receipt =
      room_.create("stock.picking.type", {{"name", "Take"}, {"code", "incoming"}, {"sequence_code", "T"}});
  room_.write("stock.picking.type", receipt, {{"code", "internal"}});
  EXPECT_EQ(room_.read("stock.picking.type", receipt, "default_location_src_id").list().front(),
            is_17 ? room_.vendors() : room_.stock());
}

// A second warehouse that the first supplies: what it orders passes through transit.
TEST_P(EverySeries, SuppliesOneWarehouseFromAnother) {
  const Value first = room_.rows("stock.warehouse", {}, {"id"}).front().dict().get("id");
  const Value second = room_.create("stock.warehouse", {{"name", "Second"}, {"code", "W2"}});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  room_.write("stock.warehouse", second, {{"resupply_wh_ids", List{List{6, 0, List{first}}}}});
  const Value route = room_.rows("stock.route", {List{"supplier_wh_id", "=", first}}, {"id"}).front().dict().get("id");
  const Value bolt = room_.product({{"route_ids", List{List{4, route, 0}}}});
  room_.count(bolt, 20);
  const Value shelf = room_.read("stock.warehouse", second, "lot_stock_id").list().front();
  const Value rule = room_.create("stock.warehouse.orderpoint", {{"product_id", bolt},
                                                                 {"location_id", shelf},
                                                                 {"warehouse_id", second},
                                                                 {"product_min_qty", 2},
                                                                 {"product_max_qty", 6}});
  room_.act("stock.warehouse.orderpoint", rule, "action_replenish");
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  for (int step = 0; step < 2; ++step) {
    const List ready = room_.rows("stock.picking", {List{"state", "=", "assigned"}}, {"id"});
    ASSERT_FALSE(ready.empty());
    room_.act("stock.picking", ready.front().dict().get("id"), "button_validate");
  }
  EXPECT_EQ(room_.read("product.product", bolt, "qty_available", {{"context", Dict{{"warehouse_id", second}}}}),
            Value(6.0));
}

// What is bought comes in by the steps of the warehouse: until 17.0 to where receipts end, later it is pushed on.
TEST_P(EverySeries, BringsInWhatIsBought) {
  const Value warehouse = room_.rows("stock.warehouse", {}, {"id"}).front().dict().get("id");
  EXPECT_EQ(ways_in(), "buy to WH/Stock");
  room_.write("stock.warehouse", warehouse, {{"reception_steps", "two_steps"}});
  EXPECT_EQ(ways_in(),
            GetParam() == Series::v17 ? "buy to WH/Input, pull_push to WH/Stock" : "buy to WH/Stock, push to WH/Stock");
  room_.write("stock.warehouse", warehouse, {{"reception_steps", "one_step"}});
  EXPECT_EQ(ways_in(), "buy to WH/Stock");
  EXPECT_TRUE(room_.rows("stock.rule", {List{"location_src_id", "=", room_.vendors()}}, {"id"}).empty());
}

TEST_P(EverySeries, BuysForANewWarehouseUnlessToldOtherwise) {
  const Value buys = room_.create("stock.warehouse", {{"name", "Second"}, {"code", "W2"}});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(ways_in(), "buy to WH/Stock, buy to W2/Stock");
  EXPECT_EQ(room_.read("stock.warehouse", buys, "buy_to_resupply"), Value(true));
  const Value not_so = room_.create("stock.warehouse", {{"name", "Third"}, {"code", "W3"}, {"buy_to_resupply", false}});
  EXPECT_EQ(ways_in(), "buy to WH/Stock, buy to W2/Stock");
  EXPECT_EQ(room_.read("stock.warehouse", not_so, "buy_to_resupply"), Value(false));
}

// Replenishing what comes in by two steps asks for the purchase, and until 17.0 for the step after it at once.
TEST_P(EverySeries, ReplenishesThroughTheInputLocation) {
  const Value warehouse = room_.rows("stock.warehouse", {}, {"id"}).front().dict().get("id");
  room_.write("stock.warehouse", warehouse, {{"reception_steps", "two_steps"}});
  const Value vendor = room_.create("res.partner", {{"name", "Vendor"}});
  const Value bolt = room_.product({{"seller_ids", List{List{0, 0, Dict{{"partner_id", vendor}, {"price", 5}}}}}});
  const Value rule = room_.create("stock.warehouse.orderpoint",
                                  {{"product_id", bolt}, {"product_min_qty", 3}, {"product_max_qty", 10}});
  room_.act("stock.warehouse.orderpoint", rule, "action_replenish");
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(room_.rows("purchase.order.line", {List{"product_id", "=", bolt}}, {"id"}).size(), 1U);
  const List next = room_.rows("stock.move", {List{"product_id", "=", bolt}}, {"state"});
  ASSERT_EQ(next.size(), GetParam() == Series::v17 ? 1U : 0U);
  for (const Value& move : next) EXPECT_EQ(move.dict().get("state"), Value("waiting"));
}

// An answer to a search shows the active records of a list, whatever was searched among.
TEST_P(EverySeries, ListsActiveRulesOfArchivedSearches) {
  const Value warehouse = room_.rows("stock.warehouse", {}, {"id"}).front().dict().get("id");
  const Value route = room_.read("stock.warehouse", warehouse, "reception_route_id").list().front();
  const Dict with_archived{{"context", Dict{{"active_test", false}}}};
  const Value found =
      room_.call("stock.route", "search_read", {List{List{"id", "=", route}}, List{"rule_ids"}}, with_archived);
  EXPECT_EQ(found.list().front().dict().get("rule_ids"), Value(List{}));
  EXPECT_EQ(room_.read("stock.route", route, "rule_ids", with_archived).list().size(), 1U);
}

TEST_P(EverySeries, RefusesToValidateTwiceUntil17) {
  const Value picking = room_.moved("in", room_.product(), 2);
  ASSERT_EQ(room_.read("stock.picking", picking, "state"), Value("done"));
  room_.act("stock.picking", picking, "button_validate");
  EXPECT_EQ(room_.last_error(), GetParam() == Series::v17 ? "odoo.exceptions.UserError" : "");
}

// Lots are typed in for receipts, by those who may see them.
TEST_P(EverySeries, AsksForLotNamesWhereTheyAreMade) {
  const Value type = room_.ref("stock.picking_type_in");
  room_.write("stock.picking.type", type, {{"use_create_lots", true}, {"use_existing_lots", false}});
  const Value picking = room_.transfer("in", room_.product(), 1);
  EXPECT_EQ(room_.read("stock.picking", picking, "show_lots_text"), Value(false));
  const std::string groups = GetParam() == Series::v19 ? "group_ids" : "groups_id";
  room_.write("res.users", 2, {{groups, List{List{4, room_.ref("stock.group_production_lot"), 0}}}});
  EXPECT_EQ(room_.read("stock.picking", picking, "show_lots_text"), Value(true));
}

// Goods go where there is room in the storage category, then to the rule's own place.
TEST_P(EverySeries, StoresByCapacity) {
  const Value bolt = room_.product();
  const Value rack = room_.create("stock.location", {{"name", "Rack"}, {"location_id", room_.stock()}});
  const Dict capacity{{"product_id", bolt}, {"quantity", 4}};
  const Value category =
      room_.create("stock.storage.category", {{"name", "Small"}, {"product_capacity_ids", List{List{0, 0, capacity}}}});
  room_.write("stock.location", rack, {{"storage_category_id", category}});
  Dict rule{{"product_id", bolt},
            {"location_in_id", room_.stock()},
            {"location_out_id", rack},
            {"storage_category_id", category}};
  if (GetParam() != Series::v17) rule.set("sublocation", "closest_location");
  room_.create("stock.putaway.rule", std::move(rule));
  room_.moved("in", bolt, 3);
  room_.moved("in", bolt, 3);
  EXPECT_EQ(room_.quants(bolt), "WH/Stock/Rack 3 (0), WH/Stock 3 (0)");
}

TEST_P(EverySeries, CancelsAReceiptWithItsOrder) {
  const Value bolt = room_.product(), vendor = room_.create("res.partner", {{"name", "Vendor"}});
  const Dict line{{"product_id", bolt}, {"product_qty", 2}, {"price_unit", 1}};
  const Value order = room_.create("purchase.order", {{"partner_id", vendor}, {"order_line", List{List{0, 0, line}}}});
  room_.act("purchase.order", order, "button_confirm");
  const Value picking = room_.read("purchase.order", order, "picking_ids").list().front();
  room_.act("purchase.order", order, "button_cancel");
  EXPECT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(room_.read("stock.picking", picking, "state"), Value("cancel"));
}

INSTANTIATE_TEST_SUITE_P(Warehouses, EverySeries, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

TEST(Packing, AnswersNothingToNothingToPackSince19) {
  StockRoom room(Series::v19);
  const Value picking = room.transfer("out", room.product(), 1);
  EXPECT_EQ(room.act("stock.picking", picking, "action_put_in_pack"), Value());
  EXPECT_EQ(room.last_error(), "");
}

TEST(Packing, PutsWhatIsLooseIntoAPackageOfItsOwnSince19) {
  StockRoom room(Series::v19);
  const Value bolt = room.product();
  room.count(bolt, 5);
  const Value picking = room.transfer("out", bolt, 2);
  const Value first = room.act("stock.picking", picking, "action_put_in_pack");
  ASSERT_EQ(room.last_error(), "") << room.last_message();
  room.create("stock.move.line", {{"picking_id", picking},
                                  {"move_id", room.moves_of(picking).front()},
                                  {"product_id", bolt},
                                  {"quantity", 1},
                                  {"location_id", room.stock()},
                                  {"location_dest_id", room.customers()}});
  const Value second = room.act("stock.picking", picking, "action_put_in_pack");
  ASSERT_EQ(room.last_error(), "") << room.last_message();
  EXPECT_FALSE(first == second);
  const List lines = room.rows("stock.move.line", {List{"picking_id", "=", picking}}, {"result_package_id"});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines.front().dict().get("result_package_id").list().front(), first.list().front());
  EXPECT_EQ(lines.back().dict().get("result_package_id").list().front(), second.list().front());
}

// What comes with a receipt without being on its order: since 19.0 the order gets a line.
TEST(UnorderedGoods, JoinTheirOrderSince19) {
  StockRoom room(Series::v19);
  const Value bolt = room.product(), nut = room.product({{"name", "Nut"}});
  const Value vendor = room.create("res.partner", {{"name", "Vendor"}});
  const Dict line{{"product_id", bolt}, {"product_qty", 2}, {"price_unit", 1}};
  const Value order = room.create("purchase.order", {{"partner_id", vendor}, {"order_line", List{List{0, 0, line}}}});
  room.act("purchase.order", order, "button_confirm");
  const Value picking = room.read("purchase.order", order, "picking_ids").list().front();
  room.create("stock.move", {{"product_id", nut},
                             {"product_uom_qty", 3},
                             {"picking_id", picking},
                             {"location_id", room.vendors()},
                             {"location_dest_id", room.stock()}});
  room.act("stock.picking", picking, "action_confirm");
  room.act("stock.picking", picking, "button_validate");
  const List lines = room.rows("purchase.order.line", {List{"product_id", "=", nut}}, {"product_qty", "qty_received"});
  ASSERT_EQ(lines.size(), 1U) << room.last_message();
  EXPECT_EQ(lines.front().dict().get("product_qty"), Value(0.0));
  EXPECT_EQ(lines.front().dict().get("qty_received"), Value(3.0));
}

}  // namespace
}  // namespace paridoo::addons::stock
