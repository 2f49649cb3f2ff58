// Searches by fields of orders, transfers and packages that are not stored.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class TradeSearches : public ::testing::TestWithParam<Series> {
 protected:
  Value count(std::string_view model, List domain) { return room_.call(model, "search_count", {std::move(domain)}); }
  // Whether a record fulfils a condition.
  Value fulfils(std::string_view model, const Value& id, List condition) {
    return count(model, {List{"id", "=", id}, std::move(condition)});
  }
  std::string refusal(std::string_view model, List condition) {
    count(model, {std::move(condition)});
    return room_.last_error();
  }
  Value named(std::string_view model, std::string_view name) { return room_.create(model, {{"name", name}}); }
  Value order(std::string_view model, std::string_view quantity, const Value& product, Dict line = {}) {
    line.set("product_id", product);
    line.set(quantity, 5);
    return room_.create(
        model, {{"partner_id", named("res.partner", "Ana")}, {"order_line", List{List{0, 0, std::move(line)}}}});
  }
  Value sale(const Value& product, Dict line = {}) {
    return order("sale.order", "product_uom_qty", product, std::move(line));
  }
  Value purchase(const Value& product, Dict line = {}) {
    return order("purchase.order", "product_qty", product, std::move(line));
  }
  // Which of two products are found, in the catalog of an order.
  Value in_catalog(const Value& order, const List& products, List condition) {
    return room_.call("product.product", "search", {List{List{"id", "in", products}, std::move(condition)}},
                      {{"context", Dict{{"order_id", order}}}});
  }
  void receive_late(const Value& product) {
    const Value receipt = room_.transfer("in", product, 5);
    room_.write("stock.picking", receipt, {{"scheduled_date", "2090-01-02 12:00:00"}});
  }
  // An analytic account, by somebody who may keep them.
  Value account(std::string_view name) {
    const Value group = room_.ref("analytic.group_analytic_accounting");
    room_.write("res.users", 2, {{is_19() ? "group_ids" : "groups_id", List{List{4, group}}}});
    return room_.create("account.analytic.account",
                        {{"name", name}, {"plan_id", named("account.analytic.plan", "Sites")}});
  }
  bool is_19() const { return GetParam() == Series::v19; }

  support::StockRoom room_{GetParam()};
};

std::string name_of(const ::testing::TestParamInfo<Series>& info) { return support::series_name(info.param); }

INSTANTIATE_TEST_SUITE_P(Series, TradeSearches, ::testing::Values(Series::v17, Series::v18, Series::v19), name_of);

TEST_P(TradeSearches, FindTheLinesOfAProductTemplateByItsName) {
  const Value table = named("product.product", "Oak table");
  const Value made = sale(table);
  const Value line = room_.read("sale.order", made, "order_line").list().front();
  EXPECT_EQ(fulfils("sale.order.line", line, {"product_template_id", "ilike", "oak"}), Value(1));
  EXPECT_EQ(fulfils("sale.order.line", line, {"product_template_id", "ilike", "pine"}), Value(0));
  const Value of = room_.read("product.product", table, "product_tmpl_id").list().front();
  EXPECT_EQ(fulfils("sale.order.line", line, {"product_template_id", "=", of}), Value(1));
}

// Before 19.0 what is not in the order is what is in it, as in Odoo.
TEST_P(TradeSearches, FindTheProductsOfTheSalesOrderOfTheContext) {
  constexpr std::string_view field = "product_catalog_product_is_in_sale_order";
  const Value table = named("product.product", "Table"), chair = named("product.product", "Chair");
  const Value made = sale(table);
  EXPECT_EQ(in_catalog(made, {table, chair}, {field, "=", true}), Value(List{table}));
  EXPECT_EQ(in_catalog(made, {table, chair}, {field, "=", false}), Value(List{is_19() ? chair : table}));
  EXPECT_EQ(in_catalog(false, {table, chair}, {field, "=", true}), Value(List{}));
  EXPECT_EQ(refusal("product.product", {field, "ilike", "a"}),
            is_19() ? "builtins.ValueError" : "odoo.exceptions.UserError");
}

TEST_P(TradeSearches, FindTheProductsOfThePurchaseOrderOfTheContext) {
  if (GetParam() == Series::v17) GTEST_SKIP() << "17.0 has no such field";
  const Value table = named("product.product", "Table"), chair = named("product.product", "Chair");
  const Value made = purchase(table);
  EXPECT_EQ(in_catalog(made, {table, chair}, {"is_in_purchase_order", "=", true}), Value(List{table}));
}

TEST_P(TradeSearches, FindLinesByTheAnalyticAccountsOfTheirDistribution) {
  if (GetParam() == Series::v17) GTEST_SKIP() << "17.0 has no such field";
  constexpr std::string_view field = "distribution_analytic_account_ids";
  const Value quay = account("Quay");
  const Dict shares{{std::to_string(quay.integer()), 100}};
  const Value made = sale(named("product.product", "Table"), {{"analytic_distribution", shares}});
  const Value line = room_.read("sale.order", made, "order_line").list().front();
  EXPECT_EQ(fulfils("sale.order.line", line, {field, "in", List{quay}}), Value(1));
  EXPECT_EQ(fulfils("sale.order.line", line, {field, "not in", List{quay}}), Value(0));
  EXPECT_EQ(fulfils("sale.order.line", line, {field, "ilike", "quay"}), Value(1));
  EXPECT_EQ(fulfils("sale.order.line", line, {field, "ilike", "pier"}), Value(0));
  EXPECT_EQ(refusal("sale.order.line", {field, ">", 1}), "odoo.exceptions.UserError");
}

