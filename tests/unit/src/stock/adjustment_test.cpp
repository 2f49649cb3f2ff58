#include "src/stock/adjustment.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::stock {
namespace {

using testing::ScriptedOdoo;

constexpr auto warehouse =
    R"([{"id": 1, "name": "Main", "code": "WH", "company_id": [1, "C"], "wh_input_stock_loc_id": false,
    "lot_stock_id": [8, "WH/Stock"], "wh_pack_stock_loc_id": false, "wh_output_stock_loc_id": false, "in_type_id": [1, "R"],
    "int_type_id": [5, "I"]}])";

std::string quants(const std::string& last_count, bool two = false) {
  const auto quant = [&](const char* id, const char* place) {
    return std::string(R"({"id": )") + id + R"(, "product_id": [20, "Kit"], "location_id": )" + place +
           R"(, "lot_id": false, "quantity": 5.0, "inventory_quantity": )" + last_count + "}";
  };
  return "[" + quant("3", R"([8, "WH/Stock"])") + (two ? ", " + quant("4", R"([9, "WH/Stock/Shelf"])") : "") + "]";
}

ScriptedOdoo odoo_with(const std::string& found) {
  ScriptedOdoo odoo;
  odoo.answer_json("stock.warehouse.search_read", warehouse);
  odoo.answer_json("product.product.search_read", R"([{"id": 20}])");
  odoo.answer_json("stock.quant.search_read", found);
  odoo.answer("stock.quant.write", true);
  odoo.answer("stock.quant.action_apply_inventory", odoo::Value());
  return odoo;
}

Count count_of(double counted) {
  return {.warehouse = 1, .reason = "Damaged", .lines = {{.product = 20, .counted = counted}}};
}

TEST(AdjustStock, WritesTheCountAndAppliesItWithItsReason) {
  const auto odoo = odoo_with(quants("0"));
  const auto adjusted = adjust_stock(odoo.session(), count_of(3));
  ASSERT_TRUE(adjusted);
  EXPECT_EQ(adjusted->front().before, 5);
  EXPECT_EQ(adjusted->front().counted, 3);
  const odoo::Value keywords(odoo.last("stock.quant.action_apply_inventory").keywords);
  EXPECT_EQ(*keywords.find("context")->find("inventory_name"), odoo::Value("Damaged"));
}

// Odoo works out the difference only when the count changes.
TEST(AdjustStock, TheSameCountAsLastTimeIsWrittenAsAChange) {
  const auto odoo = odoo_with(quants("0"));
  ASSERT_TRUE(adjust_stock(odoo.session(), count_of(0)));
  const auto calls = odoo.calls();
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "stock.quant.write"), 2);
}

TEST(AdjustStock, WhereThereWasNoneYetTheCountIsWrittenOnceOnly) {
  auto odoo = odoo_with("[]");
  odoo.answer("stock.quant.create", 9);
  odoo.answer_json("stock.quant.search_read", quants("3"));
  ASSERT_TRUE(adjust_stock(odoo.session(), count_of(3)));
  const auto calls = odoo.calls();
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "stock.quant.write"), 0);
}

TEST(AdjustStock, InSeveralPlacesThePlaceMustBeSaid) {
  const auto odoo = odoo_with(quants("0", true));
  const auto refused = adjust_stock(odoo.session(), count_of(3));
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_request);
  EXPECT_EQ(refused.error().pointer, "/lines/0/location_id");
}

TEST(AdjustStock, AQuestionOfOdoosIsForAPerson) {
  auto odoo = odoo_with(quants("0"));
  odoo.answer_json("stock.quant.action_apply_inventory", "{}");
  ASSERT_TRUE(adjust_stock(odoo.session(), count_of(1)));
  EXPECT_EQ(adjust_stock(odoo.session(), count_of(2)).error().kind, ErrorKind::confirmation_needed);
}

}  // namespace
}  // namespace paridoo::stock
