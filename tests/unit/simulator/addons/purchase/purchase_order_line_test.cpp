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

TEST_P(PurchaseOrderLine, ArrivesInACopyAsTheVendorDeliversFromThen) {
  const Value vendor = create("res.partner", Dict{{"name", "V"}});
  const Value product = create("product.product", Dict{{"name", "K"}});
  create("product.supplierinfo",
         Dict{{"partner_id", vendor}, {"product_id", product}, {"price", 9}, {"min_qty", 0}, {"delay", 4}});
  const Dict line{{"product_id", product}, {"product_qty", 1}, {"date_planned", "2026-01-02 12:00:00"}};
  const Value order = create("purchase.order", Dict{{"partner_id", vendor}, {"order_line", List{List{0, 0, line}}}});
  const Dict from{{"date_order", "2026-03-10 08:30:00"}};
  const Value made = result_of(odoo_.execute_kw("purchase.order", "copy", {List{order}, from}, Dict{}));
  const Value copy = made.is_list() ? made.list().at(0) : made;
  const Value lines = result_of(odoo_.execute_kw("purchase.order.line", "search_read",
                                                 {List{List{"order_id", "=", copy}}, List{"date_planned"}}, Dict{}));
  EXPECT_EQ(lines.list().at(0).dict().get("date_planned"), Value("2026-03-14 08:30:00"));
}

INSTANTIATE_TEST_SUITE_P(Each, PurchaseOrderLine,
                         ::testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo::addons::purchase
