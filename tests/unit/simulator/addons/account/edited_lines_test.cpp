// Lines of drafts that are edited: their amounts follow, taxed or not.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::result_of;

class EditedLines : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value field(std::string_view model, const Value& id, std::string_view name) {
    return call(model, "read", {List{id}, List{name}}).list().front().dict().get(name);
  }
  static Value untaxed(double price) {
    return List{0, 0,
                Dict{{"name", "l"}, {"price_unit", price}, {"quantity", 2}, {"tax_ids", List{List{6, 0, List{}}}}}};
  }
  Value invoice(List lines) {
    return call("account.move", "create",
                {Dict{{"move_type", "out_invoice"},
                      {"invoice_date", "2026-08-20"},
                      {"partner_id", 3},
                      {"invoice_line_ids", std::move(lines)}}});
  }

  support::TestSimulator odoo_{server::SimulatorOptions{.series = GetParam()}};
};

TEST_P(EditedLines, CarryTheirNewAmountsIntoTheEntryWithoutTaxesToo) {
  const Value move = invoice({untaxed(10), untaxed(1)});
  const Value line = field("account.move", move, "invoice_line_ids").list().at(0);
  const auto edit = [&](Dict values) {
    call("account.move", "write", {List{move}, Dict{{"invoice_line_ids", List{List{1, line, std::move(values)}}}}});
    return field("account.move", move, "amount_total");
  };
  EXPECT_EQ(edit({{"quantity", 3}}), Value(32.0));
  EXPECT_EQ(field("account.move.line", line, "balance"), Value(-30.0));
  EXPECT_EQ(edit({{"price_unit", 7}}), Value(23.0));
  EXPECT_EQ(edit({{"discount", 50}}), Value(12.5));
  call("account.move.line", "write", {List{line}, Dict{{"discount", 0}}});
  EXPECT_EQ(field("account.move", move, "amount_total"), Value(23.0));
}

// Only an amount tells the balance, not the other way round.
TEST_P(EditedLines, HaveNoAmountInACurrencyUnlessItIsGiven) {
  const List euros{List{"name", "=", "EUR"}, List{"active", "=", false}};
  const Value euro = call("res.currency", "search", {euros}).list().at(0);
  call("res.currency", "write", {List{euro}, Dict{{"active", true}}});
  call("res.currency.rate", "create", {Dict{{"currency_id", euro}, {"name", "2026-01-01"}, {"rate", 0.5}}});
  const auto items = [&](Dict first, Dict second) {
    const Value accounts = call("account.account", "search", {List{List{"account_type", "=", "expense"}}});
    for (Dict* item : {&first, &second}) item->update({{"account_id", accounts.list().at(0)}, {"currency_id", euro}});
    const Dict entry{{"move_type", "entry"}, {"line_ids", List{List{0, 0, first}, List{0, 0, second}}}};
    return odoo_.execute_kw("account.move", "create", {entry});
  };
  const auto amounts = [&](const Value& entry) {
    const Value line = field("account.move", entry, "line_ids").list().at(0);
    return List{field("account.move.line", line, "balance"), field("account.move.line", line, "amount_currency")};
  };
  EXPECT_EQ(Value(amounts(result_of(items({{"debit", 10}}, {{"credit", 10}})))), Value(List{10.0, 0.0}));
  const Dict by_amount = items({{"amount_currency", 10}}, {{"amount_currency", -10}});
  EXPECT_EQ(Value(amounts(result_of(by_amount))), Value(List{20.0, 10.0}));
  const List both = field("account.move", result_of(by_amount), "line_ids").list();
  const List turned{List{1, both.at(0), Dict{{"balance", -20}}}, List{1, both.at(1), Dict{{"balance", 20}}}};
  EXPECT_EQ(support::error_name(
                odoo_.execute_kw("account.move", "write", {List{result_of(by_amount)}, Dict{{"line_ids", turned}}})),
            "odoo.exceptions.ValidationError");
  EXPECT_EQ(
      support::error_name(items({{"debit", 10}, {"amount_currency", -5}}, {{"credit", 10}, {"amount_currency", 5}})),
      "odoo.exceptions.ValidationError");
}

// In 17.0 the administrator may not make transactions of bank statements.
TEST(RefusedTransactions, UseUpNoIdOfAnEntry) {
  support::TestSimulator odoo{server::SimulatorOptions{.series = Series::v17}};
  const Dict transaction{{"journal_id", 1}, {"payment_ref", "p"}, {"amount", 5.0}};
  EXPECT_EQ(support::error_name(odoo.execute_kw("account.bank.statement.line", "create", {transaction})),
            "odoo.exceptions.AccessError");
  const Value first = result_of(odoo.execute_kw("account.move", "create", {Dict{{"move_type", "entry"}}}));
  EXPECT_EQ(first, Value(1));
}

INSTANTIATE_TEST_SUITE_P(Series, EditedLines, testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

}  // namespace
}  // namespace paridoo::addons::account