// The goods are on their way, for years to come.
TEST_P(TradeSearches, FindTransfersWhoseGoodsComeTooLate) {
  if (GetParam() == Series::v17) GTEST_SKIP() << "17.0 cannot search so";
  const Value bolt = room_.product();
  receive_late(bolt);
  const Value out = room_.transfer("out", bolt, 5);
  EXPECT_EQ(fulfils("stock.picking", out, {"products_availability_state", "=", "late"}), Value(1));
  EXPECT_EQ(fulfils("stock.picking", out, {"products_availability_state", "=", "available"}), Value(0));
  EXPECT_EQ(fulfils("stock.picking", out, {"products_availability_state", "!=", "late"}), Value(0));
}

TEST_P(TradeSearches, FindTransfersByTheDayTheyAreScheduledFor) {
  if (GetParam() == Series::v17) GTEST_SKIP() << "17.0 has no such field";
  const Value now = room_.transfer("out", room_.product(), 5);
  EXPECT_EQ(fulfils("stock.picking", now, {"search_date_category", "=", "today"}), Value(1));
  EXPECT_EQ(fulfils("stock.picking", now, {"search_date_category", "=", "after"}), Value(0));
  EXPECT_EQ(refusal("stock.picking", {"search_date_category", "=", "never"}), "builtins.TypeError");
  EXPECT_EQ(refusal("stock.picking", {"search_date_category", "ilike", "a"}),
            is_19() ? "odoo.exceptions.UserError" : "builtins.NotImplementedError");
}

TEST_P(TradeSearches, FindEmptyLocations) {
  if (GetParam() == Series::v17) GTEST_SKIP() << "17.0 has no such field";
  const auto shelf = [&](std::string_view name) {
    return room_.create("stock.location", {{"name", name}, {"location_id", room_.stock()}});
  };
  const Value filled = shelf("Filled"), bare = shelf("Bare"), emptied = shelf("Emptied");
  const Value bolt = room_.product();
  room_.count(bolt, 5, {{"location_id", filled}});
  // Odoo keeps a quant of nothing until it merges and cleans them.
  room_.create("stock.quant", {{"product_id", bolt}, {"location_id", emptied}, {"quantity", 0}});
  EXPECT_EQ(fulfils("stock.location", filled, {"is_empty", "=", true}), Value(0));
  EXPECT_EQ(fulfils("stock.location", bare, {"is_empty", "=", true}), Value(1));
  EXPECT_EQ(fulfils("stock.location", emptied, {"is_empty", "=", true}), Value(is_19() ? 1 : 0));
  EXPECT_EQ(fulfils("stock.location", filled, {"is_empty", "!=", true}), Value(1));
  EXPECT_EQ(refusal("stock.location", {"is_empty", "ilike", "x"}),
            is_19() ? "builtins.ValueError" : "builtins.NotImplementedError");
}

TEST_P(TradeSearches, FindSalesOrdersWhoseGoodsComeTooLate) {
  if (!is_19()) GTEST_SKIP() << "only 19.0 has the field";
  const Value bolt = room_.product();
  receive_late(bolt);
  const Value made = sale(bolt);
  room_.act("sale.order", made, "action_confirm");
  EXPECT_EQ(room_.read("sale.order", made, "late_availability"), Value(true));
  EXPECT_EQ(fulfils("sale.order", made, {"late_availability", "=", true}), Value(1));
  EXPECT_EQ(fulfils("sale.order", made, {"late_availability", "=", false}), Value(0));
}

TEST_P(TradeSearches, FindPurchaseOrdersThatShouldHaveArrived) {
  if (!is_19()) GTEST_SKIP() << "only 19.0 has the field";
  const Value made = purchase(room_.product(), {{"date_planned", "2020-01-02 12:00:00"}});
  EXPECT_EQ(fulfils("purchase.order", made, {"is_late", "=", true}), Value(0));
  room_.act("purchase.order", made, "button_confirm");
  EXPECT_EQ(fulfils("purchase.order", made, {"is_late", "=", true}), Value(1));
  EXPECT_EQ(fulfils("purchase.order", made, {"is_late", "=", false}), Value(0));
}

TEST_P(TradeSearches, DoNotFindPackagesByTheNamesOfWhereTheyGo) {
  if (!is_19()) GTEST_SKIP() << "only 19.0 has such packages";
  for (const char* field : {"location_dest_id", "outermost_package_id", "picking_ids"}) {
    EXPECT_EQ(refusal("stock.package", {field, "ilike", "a"}), "odoo.exceptions.UserError") << field;
    EXPECT_EQ(refusal("stock.package", {field, "=", 1}), "") << field;
  }
}

TEST_P(TradeSearches, OfferTheCategoriesForPutaway) {
  constexpr std::string_view field = "filter_for_stock_putaway_rule";
  EXPECT_EQ(count("product.category", {List{field, "=", true}}), count("product.category", {}));
  EXPECT_EQ(refusal("product.category", {field, "=", false}), is_19() ? "" : "builtins.AssertionError");
}

TEST_P(TradeSearches, FindCalendarsByTheirRateInWholeNumbers) {
  if (!is_19()) GTEST_SKIP() << "only 19.0 has the field";
  EXPECT_EQ(count("resource.calendar", {List{"work_time_rate", ">", 0}}), count("resource.calendar", {}));
  EXPECT_EQ(refusal("resource.calendar", {"work_time_rate", ">", 1.5}), "odoo.exceptions.UserError");
  EXPECT_EQ(refusal("resource.calendar", {"work_time_rate", ">", List{}}), "odoo.exceptions.UserError");
}

}  // namespace
}  // namespace paridoo
