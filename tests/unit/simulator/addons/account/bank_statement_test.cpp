#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

class BankStatements : public ::testing::TestWithParam<orm::Series> {
 protected:
  BankStatements() {
    const bool is_19 = GetParam() == orm::Series::v19;
    call("res.users", "write", {List{2}, Dict{{is_19 ? "group_ids" : "groups_id", List{List{4, accountants()}}}}});
  }

  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  Dict read(std::string_view model, const Value& id, List fields) {
    return call(model, "read", {List{id}, std::move(fields)}).list().front().dict();
  }
  Value xmlid(const char* name) {
    const Value found = call("ir.model.data", "search_read",
                             {List{List{"module", "=", "account"}, List{"name", "=", name}}, List{"res_id"}});
    return found.list().front().dict().get("res_id");
  }
  Value accountants() { return xmlid("group_account_user"); }

  Value transaction(double amount, const char* day, Dict more = {}) {
    Dict values{{"journal_id", xmlid("1_bank")}, {"payment_ref", "t"}, {"amount", amount}, {"date", day}};
    values.update(more);
    return create("account.bank.statement.line", std::move(values));
  }
  List items_of(const Value& transaction) {
    const Value move = read("account.bank.statement.line", transaction, {"move_id"}).get("move_id").list().front();
    return call("account.move.line", "search_read",
                {List{List{"move_id", "=", move}}, List{"account_id", "balance", "amount_currency"}},
                Dict{{"order", "id"}})
        .list();
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

TEST_P(BankStatements, EnterATransactionBetweenTheBankAndTheSuspenseAccount) {
  const Value line = transaction(100, "2026-03-01");
  const Dict told = read("account.bank.statement.line", line, {"state", "is_reconciled", "amount_residual"});
  EXPECT_EQ(told, (Dict{{"id", line}, {"state", "posted"}, {"is_reconciled", false}, {"amount_residual", -100.0}}));
  const List items = items_of(line);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].dict().get("balance"), Value(100.0));
  EXPECT_EQ(items[1].dict().get("balance"), Value(-100.0));
}

TEST_P(BankStatements, KeepATransactionInTheJournalThatItIsGiven) {
  const Value other = create("account.journal", Dict{{"name", "Other bank"}, {"type", "bank"}, {"code", "BNK9"}});
  const Value line = transaction(40, "2026-03-01", {{"journal_id", other}});
  const Dict told = read("account.bank.statement.line", line, {"journal_id", "name"});
  EXPECT_EQ(told.get("journal_id").list().front(), other);
  EXPECT_EQ(told.get("name"), Value("BNK9/2026/00001"));
}

TEST_P(BankStatements, KeepTheAmountThatTheOtherSidePaidInItsCurrency) {
  const Value euro = call("res.currency", "search", {List{List{"name", "=", "EUR"}, List{"active", "=", false}}});
  call("res.currency", "write", {euro, Dict{{"active", true}}});
  const Value line =
      transaction(125, "2026-03-01", {{"foreign_currency_id", euro.list().front()}, {"amount_currency", 100}});
  const List items = items_of(line);
  EXPECT_EQ(items[0].dict().get("amount_currency"), Value(125.0));
  EXPECT_EQ(items[1].dict().get("amount_currency"), Value(-100.0));
  EXPECT_EQ(items[1].dict().get("balance"), Value(-125.0));
}

TEST_P(BankStatements, CountTheBalanceFromTheLastStatementOn) {
  transaction(30, "2026-03-01");
  const Value statement =
      create("account.bank.statement",
             Dict{{"balance_start", 10},
                  {"balance_end_real", 50},
                  {"line_ids",
                   List{List{0, 0, Dict{{"journal_id", xmlid("1_bank")}, {"amount", 40}, {"date", "2026-03-05"}}}}}});
  const Value later = transaction(7, "2026-03-06");
  EXPECT_EQ(read("account.bank.statement.line", later, {"running_balance"}).get("running_balance"), Value(57.0));
  const Dict told = read("account.bank.statement", statement, {"balance_end", "is_complete", "is_valid"});
  EXPECT_EQ(told, (Dict{{"id", statement}, {"balance_end", 50.0}, {"is_complete", true}, {"is_valid", true}}));
}

TEST_P(BankStatements, ForgetWhatATransactionWasForWhenItIsUndone) {
  const Value line = transaction(100, "2026-03-01");
  const Value suspense = items_of(line)[1].dict().get("id");
  call("account.move.line", "write", {List{suspense}, Dict{{"account_id", xmlid("1_receivable")}}});
  EXPECT_EQ(read("account.bank.statement.line", line, {"is_reconciled"}).get("is_reconciled"), Value(true));
  call("account.bank.statement.line", "action_undo_reconciliation", {List{line}});
  EXPECT_EQ(read("account.bank.statement.line", line, {"is_reconciled"}).get("is_reconciled"), Value(false));
}

TEST_P(BankStatements, TakeTheirEntriesWithThem) {
  const Value line = transaction(100, "2026-03-01");
  call("account.bank.statement.line", "unlink", {List{line}});
  EXPECT_EQ(call("account.move", "search_count", {List{}}), Value(0));
}

TEST_P(BankStatements, LeaveAGapInTheNumbers) {
  if (GetParam() == orm::Series::v17) GTEST_SKIP() << "gaps are told since 18.0";
  const Value first = transaction(100, "2026-03-01"), second = transaction(50, "2026-03-02");
  const Value entry = read("account.bank.statement.line", second, {"move_id"}).get("move_id").list().front();
  call("account.bank.statement.line", "unlink", {List{first}});
  EXPECT_EQ(read("account.move", entry, {"made_sequence_gap"}).get("made_sequence_gap"), Value(true));
}

INSTANTIATE_TEST_SUITE_P(EachSeries, BankStatements,
                         ::testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo::addons::account
