// What default_get answers to clients, and what columns make of the values of a new record.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::error_name;
using support::result_of;

TEST(DefaultGet, TakesIdsWhereOdooForgotThatItIsOfTheModel) {
  support::TestSimulator odoo_17({.series = Series::v17}), odoo_18, odoo_19({.series = Series::v19});
  const auto fault = [](support::TestSimulator& odoo, const char* model) {
    return error_name(odoo.execute_kw(model, "default_get", {List{"active"}}));
  };
  for (const char* model : {"res.partner.bank", "account.move.line", "account.bank.statement.line"}) {
    EXPECT_EQ(fault(odoo_17, model), "builtins.TypeError") << model;
    EXPECT_EQ(fault(odoo_18, model), "builtins.TypeError") << model;
  }
  EXPECT_EQ(fault(odoo_17, "product.template"), "");
  EXPECT_EQ(fault(odoo_18, "product.template"), "builtins.TypeError");
  EXPECT_EQ(fault(odoo_19, "product.template"), "");
}

TEST(DefaultGet, AnswersTheValuesOfCompaniesIn17) {
  support::TestSimulator odoo({.series = Series::v17});
  const Value said =
      result_of(odoo.execute_kw("res.partner", "default_get", {List{"property_payment_term_id", "ref"}}));
  EXPECT_EQ(said, Value(Dict{{"property_payment_term_id", false}}));
}

TEST(DefaultGet, KnowsNothingOfARelatedFieldOfAnotherName) {
  support::TestSimulator odoo;
  const Value said = result_of(odoo.execute_kw("res.users", "default_get", {List{"active_partner", "active"}}));
  EXPECT_EQ(said, Value(Dict{{"active", true}}));
}

TEST(DefaultGet, LeavesOutWhatIsNoField) {
  support::TestSimulator odoo;
  EXPECT_EQ(result_of(odoo.execute_kw("res.partner", "default_get", {List{"no_such_field", "active"}})),
            Value(Dict{{"active", true}}));
  EXPECT_EQ(result_of(odoo.execute_kw("res.partner", "default_get", {"active"})), Value(Dict{}));
}

TEST(Columns, CutTextsToTheirSizeInLetters) {
  support::TestSimulator odoo;
  const Value made = result_of(odoo.execute_kw("account.incoterms", "create", {Dict{{"name", "N"}, {"code", "éèàù"}}}));
  const Value rows = result_of(odoo.execute_kw("account.incoterms", "read", {made, List{"code", "display_name"}}));
  EXPECT_EQ(rows.list().front().dict().get("code"), Value("éèà"));
  EXPECT_EQ(rows.list().front().dict().get("display_name"), Value("[éèà] N"));
}

TEST(Columns, RefuseASecondRecordOfTheSameKey) {
  support::TestSimulator odoo;
  const auto copied = [&](const char* model, const Dict& values) {
    const Value made = result_of(odoo.execute_kw(model, "create", {values}));
    return error_name(odoo.execute_kw(model, "copy", {List{made}}));
  };
  EXPECT_EQ(copied("account.journal.group", {{"name", "G"}}), "odoo.exceptions.ValidationError");
}

TEST(FiscalPosition, NamesItsLines) {
  support::TestSimulator odoo;
  const Value position = result_of(odoo.execute_kw("account.fiscal.position", "create", {Dict{{"name", "Abroad"}}}));
  const Dict values{{"position_id", position}, {"account_src_id", 1}, {"account_dest_id", 2}};
  const Value line = result_of(odoo.execute_kw("account.fiscal.position.account", "create", {values}));
  const Value rows =
      result_of(odoo.execute_kw("account.fiscal.position.account", "read", {line, List{"display_name"}}));
  EXPECT_EQ(rows.list().front().dict().get("display_name"), Value("Abroad"));
}

TEST(AccountReport, TakesOptionsOfItsRoot) {
  support::TestSimulator odoo;
  const Value root =
      result_of(odoo.execute_kw("account.report", "create", {Dict{{"name", "R"}, {"filter_journals", true}}}));
  const Value variant =
      result_of(odoo.execute_kw("account.report", "create", {Dict{{"name", "V"}, {"root_report_id", root}}}));
  const List fields{"filter_journals", "filter_hierarchy", "default_opening_date_filter", "availability_condition"};
  const Dict row = result_of(odoo.execute_kw("account.report", "read", {List{variant}, fields})).list().front().dict();
  EXPECT_EQ(row.get("filter_journals"), Value(true));
  EXPECT_EQ(row.get("filter_hierarchy"), Value("optional"));
  EXPECT_EQ(row.get("default_opening_date_filter"), Value("previous_month"));
  EXPECT_EQ(row.get("availability_condition"), Value("always"));
}

TEST(SaleOrder, CountsPurchaseOrdersIn17) {
  support::TestSimulator odoo({.series = Series::v17});
  const Value order = result_of(odoo.execute_kw("sale.order", "create", {Dict{{"partner_id", 1}}}));
  const Value rows = result_of(odoo.execute_kw("sale.order", "read", {List{order}, List{"purchase_order_count"}}));
  ASSERT_TRUE(rows.is_list());
  EXPECT_EQ(rows.list().front().dict().get("purchase_order_count"), Value(0));
}

}  // namespace
}  // namespace paridoo
