// onchange: a form is filled in and changed, and nothing of it stays.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::web {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class OnchangeTest : public testing::TestWithParam<orm::Series> {
 protected:
  Dict value(const Dict& answer) { return answer.get("result").dict().get("value").dict(); }

  support::StockRoom room_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Series, OnchangeTest, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

TEST_P(OnchangeTest, FillsANewFormWithDefaultsAndWhatFollowsFromThem) {
  const Dict specification{{"state", Dict()}, {"partner_id", Dict()}, {"amount_total", Dict()}, {"order_line", Dict()}};
  const Dict filled = value(room_.ask("sale.order", "onchange", {List{}, Dict(), List{}, specification}));
  EXPECT_EQ(filled.get("state"), Value("draft"));
  EXPECT_EQ(filled.get("partner_id"), Value(false));
  EXPECT_EQ(filled.get("amount_total"), Value(0.0));
  EXPECT_FALSE(filled.contains("order_line"));
}

TEST_P(OnchangeTest, ComputesWhatDependsOnTheChange) {
  const Value partner = room_.create("res.partner", {{"name", "Ada"}});
  const Value address = room_.create("res.partner", {{"name", "Depot"}, {"type", "invoice"}, {"parent_id", partner}});
  const Dict values{{"partner_id", partner}, {"state", "draft"}};
  const Dict specification{{"partner_id", Dict()},
                           {"state", Dict()},
                           {"partner_invoice_id", Dict{{"fields", Dict{{"display_name", Dict()}}}}}};
  const Dict changed = value(room_.ask("sale.order", "onchange", {List{}, values, List{"partner_id"}, specification}));
  ASSERT_TRUE(changed.get("partner_invoice_id").is_dict());
  EXPECT_EQ(changed.get("partner_invoice_id").dict().get("id"), address);
  EXPECT_FALSE(changed.contains("state"));
}

TEST_P(OnchangeTest, AnswersLinesAsCommandsThatNameThem) {
  const Value product = room_.create("product.product", {{"name", "Bolt"}, {"list_price", 12.5}});
  const Dict line{{"product_id", product}, {"product_uom_qty", 2}};
  const Dict values{{"order_line", List{List{0, "virtual_1", line}}}};
  const Dict specification{{"amount_untaxed", Dict()},
                           {"order_line", Dict{{"fields", Dict{{"product_id", Dict()}, {"price_unit", Dict()}}}}}};
  const Dict changed = value(room_.ask("sale.order", "onchange", {List{}, values, List{"order_line"}, specification}));
  EXPECT_EQ(changed.get("amount_untaxed"), Value(25.0));
}

TEST_P(OnchangeTest, KeepsNothing) {
  const Value before = room_.call("sale.order", "search_count", {List{}});
  const Dict specification{{"name", Dict()}, {"order_line", Dict()}};
  ASSERT_TRUE(before.is_integer());
  room_.call("sale.order", "onchange", {List{}, Dict(), List{}, specification});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(room_.call("sale.order", "search_count", {List{}}), before);
}

TEST_P(OnchangeTest, LooksAtRecordsThatAreThere) {
  const Value partner = room_.create("res.partner", {{"name", "Ada"}});
  const Dict specification{{"name", Dict()}, {"display_name", Dict()}};
  const Dict changed = value(room_.ask("res.partner", "onchange",
                                       {List{partner}, Dict{{"name", "Ada Lovelace"}}, List{"name"}, specification}));
  EXPECT_EQ(changed.get("display_name"), Value("Ada Lovelace"));
  EXPECT_EQ(room_.read("res.partner", partner, "name"), Value("Ada"));
}

TEST_P(OnchangeTest, AnswersNothingToFieldsThatAreNone) {
  EXPECT_EQ(room_.call("res.partner", "onchange", {List{}, Dict(), List{"no_such"}, Dict()}), Value(Dict()));
}

TEST_P(OnchangeTest, PricesThatAFormGivesStay) {
  const Value product = room_.create("product.product", {{"name", "Bolt"}, {"list_price", 12.5}});
  const Dict line{{"product_id", product}, {"product_uom_qty", 2}, {"price_unit", 3.0}};
  const Dict values{{"order_line", List{List{0, "virtual_1", line}}}};
  const Dict specification{{"amount_untaxed", Dict()}, {"order_line", Dict{{"fields", Dict{{"price_unit", Dict()}}}}}};
  const Dict changed = value(room_.ask("sale.order", "onchange", {List{}, values, List{"order_line"}, specification}));
  EXPECT_EQ(changed.get("amount_untaxed"), Value(6.0));
}

