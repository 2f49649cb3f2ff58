#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::sale {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::error_name;
using support::result_of;

// An order of two at 100 (less 10%) with a tax, and of one at 50 with another.
class OrderDiscounts : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  std::string taxes() const { return GetParam() == Series::v19 ? "tax_ids" : "tax_id"; }
  List line(double quantity, double price, double discount, const Value& tax) {
    return {0, 0,
            Dict{{"product_id", product_},
                 {"product_uom_qty", quantity},
                 {"price_unit", price},
                 {"discount", discount},
                 {taxes(), List{List{6, 0, List{tax}}}}}};
  }
  Dict wizard(const char* type, Dict more) {
    Dict values{{"sale_order_id", order_}, {"discount_type", type}};
    values.update(more);
    return values;
  }
  void apply(const char* type, Dict more) {
    const Value id = call("sale.order.discount", "create", {wizard(type, std::move(more))});
    call("sale.order.discount", "action_apply_discount", {List{id}});
  }
  List lines() {
    return call("sale.order.line", "search_read",
                {List{List{"order_id", "=", order_}}, List{"name", "price_unit", "discount", "sequence"}},
                {{"order", "id"}})
        .list();
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
  const Value product_ = call("product.product", "create", {Dict{{"name", "Desk"}}});
  const Value other_tax_ =
      call("account.tax", "create", {Dict{{"name", "21%"}, {"amount", 21}, {"type_tax_use", "sale"}}});
  const Value order_ =
      call("sale.order", "create",
           {Dict{{"partner_id", 1}, {"order_line", List{line(2, 100, 10, 1), line(1, 50, 0, other_tax_)}}}});
};

TEST_P(OrderDiscounts, AreWrittenOnEveryLine) {
  apply("sol_discount", {{"discount_percentage", 0.25}});
  const List all = lines();
  ASSERT_EQ(all.size(), 2U);
  for (const Value& line : all) EXPECT_EQ(line.dict().get("discount"), Value(25.0));
}

TEST_P(OrderDiscounts, AreAskedForInAWindow) {
  const Value action = call("sale.order", "action_open_discount_wizard", {List{order_}});
  EXPECT_EQ(action.dict().get("res_model"), Value("sale.order.discount"));
}

TEST_P(OrderDiscounts, AreNotMoreThanEverything) {
  const Dict values = wizard("so_discount", {{"discount_percentage", 1.5}});
  EXPECT_EQ(error_name(odoo_.execute_kw("sale.order.discount", "create", {values}, {})),
            "odoo.exceptions.ValidationError");
}

TEST_P(OrderDiscounts, AreALineForEachCombinationOfTaxes) {
  apply("so_discount", {{"discount_percentage", 0.125}});
  const List all = lines();
  ASSERT_EQ(all.size(), 4U);
  const std::string start = GetParam() == Series::v17 ? "Discount: 12.5%" : "Discount 12.50%";
  EXPECT_EQ(all[2].dict().get("name"), Value(start + "- On products with the following taxes 15%"));
  EXPECT_EQ(all[2].dict().get("price_unit"), Value(-22.5));
  EXPECT_EQ(all[3].dict().get("price_unit"), Value(-6.25));
  EXPECT_EQ(all[3].dict().get("sequence"), Value(999));
}

// 17.0 takes an amount off without taxes, the others share it out.
TEST_P(OrderDiscounts, AreAnAmountOffTheWhole) {
  apply("amount", {{"discount_amount", 26.75}});
  const Value order = call("sale.order", "read", {List{order_}, List{"amount_total"}});
  EXPECT_EQ(order.list().front().dict().get("amount_total"), Value(267.5 - 26.75));
  EXPECT_EQ(lines().size(), GetParam() == Series::v17 ? 3U : 4U);
}

// Since 19.0 the shares keep the amounts of their taxes: the order comes to what was asked for, to the cent.
TEST_P(OrderDiscounts, LeaveFixedTaxesAloneAndKeepTheAmountsOfTheOthers) {
  if (GetParam() != Series::v19) GTEST_SKIP() << "an invention of 19.0";
  const Dict of_sales{{"type_tax_use", "sale"}, {"price_include_override", "tax_included"}};
  Dict fixed{{"name", "Eco"}, {"amount_type", "fixed"}, {"amount", 2}, {"include_base_amount", true}, {"sequence", 1}};
  Dict percent{{"name", "21% included"}, {"amount", 21}, {"sequence", 2}};
  fixed.update(of_sales);
  percent.update(of_sales);
  const Value eco = call("account.tax", "create", {fixed}), included = call("account.tax", "create", {percent});
  List both = line(3, 33.33, 0, eco);
  both[2].dict().set(taxes(), List{List{6, 0, List{eco, included}}});
  call("sale.order", "write", {List{order_}, Dict{{"order_line", List{List{5, 0, 0}, both, line(1, 9.99, 0, eco)}}}});
  apply("so_discount", {{"discount_percentage", 0.1}});
  const Dict order =
      call("sale.order", "read", {List{order_}, List{"amount_untaxed", "amount_tax", "amount_total"}}).list()[0].dict();
  EXPECT_EQ(order.get("amount_untaxed"), Value(76.17));
  EXPECT_EQ(order.get("amount_tax"), Value(23.74));
  EXPECT_EQ(order.get("amount_total"), Value(99.91));
}

TEST_P(OrderDiscounts, SayWhichAmountsOfTaxesCannotBeRead) {
  if (GetParam() != Series::v19) GTEST_SKIP() << "an invention of 19.0";
  const Value currency =
      call("sale.order", "read", {List{order_}, List{"currency_id"}}).list()[0].dict().get("currency_id").list()[0];
  const auto written = [&](Dict amounts) {
    Dict untaxed{{"product_id", product_}, {"price_unit", 7}, {"tax_ids", List{List{6, 0, List{}}}}};
    untaxed.set(
        "extra_tax_data",
        Dict{
            {"manual_tax_amounts", std::move(amounts)}, {"currency_id", currency}, {"price_unit", 7}, {"quantity", 1}});
    return error_name(odoo_.execute_kw("sale.order", "write",
                                       {List{order_}, Dict{{"order_line", List{List{0, 0, std::move(untaxed)}}}}}));
  };
  EXPECT_EQ(written({{"no tax", Dict{}}}), "builtins.ValueError");
  EXPECT_EQ(written({{"1", 5}}), "builtins.ValueError");
}

INSTANTIATE_TEST_SUITE_P(Series, OrderDiscounts, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& series) { return std::string("v") + std::to_string(17 + int(series.param)); });

}  // namespace
}  // namespace paridoo::addons::sale
