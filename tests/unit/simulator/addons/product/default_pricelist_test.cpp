#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::product {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

class DefaultPricelist : public ::testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value euro() {
    return call("res.currency", "search", {List{List{"name", "=", "EUR"}}}, {{"context", Dict{{"active_test", false}}}})
        .list()
        .front();
  }
  support::TestSimulator odoo_{{.series = GetParam()}};
};

// A second currency switches pricelists on: the company gets one, and so do the orders of all customers.
TEST_P(DefaultPricelist, ComesWithASecondCurrency) {
  EXPECT_TRUE(call("product.pricelist", "search", {List{}}).list().empty());
  call("res.currency", "write", {List{euro()}, Dict{{"active", true}}});
  const List pricelists = call("product.pricelist", "search_read", {List{}, List{"name", "sequence"}}).list();
  ASSERT_EQ(pricelists.size(), 1U);
  EXPECT_EQ(pricelists[0].dict().get("name"),
            Value(GetParam() == orm::Series::v17 ? "Default USD pricelist" : "Default"));
  const Value partner = call("res.partner", "create", {Dict{{"name", "Ada"}}});
  const Value order = call("sale.order", "create", {Dict{{"partner_id", partner}}});
  const Value read = call("sale.order", "read", {List{order}, List{"pricelist_id"}});
  EXPECT_EQ(read.list()[0].dict().get("pricelist_id").list()[0], pricelists[0].dict().get("id"));
}

// 17.0 asks the model for the groups of who asks; later a user is asked.
TEST_P(DefaultPricelist, IsSeenByWhoHasTheGroup) {
  call("res.currency", "write", {List{euro()}, Dict{{"active", true}}});
  List asked{"product.group_product_pricelist"};
  if (GetParam() != orm::Series::v17) asked.insert(asked.begin(), List{2});
  EXPECT_EQ(call("res.users", "has_group", std::move(asked)), Value(true));
}

// The pricelists of a currency go with it.
TEST_P(DefaultPricelist, IsArchivedWithItsCurrency) {
  call("res.currency", "write", {List{euro()}, Dict{{"active", true}}});
  const Value own = call("product.pricelist", "create", {Dict{{"name", "In euros"}, {"currency_id", euro()}}});
  call("res.currency", "write", {List{euro()}, Dict{{"active", false}}});
  EXPECT_EQ(call("product.pricelist", "search_count", {List{List{"id", "=", own}}}), Value(0));
}

INSTANTIATE_TEST_SUITE_P(Each, DefaultPricelist,
                         ::testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo::addons::product
