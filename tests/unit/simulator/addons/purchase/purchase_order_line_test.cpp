#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::purchase {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

class PurchaseOrderLine : public ::testing::TestWithParam<orm::Series> {
 protected:
  Value create(std::string_view model, Dict values) {
    return result_of(odoo_.execute_kw(model, "create", {std::move(values)}, Dict{}));
  }
  support::TestSimulator odoo_{{.series = GetParam()}};
};

// The line is filled in as by a form, which suggests the vendor's least quantity before anybody types another one.
TEST_P(PurchaseOrderLine, HasThePriceOfTheQuantityThatIsSuggested) {
  const Value vendor = create("res.partner", Dict{{"name", "V"}});
  const Value product = create("product.product", Dict{{"name", "K"}, {"standard_price", 60}});
  create("product.supplierinfo",
         Dict{{"partner_id", vendor}, {"product_id", product}, {"price", 99}, {"min_qty", 3}, {"delay", 1}});
  const Value order = create(
      "purchase.order", Dict{{"partner_id", vendor},
                             {"order_line", List{List{0, 0, Dict{{"product_id", product}, {"product_qty", 0.5}}}}}});
  const Value lines =
      result_of(odoo_.execute_kw("purchase.order.line", "search_read",
                                 {List{List{"order_id", "=", order}}, List{"price_unit", "product_qty"}}, Dict{}));
  EXPECT_EQ(lines.list()[0].dict().get("price_unit"), Value(99.0));
  EXPECT_EQ(lines.list()[0].dict().get("product_qty"), Value(0.5));
}

INSTANTIATE_TEST_SUITE_P(Each, PurchaseOrderLine,
                         ::testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo::addons::purchase
