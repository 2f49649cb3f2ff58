// Cents of taxes as 17.0 counts them: each journal item by itself.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

class Taxes17 : public ::testing::Test {
 protected:
  Value call(std::string_view model, std::string_view method, List args) {
    return result_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  Value field(std::string_view model, const Value& id, std::string_view name) {
    return call(model, "read", {List{id}, List{name}}).list().front().dict().get(name);
  }
  static List links(List ids) { return List{List{6, 0, std::move(ids)}}; }
  void round_globally() {
    call("res.company", "write", {List{1}, Dict{{"tax_calculation_rounding_method", "round_globally"}}});
  }

  // Five percent that go to two accounts: 60 and 40 of a hundred.
  Value shared_tax() {
    const auto shares = [] {
      return List{List{0, 0, Dict{{"repartition_type", "base"}}},
                  List{0, 0, Dict{{"repartition_type", "tax"}, {"factor_percent", 60}}},
                  List{0, 0, Dict{{"repartition_type", "tax"}, {"factor_percent", 40}}}};
    };
    return create("account.tax", Dict{{"name", "Shared"},
                                      {"amount", 5},
                                      {"invoice_repartition_line_ids", shares()},
                                      {"refund_repartition_line_ids", shares()}});
  }
  Value invoice(Value tax, Dict line, const Dict& values = {}) {
    line.set("tax_ids", links({std::move(tax)}));
    Dict whole{{"move_type", "out_invoice"},
               {"partner_id", 3},
               {"invoice_date", "2026-03-15"},
               {"invoice_line_ids", List{List{0, 0, std::move(line)}}}};
    whole.update(values);
    return create("account.move", std::move(whole));
  }
  List tax_lines(const Value& move, std::string_view field) {
    List values;
    const List domain{List{"move_id", "=", move}, List{"display_type", "=", "tax"}};
    const Value lines = call("account.move.line", "search_read", {domain, List{field}});
    for (const Value& line : lines.list()) values.push_back(line.dict().get(field));
    return values;
  }

  support::TestSimulator odoo_{{.series = orm::Series::v17}};
};

TEST_F(Taxes17, KeepItemsThatOnlyRoundingMakesZero) {
  const Dict line{{"name", "l"}, {"price_unit", 0.04}};
  const Value tax = shared_tax();
  EXPECT_TRUE(tax_lines(invoice(tax, line), "balance").empty()) << "nothing is left of it line by line";
  round_globally();
  EXPECT_EQ(Value(tax_lines(invoice(tax, line), "balance")), Value(List{0.0, 0.0}));
}

TEST_F(Taxes17, AreRoundedForEachItemOfTheEntryToCome) {
  round_globally();
  const Value product = create("product.product", Dict{{"name", "P"}, {"type", "service"}});
  const Dict line{
      {"product_id", product}, {"price_unit", 221.88}, {"product_uom_qty", 1}, {"tax_id", links({shared_tax()})}};
  const Value order = create("sale.order", Dict{{"partner_id", 3}, {"order_line", List{List{0, 0, line}}}});
  const Value lines = field("sale.order", order, "order_line");
  EXPECT_EQ(field("sale.order.line", lines.list().at(0), "price_tax"), Value(6.66 + 4.44)) << "11.09 at once";
  EXPECT_EQ(field("sale.order", order, "amount_tax"), Value(11.1));
}

TEST_F(Taxes17, AreRoundedForEachItemOfPurchasesToo) {
  round_globally();
  const Value product = create("product.product", Dict{{"name", "P"}, {"type", "service"}});
  const Dict line{
      {"product_id", product}, {"price_unit", 221.88}, {"product_qty", 1}, {"taxes_id", links({shared_tax()})}};
  const Value order = create("purchase.order", Dict{{"partner_id", 3}, {"order_line", List{List{0, 0, line}}}});
  EXPECT_EQ(field("purchase.order", order, "amount_tax"), Value(11.1));
}

// A cent of the line's own rounding changes what a euro of it is worth.
TEST_F(Taxes17, AreConvertedAsTheirLineWas) {
  const List domain{List{"name", "=", "EUR"}, List{"active", "=", false}};
  const Value found = call("res.currency", "search", {domain});
  const Value euro = found.list().at(0);
  call("res.currency", "write", {List{euro}, Dict{{"active", true}}});
  create("res.currency.rate", Dict{{"currency_id", euro}, {"name", "2026-01-01"}, {"rate", 0.93}});
  const Value tax = create("account.tax", Dict{{"name", "T"}, {"amount", 50}});
  const Value move = invoice(tax, Dict{{"name", "l"}, {"price_unit", 0.07}}, Dict{{"currency_id", euro}});
  EXPECT_EQ(Value(tax_lines(move, "amount_currency")), Value(List{-0.04}));
  EXPECT_EQ(Value(tax_lines(move, "balance")), Value(List{-0.05})) << "0.04 euros are 0.043 dollars at the day's rate";
}

// Every line of an entry has a price, not only those of products.
TEST_F(Taxes17, LinesThatShowNoProductHaveTotalsToo) {
  const Value move = create("account.move", Dict{{"move_type", "out_invoice"}, {"partner_id", 3}});
  const Value line =
      create("account.move.line",
             Dict{{"move_id", move}, {"display_type", "line_note"}, {"name", "n"}, {"quantity", 2}, {"price_unit", 5}});
  EXPECT_EQ(field("account.move.line", line, "price_subtotal"), Value(10.0));
}

}  // namespace
}  // namespace paridoo::addons::account
