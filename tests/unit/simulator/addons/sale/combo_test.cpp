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

// A menu for 20, one of two dishes (10, and 12.5 for 2 more) with a drink (3). Compared with Odoo 18.0 and 19.0.
class Combos : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value product(const char* name, double price) {
    return call("product.product", "create", {Dict{{"name", name}, {"list_price", price}}});
  }
  static List item(const Value& product, double extra) {
    return {0, 0, Dict{{"product_id", product}, {"extra_price", extra}}};
  }
  Value list_of(const char* name, List items) {
    return call("product.combo", "create", {Dict{{"name", name}, {"combo_item_ids", std::move(items)}}});
  }
  Value item_of(const Value& product) {
    return call("product.combo.item", "search", {List{List{"product_id", "=", product}}}).list().at(0);
  }
  Value add_line(const Value& product, Dict more) {
    Dict values{{"order_id", order_}, {"product_id", product}, {"product_uom_qty", 2}};
    values.update(more);
    return call("sale.order.line", "create", {values});
  }
  Value field(const char* model, const Value& id, const char* name) {
    return call(model, "read", {List{id}, List{name}}).list().at(0).dict().get(name);
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
  const Value soup_ = product("Soup", 10), steak_ = product("Steak", 12.5), juice_ = product("Juice", 3);
  const Value dishes_ = list_of("Dishes", {item(soup_, 0), item(steak_, 2)});
  const Value drinks_ = list_of("Drinks", {item(juice_, 0)});
  const Value menu_ = call("product.product", "create",
                           {Dict{{"name", "Menu"},
                                 {"type", "combo"},
                                 {"list_price", 20},
                                 {"combo_ids", List{List{6, 0, List{dishes_, drinks_}}}}}});
  const Value customer_ = call("res.partner", "create", {Dict{{"name", "Ada"}}});
  const Value order_ = call("sale.order", "create", {Dict{{"partner_id", customer_}}});
  const Value whole_ = add_line(menu_, {});
};

TEST_P(Combos, CostWhatTheCheapestOfEachListDoes) {
  EXPECT_EQ(field("product.combo", dishes_, "base_price"), Value(10.0));
  EXPECT_EQ(field("product.combo", drinks_, "base_price"), Value(3.0));
}

TEST_P(Combos, SpreadTheirPriceOverWhatWasChosen) {
  const Value steak = add_line(steak_, {{"linked_line_id", whole_}, {"combo_item_id", item_of(steak_)}});
  const Value juice = add_line(juice_, {{"linked_line_id", whole_}, {"combo_item_id", item_of(juice_)}});
  EXPECT_EQ(field("sale.order.line", whole_, "price_unit"), Value(0.0));
  EXPECT_EQ(field("sale.order.line", steak, "price_unit"), Value(17.38));
  EXPECT_EQ(field("sale.order.line", juice, "price_unit"), Value(4.62));
}

TEST_P(Combos, RefuseWhatIsNotInTheirLists) {
  const Dict other{
      {"order_id", order_}, {"product_id", juice_}, {"linked_line_id", whole_}, {"combo_item_id", item_of(soup_)}};
  EXPECT_EQ(error_name(odoo_.execute_kw("sale.order.line", "create", {other}, {})), "odoo.exceptions.ValidationError");
  EXPECT_EQ(
      error_name(odoo_.execute_kw("product.combo", "create", {Dict{{"name", "None"}, {"combo_item_ids", List{}}}}, {})),
      "odoo.exceptions.ValidationError");
}

TEST_P(Combos, AreInvoicedAsASectionAboveTheirProducts) {
  const Value steak = add_line(steak_, {{"linked_line_id", whole_}, {"combo_item_id", item_of(steak_)}});
  call("sale.order", "action_confirm", {List{order_}});
  EXPECT_EQ(field("sale.order.line", whole_, "qty_to_invoice"), Value(2.0));
  const Value wizard =
      call("sale.advance.payment.inv", "create", {Dict{{"sale_order_ids", List{List{6, 0, List{order_}}}}}});
  call("sale.advance.payment.inv", "create_invoices", {List{wizard}});
  const List sections =
      call("account.move.line", "search_read", {List{List{"display_type", "=", "line_section"}}, List{"name"}}).list();
  ASSERT_EQ(sections.size(), 1U);
  EXPECT_EQ(sections[0].dict().get("name"), Value("Menu x 2"));
  EXPECT_EQ(field("sale.order.line", whole_, "qty_to_invoice"), Value(0.0));
}

INSTANTIATE_TEST_SUITE_P(Series, Combos, ::testing::Values(Series::v18, Series::v19),
                         [](const auto& series) { return std::string("v") + std::to_string(17 + int(series.param)); });

}  // namespace
}  // namespace paridoo::addons::sale
