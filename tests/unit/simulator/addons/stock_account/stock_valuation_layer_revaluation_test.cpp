// The wizard that makes stock worth more or less, and changes of the costing method. Until 18.0.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::stock_account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

constexpr std::string_view wizard_model = "stock.valuation.layer.revaluation";

class Revaluations : public ::testing::TestWithParam<Series> {
 protected:
  Value category(std::string_view method, std::string_view valuation = "manual_periodic") {
    return room_.create("product.category",
                        {{"name", "V"}, {"property_cost_method", method}, {"property_valuation", valuation}});
  }
  // Seven, of which two have left.
  Value product(const Value& category, Dict more = {}) {
    Dict values{{"categ_id", category}};
    values.update(more);
    const Value bolt = room_.product(std::move(values));
    room_.moved("in", bolt, 3, {{"price_unit", 7}});
    room_.moved("in", bolt, 4, {{"price_unit", 11.13}});
    room_.moved("out", bolt, 2);
    return bolt;
  }
  void revalue(const Value& product, double added, Dict more = {}) {
    Dict values{{"product_id", product}, {"company_id", 1}, {"added_value", added}};
    values.update(more);
    const Value wizard = room_.create(wizard_model, std::move(values));
    room_.act(wizard_model, wizard, "action_validate_revaluation");
  }
  List layers(const Value& product) {
    return room_.rows("stock.valuation.layer", {List{"product_id", "=", product}},
                      {"value", "quantity", "remaining_qty", "remaining_value", "description", "account_move_id"});
  }
  double cost(const Value& product) { return room_.read("product.product", product, "standard_price").number(); }
  double value(const Value& product) { return room_.read("product.product", product, "value_svl").number(); }
  bool has_lots() const { return GetParam() == Series::v18; }

  support::StockRoom room_{GetParam()};
};

TEST_P(Revaluations, RaiseTheCostAndTheLayers) {
  const Value bolt = product(category("average"));
  EXPECT_DOUBLE_EQ(value(bolt), 46.8);
  revalue(bolt, 10);
  EXPECT_DOUBLE_EQ(value(bolt), 56.8);
  EXPECT_DOUBLE_EQ(cost(bolt), 11.36);
  const Dict last = layers(bolt).back().dict();
  EXPECT_EQ(last.get("quantity"), Value(0.0));
  EXPECT_EQ(last.get("description"),
            Value("Manual Stock Valuation: No Reason Given. Product cost updated from 9.36 to 11.36."));
  // One of the first and four of the second are there: two more each.
  EXPECT_DOUBLE_EQ(layers(bolt).front().dict().get("remaining_value").number(), 7 + 2);
}

TEST_P(Revaluations, RefuseWhatCannotBeValuedAnew) {
  const Value bolt = product(category("average"));
  revalue(bolt, 0.001);
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.UserError");
  revalue(bolt, -5000);
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.UserError");
  const Value fixed = product(category("standard"));
  room_.call(wizard_model, "default_get", {List{"product_id"}}, Dict{{"context", Dict{{"default_product_id", fixed}}}});
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.UserError");
  const Value lacking = room_.product({{"categ_id", category("average")}});
  room_.moved("out", lacking, 2);
  revalue(lacking, 5);
  EXPECT_EQ(room_.last_error(), "builtins.ZeroDivisionError");
}

TEST_P(Revaluations, PostEntriesOfAutomatedProducts) {
  const Value bolt = product(category("fifo", "real_time"));
  const Value account =
      room_.create("account.account", {{"name", "Anew"}, {"code", "600777"}, {"account_type", "expense"}});
  revalue(bolt, -8.5, {{"account_id", account}, {"date", "2026-01-15"}});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  const Value entry = layers(bolt).back().dict().get("account_move_id").list().front();
  EXPECT_EQ(room_.read("account.move", entry, "date"), Value("2026-01-15"));
  const List lines = room_.rows("account.move.line", {List{"move_id", "=", entry}}, {"debit", "account_id"});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines.front().dict().get("debit"), Value(8.5));
  EXPECT_EQ(lines.front().dict().get("account_id").list().front(), account);
}

TEST_P(Revaluations, OfSomeLayersLeaveTheOthers) {
  if (!has_lots()) GTEST_SKIP();
  const Value bolt = product(category("average"));
  const Value first =
      room_.rows("stock.valuation.layer", {List{"product_id", "=", bolt}}, {"id"}).front().dict().get("id");
  const Dict context{{"active_model", "stock.valuation.layer"}, {"active_ids", List{first}}};
  const Value wizard = room_.call(wizard_model, "create", {Dict{{"added_value", 3.33}}}, Dict{{"context", context}});
  room_.act(wizard_model, wizard, "action_validate_revaluation");
  EXPECT_DOUBLE_EQ(layers(bolt).at(0).dict().get("remaining_value").number(), 7 + 3.33);
  EXPECT_DOUBLE_EQ(layers(bolt).at(1).dict().get("remaining_value").number(), 44.52);
}

// The entries that an automated product leaves when its category changes the method.
TEST_P(Revaluations, PostChangesOfTheMethod) {
  const Value automated = category("average", "real_time");
  const Value bolt = product(automated);
  room_.write("product.category", automated, {{"property_cost_method", "standard"}});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  const List made = layers(bolt);
  ASSERT_EQ(made.size(), 5U);
  EXPECT_EQ(made[3].dict().get("value"), Value(-46.8));
  EXPECT_EQ(made[4].dict().get("value"), Value(46.8));
  EXPECT_EQ(made[4].dict().get("description"),
            Value("Costing method change for product category V: from average to standard."));
  EXPECT_TRUE(made[3].dict().get("account_move_id").is_list());
  EXPECT_TRUE(made[4].dict().get("account_move_id").is_list());
}

// The cost of a lot changes what there is of it is worth, and the cost of its product.
TEST_P(Revaluations, FollowTheCostOfALot) {
  if (!has_lots()) GTEST_SKIP();
  const Value bolt = room_.product(
      {{"categ_id", category("average")}, {"tracking", "lot"}, {"lot_valuated", true}, {"standard_price", 2}});
  const Value lot = room_.create("stock.lot", {{"name", "A"}, {"product_id", bolt}});
  room_.count(bolt, 4, {{"lot_id", lot}});
  EXPECT_DOUBLE_EQ(value(bolt), 8);
  room_.write("stock.lot", lot, {{"standard_price", 3.5}});
  EXPECT_DOUBLE_EQ(value(bolt), 14);
  EXPECT_DOUBLE_EQ(cost(bolt), 3.5);
  room_.write("product.product", bolt, {{"lot_valuated", false}});
  EXPECT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(layers(bolt).size(), 4U);
  EXPECT_DOUBLE_EQ(value(bolt), 14);
}

INSTANTIATE_TEST_SUITE_P(Series, Revaluations, ::testing::Values(Series::v17, Series::v18),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo::addons::stock_account
