#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

// An invoice whose payment term grants two percent, with its tax, to who pays within a week.
class EarlyDiscounts : public ::testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }

  Value term(const char* computation = "included") {
    const Dict line{{"value", "percent"}, {"value_amount", 100}, {"nb_days", 30}};
    return create("account.payment.term", Dict{{"name", "2/7 net 30"},
                                               {"early_discount", true},
                                               {"discount_percentage", 2},
                                               {"discount_days", 7},
                                               {"early_pay_discount_computation", computation},
                                               {"line_ids", List{List{0, 0, line}}}});
  }
  static Value line(double quantity, double price, List taxes) {
    return List{0, 0,
                Dict{{"name", "x"},
                     {"quantity", quantity},
                     {"price_unit", price},
                     {"tax_ids", List{List{6, 0, std::move(taxes)}}}}};
  }
  Value invoice(const List& taxes) {
    const Value id =
        create("account.move",
               Dict{{"move_type", "out_invoice"},
                    {"partner_id", 1},
                    {"invoice_payment_term_id", term()},
                    {"invoice_line_ids", List{line(3, 33.33, taxes), line(2, 7.77, taxes), line(1, -4.01, List{})}}});
    call("account.move", "action_post", {List{id}});
    return id;
  }
  void pay(const Value& invoice) {
    const Dict context{{"active_model", "account.move"}, {"active_ids", List{invoice}}};
    const Value wizard = call("account.payment.register", "create", {Dict{}}, Dict{{"context", context}});
    call("account.payment.register", "action_create_payments", {List{wizard}});
  }
  // What the payments' entries took for the discount: on its account and on that of the tax.
  List discount_lines() {
    const List domain{List{"move_id.journal_id.type", "=", "bank"},
                      List{"account_id.account_type", "in", List{"expense", "liability_current"}}};
    return call("account.move.line", "search_read", {domain, List{"display_type", "balance"}}, Dict{{"order", "id"}})
        .list();
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

TEST_P(EarlyDiscounts, MarkTheLinesOfTheDiscountIn18Alone) {
  pay(invoice({1}));
  const List lines = discount_lines();
  ASSERT_FALSE(lines.empty());
  const Value type = GetParam() == orm::Series::v18 ? "epd" : "product";
  for (const Value& line : lines) EXPECT_EQ(line.dict().get("display_type"), type);
}

// A tax of a fixed amount is not discounted, which leaves a rest.
TEST_P(EarlyDiscounts, GiveTheRestToTheLastTaxIn17AndToTheBiggestBaseSince18) {
  const Value fixed = create("account.tax", Dict{{"name", "Deposit"}, {"amount", 2.5}, {"amount_type", "fixed"}});
  pay(invoice({fixed, 1}));
  std::vector<double> balances;
  const List lines = discount_lines();
  for (const Value& line : lines) balances.push_back(line.dict().get("balance").number());
  const bool in_17 = GetParam() == orm::Series::v17;
  EXPECT_EQ(balances, (std::vector<double>{in_17 ? 2.31 : 2.56, -0.08, in_17 ? 0.6 : 0.35}));
}

// Lines that take the discount off the base of the taxes go with the term that asked for them.
TEST_P(EarlyDiscounts, GoFromTheDocumentWithTheirTerm) {
  const Value invoice = create("account.move", Dict{{"move_type", "out_invoice"},
                                                    {"partner_id", 1},
                                                    {"invoice_payment_term_id", term("mixed")},
                                                    {"invoice_line_ids", List{line(1, 100, {1})}}});
  const List discounts{List{"move_id", "=", invoice}, List{"display_type", "=", "epd"}};
  EXPECT_EQ(call("account.move.line", "search_count", {discounts}), Value(2));
  call("account.move", "write", {List{invoice}, Dict{{"invoice_payment_term_id", false}}});
  EXPECT_EQ(call("account.move.line", "search_count", {discounts}), Value(0));
  const Value move = call("account.move", "read", {List{invoice}, List{"amount_total"}});
  EXPECT_EQ(move.list().front().dict().get("amount_total"), Value(115.0));
}

INSTANTIATE_TEST_SUITE_P(EverySeries, EarlyDiscounts,
                         ::testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo::addons::account