TEST_P(OnchangeTest, PartnersFollowTheirStateTheirCompanyAndTheirKind) {
  const auto changed = [&](Dict values, std::string_view field, std::string_view shown) {
    const Dict specification{{"country_id", Dict()}, {"state_id", Dict()}, {"city", Dict()}, {"is_company", Dict()}};
    return value(room_.ask("res.partner", "onchange", {List{}, std::move(values), List{field}, specification}))
        .get(shown);
  };
  const Value california = room_.ref("base.state_us_5"), us = room_.ref("base.us");
  EXPECT_EQ(changed({{"state_id", california}}, "state_id", "country_id"), us);
  EXPECT_EQ(changed({{"state_id", california}, {"country_id", room_.ref("base.it")}}, "country_id", "state_id"),
            Value(false));
  const Value parent = room_.create("res.partner", {{"name", "Depot"}, {"city", "Oslo"}});
  EXPECT_EQ(changed({{"parent_id", parent}, {"type", "contact"}}, "parent_id", "city"), Value("Oslo"));
  EXPECT_EQ(changed({{"company_type", "company"}}, "company_type", "is_company"), Value(true));
}

TEST_P(OnchangeTest, PurchasesTakeTheTermsOfTheirVendor) {
  const Value terms = room_.ref("account.account_payment_term_15days");
  const Value vendor = room_.create("res.partner", {{"name", "Vi"}, {"property_supplier_payment_term_id", terms}});
  const Dict changed = value(room_.ask("purchase.order", "onchange",
                                       {List{}, Dict{{"partner_id", vendor}, {"payment_term_id", false}},
                                        List{"partner_id"}, Dict{{"payment_term_id", Dict()}}}));
  EXPECT_EQ(changed.get("payment_term_id"), terms);
}

TEST_P(OnchangeTest, InvoicesShowOneOfTheirTwoListsOfLines) {
  const Dict line{{"name", "x"}, {"quantity", 2}, {"price_unit", 5.0}, {"display_type", "product"}};
  const Dict values{{"move_type", "out_invoice"}, {"invoice_line_ids", List{List{0, "virtual_1", line}}}};
  const Dict lines{{"fields", Dict{{"name", Dict()}}}};
  const Dict specification{{"invoice_line_ids", lines}, {"line_ids", lines}};
  const Dict changed =
      value(room_.ask("account.move", "onchange", {List{}, values, List{"invoice_line_ids"}, specification}));
  EXPECT_FALSE(changed.contains("line_ids"));
}

TEST_P(OnchangeTest, TellsOfComputedFieldsOnlyWhatTheyDependOn) {
  const Value partner = room_.create("res.partner", {{"name", "Ada"}, {"city", "London"}});
  const Dict specification{{"name", Dict()}, {"contact_address", Dict()}, {"display_name", Dict()}};
  const auto changed = [&](Dict values, std::string_view field) {
    return value(room_.ask("res.partner", "onchange", {List{partner}, std::move(values), List{field}, specification}));
  };
  const Dict renamed = changed({{"name", "Ada Lovelace"}}, "name");
  EXPECT_TRUE(renamed.contains("display_name"));
  EXPECT_FALSE(renamed.contains("contact_address"));
  EXPECT_TRUE(changed({{"city", "Paris"}}, "city").contains("contact_address"));
}

TEST_P(OnchangeTest, LeavesWhatDependsOnNothingEmptyInANewFormUntil18) {
  const Dict specification{{"name", Dict()}, {"currency_id", Dict()}};
  const Dict filled = value(room_.ask("res.partner", "onchange", {List{}, Dict(), List{}, specification}));
  EXPECT_EQ(filled.get("currency_id") == Value(false), GetParam() < orm::Series::v19);
}

TEST_P(OnchangeTest, LinesOfPurchasesTakeTheirProduct) {
  const Value product = room_.create("product.product", {{"name", "Bolt"}});
  const std::string unit = GetParam() < orm::Series::v19 ? "product_uom" : "product_uom_id";
  const Dict specification{{"name", Dict()}, {"product_qty", Dict()}, {unit, Dict()}};
  const Dict values{{"product_id", product}, {"product_qty", 7}};
  const Dict changed =
      value(room_.ask("purchase.order.line", "onchange", {List{}, values, List{"product_id"}, specification}));
  EXPECT_EQ(changed.get("name"), Value("Bolt"));
  EXPECT_EQ(changed.get("product_qty"), Value(1.0));
  EXPECT_EQ(changed.get(unit), room_.read("product.product", product, "uom_id").list().at(0));
}

