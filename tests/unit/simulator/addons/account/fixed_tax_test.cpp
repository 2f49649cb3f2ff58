#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::result_of;

// What is taken back at a negative price takes its fixed tax back with it, but in 18.0.
TEST(FixedTaxes, FollowTheSignOfThePriceButIn18) {
  for (const Series series : {Series::v17, Series::v18, Series::v19}) {
    support::TestSimulator odoo({.series = series});
    const Dict tax{{"name", "Deposit"}, {"amount_type", "fixed"}, {"amount", 2}, {"type_tax_use", "sale"}};
    const Value deposit = result_of(odoo.execute_kw("account.tax", "create", {tax}, {}));
    const Dict line{
        {"name", "Bottle"}, {"quantity", 3}, {"price_unit", -10}, {"tax_ids", List{List{6, 0, List{deposit}}}}};
    const Dict invoice{{"move_type", "out_invoice"}, {"partner_id", 1}, {"invoice_line_ids", List{List{0, 0, line}}}};
    const Value move = result_of(odoo.execute_kw("account.move", "create", {invoice}, {}));
    const Value read = result_of(odoo.execute_kw("account.move", "read", {List{move}, List{"amount_tax"}}, {}));
    EXPECT_EQ(read.list().front().dict().get("amount_tax"), Value(series == Series::v18 ? 6.0 : -6.0));
  }
}

}  // namespace
}  // namespace paridoo::addons::account
