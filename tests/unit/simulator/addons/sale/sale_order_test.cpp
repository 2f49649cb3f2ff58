#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::sale {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

class SaleOrders : public ::testing::Test {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  // The first of the records, with these fields.
  Dict read(std::string_view model, const Value& id, List fields) {
    return call(model, "read", {List{id}, std::move(fields)}).list().front().dict();
  }

  support::TestSimulator odoo_;
  const Value customer_ = create("res.partner", Dict{{"name", "Ada"}});
  const Value product_ = create("product.product", Dict{{"name", "Bolt"}, {"list_price", 10.0}});
};

TEST_F(SaleOrders, KeepTheTaxesThatWereGivenToALineWithoutProduct) {
  const Value order = create("sale.order", Dict{{"partner_id", customer_}});
  const Value line = create("sale.order.line", Dict{{"order_id", order},
                                                    {"is_downpayment", true},
                                                    {"product_uom_qty", 0},
                                                    {"price_unit", 50.0},
                                                    {"tax_id", List{List{6, 0, List{1}}}}});
  EXPECT_EQ(read("sale.order.line", line, {"tax_id"}).get("tax_id"), Value(List{1}));
}

TEST(SaleOrdersOf17, KeepTheDiscountThatWasGivenWhenTheProductChanges) {
  support::TestSimulator odoo{server::SimulatorOptions{.series = orm::Series::v17}};
  const auto call = [&](std::string_view model, std::string_view method, List args) {
    return result_of(odoo.execute_kw(model, method, std::move(args)));
  };
  const Value pricelist = call("product.pricelist", "create", {Dict{{"name", "with discounts in the price"}}});
  const Value bolt = call("product.product", "create", {Dict{{"name", "Bolt"}}});
  const Value nut = call("product.product", "create", {Dict{{"name", "Nut"}}});
  const Value order = call("sale.order", "create", {Dict{{"partner_id", 3}, {"pricelist_id", pricelist}}});
  const Value line =
      call("sale.order.line", "create", {Dict{{"order_id", order}, {"product_id", bolt}, {"discount", 5.0}}});
  call("sale.order.line", "write", {List{line}, Dict{{"product_id", nut}}});
  const Dict found = call("sale.order.line", "read", {List{line}, List{"discount"}}).list().front().dict();
  EXPECT_EQ(found.get("discount"), Value(5.0));
}

// A value that makes no variant costs what it costs.
TEST_F(SaleOrders, AddThePricesOfValuesThatMakeNoVariant) {
  const Value engraving = create("product.attribute", Dict{{"name", "Engraving"}, {"create_variant", "no_variant"}});
  const auto value = [&](const char* name, double extra) {
    return create("product.attribute.value",
                  Dict{{"name", name}, {"attribute_id", engraving}, {"default_extra_price", extra}});
  };
  const List values{value("none", 0), value("gold", 2.5)};
  const Dict line{{"attribute_id", engraving}, {"value_ids", List{List{6, 0, values}}}};
  const Value ring = create("product.product", Dict{{"name", "Ring"}, {"list_price", 10.0}});
  const Value ring_template = read("product.product", ring, {"product_tmpl_id"}).get("product_tmpl_id").list().at(0);
  call("product.template", "write", {List{ring_template}, Dict{{"attribute_line_ids", List{List{0, 0, line}}}}});
  const Value gold =
      call("product.template.attribute.value", "search", {List{List{"product_attribute_value_id", "=", values[1]}}})
          .list()
          .at(0);
  const Value order = create("sale.order", Dict{{"partner_id", customer_}});
  const Value variant =
      call("product.product", "search", {List{List{"product_tmpl_id", "=", ring_template}}}).list().at(0);
  const Value sold =
      create("sale.order.line", Dict{{"order_id", order},
                                     {"product_id", variant},
                                     {"product_no_variant_attribute_value_ids", List{List{6, 0, List{gold}}}}});
  EXPECT_EQ(read("sale.order.line", sold, {"price_unit"}).get("price_unit"), Value(12.5));
}

TEST_F(SaleOrders, NameTheirLines) {
  const Value order =
      create("sale.order", Dict{{"partner_id", customer_},
                                {"name", "SO1"},
                                {"order_line", List{List{0, 0, Dict{{"product_id", product_}}},
                                                    List{0, 0, Dict{{"display_type", "line_note"}, {"name", "N"}}}}}});
  const List lines = read("sale.order", order, {"order_line"}).get("order_line").list();
  EXPECT_EQ(read("sale.order.line", lines.at(0), {"display_name"}).get("display_name"), Value("SO1 - Bolt (Ada)"));
  EXPECT_EQ(read("sale.order.line", lines.at(1), {"display_name"}).get("display_name"), Value("SO1 - N (Ada)"));
}

TEST_F(SaleOrders, ProposeTheLargestPackagingThatTheQuantityFills) {
  create("product.packaging", Dict{{"name", "six"}, {"product_id", product_}, {"qty", 6.0}});
  const Value dozen = create("product.packaging", Dict{{"name", "dozen"}, {"product_id", product_}, {"qty", 12.0}});
  const Value order = create("sale.order", Dict{{"partner_id", customer_}});
  const Value line =
      create("sale.order.line", Dict{{"order_id", order}, {"product_id", product_}, {"product_uom_qty", 24.0}});
  const Dict read_back = read("sale.order.line", line, {"product_packaging_id", "product_packaging_qty"});
  EXPECT_EQ(read_back.get("product_packaging_id").list().front(), dozen);
  EXPECT_EQ(read_back.get("product_packaging_qty"), Value(2.0));
}

}  // namespace
}  // namespace paridoo::addons::sale