TEST_P(OnchangeTest, LinesOfPurchasesAreExpectedWhenTheirOrderIs) {
  const Value vendor = room_.create("res.partner", {{"name", "Vic"}});
  const Value product = room_.create("product.product", {{"name", "Bolt"}});
  const Dict line{{"product_id", product}, {"product_qty", 1}, {"price_unit", 2}};
  const Value order = room_.create("purchase.order", {{"partner_id", vendor}, {"order_line", List{List{0, 0, line}}}});
  const Dict specification{{"date_planned", Dict()}, {"order_line", Dict{{"fields", Dict{{"date_planned", Dict()}}}}}};
  const Dict changed = value(
      room_.ask("purchase.order", "onchange",
                {List{order}, Dict{{"date_planned", "2031-01-01 10:00:00"}}, List{"date_planned"}, specification}));
  ASSERT_TRUE(changed.get("order_line").is_list());
  EXPECT_EQ(changed.get("order_line").list().at(0).list().at(2), Value(Dict{{"date_planned", "2031-01-01 10:00:00"}}));
}

TEST_P(OnchangeTest, CombosHaveNoTaxesAndAreNotBought) {
  if (GetParam() < orm::Series::v18) GTEST_SKIP() << "there are no combos";
  const Dict specification{{"type", Dict()}, {"purchase_ok", Dict()}};
  const Value product = room_.create("product.template", {{"name", "Set"}});
  const Dict changed = value(
      room_.ask("product.template", "onchange", {List{product}, Dict{{"type", "combo"}}, List{"type"}, specification}));
  EXPECT_EQ(changed.get("purchase_ok"), Value(false));
}

TEST_P(OnchangeTest, RulesOfPricelistsForgetWhatTheirWayDoesNotUse) {
  const Dict specification{{"fixed_price", Dict()}, {"percent_price", Dict()}, {"applied_on", Dict()}};
  const Dict values{{"compute_price", "percentage"}, {"fixed_price", 3.0}, {"percent_price", 5.0}};
  const Dict changed =
      value(room_.ask("product.pricelist.item", "onchange", {List{}, values, List{"compute_price"}, specification}));
  EXPECT_EQ(changed.get("fixed_price"), Value(0.0));
  EXPECT_FALSE(changed.contains("percent_price"));
}

TEST_P(OnchangeTest, PaymentsBeginInAJournalOfABank) {
  const Dict specification{{"journal_id", Dict()}, {"payment_method_line_id", Dict()}, {"amount", Dict()}};
  const Dict filled = value(room_.ask("account.payment", "onchange", {List{}, Dict(), List{}, specification}));
  EXPECT_EQ(room_.read("account.journal", filled.get("journal_id"), "type"), Value("bank"));
  EXPECT_TRUE(filled.get("payment_method_line_id").is_integer());
}

TEST_P(OnchangeTest, MovesAreNamedAfterTheirProductUntil18) {
  if (GetParam() >= orm::Series::v19) GTEST_SKIP() << "moves have no names";
  const Value product = room_.create("product.product", {{"name", "Bolt"}, {"default_code", "B1"}});
  const Dict specification{{"name", Dict()}, {"description_picking", Dict()}};
  const Dict changed = value(
      room_.ask("stock.move", "onchange", {List{}, Dict{{"product_id", product}}, List{"product_id"}, specification}));
  EXPECT_EQ(changed.get("name"), Value("[B1] Bolt"));
  EXPECT_EQ(changed.get("description_picking"), Value("Bolt"));
}

TEST_P(OnchangeTest, PricesWithoutACurrencyHaveTwoDigits) {
  if (GetParam() >= orm::Series::v18) GTEST_SKIP() << "a rule has a currency";
  const Dict specification{{"fixed_price", Dict()}, {"price", Dict()}};
  const Dict values{{"compute_price", "fixed"}, {"fixed_price", 3.0}};
  const Dict changed =
      value(room_.ask("product.pricelist.item", "onchange", {List{}, values, List{"fixed_price"}, specification}));
  EXPECT_EQ(changed.get("price"), Value("3.00"));
}

}  // namespace
}  // namespace paridoo::addons::web
