#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

// Taxes that are due when an invoice is paid.
class CashBasis : public ::testing::TestWithParam<orm::Series> {
 protected:
  CashBasis() { call("res.company", "write", {List{1}, Dict{{"tax_exigibility", true}}}); }

  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  Value account(const char* code, const char* type) {
    return create("account.account", Dict{{"code", code}, {"name", code}, {"account_type", type}, {"reconcile", true}});
  }
  Value tax_due_on_payment() {
    return create("account.tax", Dict{{"name", "Due later"},
                                      {"amount", 10},
                                      {"tax_exigibility", "on_payment"},
                                      {"cash_basis_transition_account_id", account("CBT", "liability_current")}});
  }
  // To whole units, which the biggest tax makes up for.
  Value rounding() {
    return create("account.cash.rounding", Dict{{"name", "Whole"}, {"rounding", 1}, {"strategy", "biggest_tax"}});
  }
  Value posted_invoice(const Value& tax, const Value& rounding) {
    const Dict line{{"name", "x"}, {"price_unit", 33.33}, {"tax_ids", List{List{6, 0, List{tax}}}}};
    const Value invoice = create("account.move", Dict{{"move_type", "out_invoice"},
                                                      {"partner_id", create("res.partner", Dict{{"name", "Ana"}})},
                                                      {"invoice_cash_rounding_id", rounding},
                                                      {"invoice_line_ids", List{List{0, 0, line}}}});
    call("account.move", "action_post", {List{invoice}});
    return invoice;
  }
  void pay(const Value& invoice) {
    const Dict on{{"context", Dict{{"active_model", "account.move"}, {"active_ids", List{invoice}}}}};
    const Value wizard = call("account.payment.register", "create", {Dict{}}, on);
    call("account.payment.register", "action_create_payments", {List{wizard}}, on);
  }
  std::vector<double> due_taxes_of(const Value& invoice) {
    const Value lines = call("account.move.line", "search_read",
                             {List{List{"move_id.tax_cash_basis_origin_move_id", "=", invoice},
                                   List{"display_type", "in", List{"tax", "rounding"}}},
                              List{"balance"}},
                             {{"order", "id"}});
    std::vector<double> balances;
    for (const Value& line : lines.list()) balances.push_back(line.dict().get("balance").number());
    return balances;
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

TEST_P(CashBasis, TakesTheRoundingOfATaxWithTheTax) {
  const Value invoice = posted_invoice(tax_due_on_payment(), rounding());
  pay(invoice);
  // 33.33 and 3.33 are rounded to 37.
  const std::vector<double> none, together{3.67, -3.67};
  const bool tells_kinds = GetParam() != orm::Series::v17;  // there every line of such an entry is a plain one
  EXPECT_EQ(due_taxes_of(invoice), tells_kinds ? together : none);
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Series, CashBasis, ::testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace paridoo::addons::account
