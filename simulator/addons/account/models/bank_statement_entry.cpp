// The journal entry of a bank transaction, kept in step with it.
#include <algorithm>
#include <array>

#include "simulator/addons/account/models/bank_statement.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr const char* following = "skip_account_move_synchronization";

bool is_following(const Env& env) { return bool(env.context(following)); }

RecordSet company_currency(const RecordSet& journal) { return journal["company_id"].sudo()["currency_id"]; }

RecordSet journal_currency(const RecordSet& journal) {
  const RecordSet own = journal["currency_id"];
  return own ? own : company_currency(journal);
}

// The currency that the other side was paid in.
RecordSet transaction_currency(const RecordSet& transaction) {
  const RecordSet foreign = transaction["foreign_currency_id"];
  return foreign ? foreign : journal_currency(transaction["journal_id"]);
}

double company_amount(const RecordSet& transaction, double in_transaction) {
  const RecordSet journal = transaction["journal_id"];
  const RecordSet own = company_currency(journal);
  const double amount = transaction.number("amount");
  if (journal_currency(journal) == own) return amount;
  if (transaction_currency(transaction) == own) return in_transaction;
  return base::convert(amount, journal_currency(journal), own, journal["company_id"], transaction.day("date"));
}

}  // namespace

TransactionItems transaction_items(const RecordSet& transaction) {
  const RecordSet journal = transaction["journal_id"];
  const RecordSet all = transaction["move_id"]["line_ids"];
  TransactionItems items{all.none(), all.none(), all.none()};
  for (const RecordSet& line : all) {
    const RecordSet account = line["account_id"];
    RecordSet& kind = account == journal["default_account_id"]    ? items.liquidity
                      : account == journal["suspense_account_id"] ? items.suspense
                                                                  : items.other;
    kind |= line;
  }
  if (items.liquidity.empty()) {
    items.liquidity = all.filtered([](const RecordSet& line) {
      const std::string type = line["account_id"].text("account_type");
      return type == "asset_cash" || type == "liability_credit_card";
    });
    items.other -= items.liquidity;
  }
  return items;
}

std::vector<Dict> transaction_entry_lines(const RecordSet& transaction, Id counterpart) {
  const RecordSet journal = transaction["journal_id"];
  if (!counterpart) counterpart = journal["suspense_account_id"].id();
  if (!counterpart) throw user_error("The journal " + journal.display_name() + " has no suspense account.");
  const RecordSet currency = transaction_currency(transaction);
  const bool same = currency == journal_currency(journal);
  const double amount = transaction.number("amount");
  const double in_transaction = same ? amount : transaction.number("amount_currency");
  const double balance = company_amount(transaction, in_transaction);
  const Dict both{{"name", text_or_false(transaction.text("payment_ref"))},
                  {"move_id", transaction["move_id"]},
                  {"partner_id", transaction["partner_id"]}};
  Dict liquidity{{"account_id", journal["default_account_id"]},
                 {"currency_id", journal_currency(journal)},
                 {"amount_currency", amount},
                 {"balance", balance}};
  Dict suspense{{"account_id", counterpart},
                {"currency_id", currency},
                {"amount_currency", -in_transaction},
                {"balance", -balance}};
  liquidity.update(both);
  suspense.update(both);
  return {std::move(liquidity), std::move(suspense)};
}

namespace {

constexpr std::array carried{"payment_ref",         "amount",      "amount_currency",
                             "foreign_currency_id", "currency_id", "partner_id"};

// The entry has one item for each side again.
void write_entry(const RecordSet& transaction) {
  const TransactionItems items = transaction_items(transaction);
  std::vector<Dict> wanted = transaction_entry_lines(transaction);
  List commands{command::update(items.liquidity.id(), std::move(wanted[0])),
                items.suspense ? command::update(items.suspense.id(), std::move(wanted[1]))
                               : command::create(std::move(wanted[1]))};
  for (const Id line : items.other.ids()) commands.push_back(command::remove(line));
  const RecordSet move = transaction["move_id"];
  Dict values{{"currency_id", transaction_currency(transaction)}, {"line_ids", std::move(commands)}};
  if (move["journal_id"] != transaction["journal_id"]) values.set("journal_id", transaction["journal_id"]);
  if (move["partner_id"] != transaction["partner_id"]) values.set("partner_id", transaction["partner_id"]);
  move.with_context({{"skip_readonly_check", true}}).write(std::move(values));
}

}  // namespace

void synchronise_transaction_entries(const RecordSet& transactions, const Dict& changed) {
  const bool asked =
      std::any_of(carried.begin(), carried.end(), [&](const char* field) { return changed.contains(field); });
  if (!asked || is_following(transactions.env())) return;
  for (const RecordSet& transaction : transactions.with_context({{following, true}})) write_entry(transaction);
}

namespace {

void check_entry(const RecordSet& transaction, const TransactionItems& items) {
  const std::string name = transaction["move_id"].display_name();
  if (items.liquidity.size() != 1)
    throw user_error("The entry of a bank transaction has one item on the bank's account: " + name);
  if (items.suspense.size() > 1)
    throw user_error("The entry of a bank transaction has one item on the suspense account: " + name);
}

// What the suspense item says of the currency that the other side was paid in.
void add_foreign_amount(const RecordSet& transaction, const TransactionItems& items, Dict& values) {
  if (items.suspense.empty()) return;
  const RecordSet currency = items.suspense["currency_id"];
  if (currency == journal_currency(transaction["journal_id"])) {
    values.update({{"amount_currency", 0.0}, {"foreign_currency_id", false}});
  } else if (items.other.empty() || !transaction.env().since(Series::v18)) {
    values.update({{"amount_currency", -items.suspense.number("amount_currency")}, {"foreign_currency_id", currency}});
  }
}

void follow_entry(const RecordSet& transaction) {
  const TransactionItems items = transaction_items(transaction);
  check_entry(transaction, items);
  const RecordSet journal = transaction["journal_id"];
  const bool foreign_journal = journal_currency(journal) != company_currency(journal);
  Dict values{{"payment_ref", text_or_false(items.liquidity.text("name"))},
              {"partner_id", items.liquidity["partner_id"]},
              {"amount", items.liquidity.number(foreign_journal ? "amount_currency" : "balance")}};
  add_foreign_amount(transaction, items, values);
  const Dict of_move{{"partner_id", items.liquidity["partner_id"]}, {"currency_id", transaction_currency(transaction)}};
  write_changed(transaction["move_id"].with_context({{"skip_readonly_check", true}}), of_move);
  write_changed(transaction, values);
}

}  // namespace

void follow_transaction_entries(const RecordSet& moves, const Dict& changed) {
  if (!changed.contains("line_ids") || is_following(moves.env())) return;
  for (const RecordSet& transaction : moves.sudo()["statement_line_id"].with_context({{following, true}}))
    follow_entry(transaction);
}

}  // namespace paridoo::addons::account
