#include "tests/properties/ledger_rules.h"

#include <cstdlib>
#include <optional>
#include <set>

namespace paridoo::tests {
namespace {

using orm::Id;
using Breaches = std::vector<std::string>;

std::string said(const EntryLine& line) {
  return "line " + std::to_string(line.id) + " of entry " + std::to_string(line.move) + ": balance " +
         std::to_string(line.balance) + ", left " + std::to_string(line.residual) + "; in its currency " +
         std::to_string(line.amount_currency) + ", left " + std::to_string(line.residual_currency);
}
std::string said(const Entry& entry) {
  return "entry " + std::to_string(entry.id) + " " + entry.name + " (" + entry.type + ", " + entry.state + ", " +
         entry.payment_state + ")";
}

bool is_invoice(const Entry& entry) { return entry.type != "entry"; }
bool is_owed(const EntryLine& line) {
  return line.account_type == "asset_receivable" || line.account_type == "liability_payable";
}

// Debits are credits, in the company's currency and in each other.
void entries_balance(const Books& books, Breaches& found) {
  std::map<Id, Cents> sums;
  std::map<std::pair<Id, Id>, Cents> sums_in;
  for (const auto& [id, line] : books.lines) {
    if (!line.posted) continue;
    sums[line.move] += line.balance;
    sums_in[{line.move, line.currency}] += line.amount_currency;
  }
  for (const auto& [entry, sum] : sums)
    if (sum != 0) found.push_back("an entry balances: " + said(books.entries.at(entry)) + " by " + std::to_string(sum));
  for (const auto& [key, sum] : sums_in)
    if (sum != 0)
      found.push_back("an entry balances in each currency: " + said(books.entries.at(key.first)) + " by " +
                      std::to_string(sum) + " of " + std::to_string(key.second));
}

void company_currency_is_the_balance(const Books& books, Id company_currency, Breaches& found) {
  for (const auto& [id, line] : books.lines)
    if (line.currency == company_currency && line.balance != line.amount_currency)
      found.push_back("the company's currency is the balance: " + said(line));
}

struct Matched {
  Cents amount = 0, in_currency = 0;
};
std::map<Id, Matched> matched_by_line(const Books& books) {
  std::map<Id, Matched> sums;
  for (const Match& match : books.matches) {
    sums[match.debit].amount += match.amount;
    sums[match.debit].in_currency += match.debit_currency;
    sums[match.credit].amount -= match.amount;
    sums[match.credit].in_currency -= match.credit_currency;
  }
  return sums;
}

// What is left of a line is its amount less its matches, and nothing is matched twice.
void residuals_follow_matches(const Books& books, Breaches& found) {
  const std::map<Id, Matched> matched = matched_by_line(books);
  for (const auto& [id, line] : books.lines) {
    const auto at = matched.find(id);
    const Matched sum = at == matched.end() ? Matched{} : at->second;
    if (!line.matchable) {
      if (at != matched.end()) found.push_back("only some accounts are matched: " + said(line));
      continue;
    }
    if (line.residual != line.balance - sum.amount || line.residual_currency != line.amount_currency - sum.in_currency)
      found.push_back("what is left is the amount less its matches: " + said(line) + "; matched " +
                      std::to_string(sum.amount) + " and " + std::to_string(sum.in_currency));
    const bool done = line.residual == 0 && line.residual_currency == 0 && line.posted;
    if (line.reconciled != done) found.push_back("reconciled is nothing left: " + said(line));
  }
}

// Odoo 18.0 takes two amounts of one foreign currency for the same if rounding alone makes them differ (see
// get_amount_range_after_rate in its account_move_line.py), so a match may be a cent or two beyond the company's
// amount.
Cents slack_of(const EntryLine& line, Id company_currency) { return line.currency == company_currency ? 0 : 2; }

bool is_beyond(Cents left, Cents amount, Cents slack) {
  return std::abs(left) > std::abs(amount) + slack || (left > slack && amount < 0) || (left < -slack && amount > 0);
}
void nothing_is_matched_beyond_its_amount(const Books& books, Id company_currency, Breaches& found) {
  for (const auto& [id, line] : books.lines)
    if (line.matchable && (is_beyond(line.residual, line.balance, slack_of(line, company_currency)) ||
                           is_beyond(line.residual_currency, line.amount_currency, 0)))
      found.push_back("nothing is matched beyond its amount: " + said(line));
  for (const Match& match : books.matches)
    if (match.amount < 0 || match.debit_currency < 0 || match.credit_currency < 0)
      found.push_back("a match has no negative amount: match " + std::to_string(match.id));
}

void matches_join_posted_lines_of_one_account(const Books& books, Breaches& found) {
  for (const Match& match : books.matches) {
    const EntryLine& debit = books.lines.at(match.debit);
    const EntryLine& credit = books.lines.at(match.credit);
    if (debit.account != credit.account || !debit.posted || !credit.posted)
      found.push_back("a match joins posted lines of one account: " + said(debit) + " and " + said(credit));
  }
}

void full_matches_are_settled(const Books& books, Id company_currency, Breaches& found) {
  std::map<Id, Cents> sums;
  for (const auto& [id, line] : books.lines) {
    if (!line.full) continue;
    sums[*line.full] += line.balance;
    if (std::abs(line.residual) > slack_of(line, company_currency) || line.residual_currency != 0)
      found.push_back("a full match leaves nothing: " + said(line));
  }
  for (const auto& [full, sum] : sums)
    if (sum != 0) found.push_back("a full match sums to zero: " + std::to_string(full) + " by " + std::to_string(sum));
  for (const Match& match : books.matches) {
    if (match.full != books.lines.at(match.debit).full || match.full != books.lines.at(match.credit).full)
      found.push_back("a match and its lines are of one full match: match " + std::to_string(match.id));
  }
}

// --- invoices

// What Odoo 18.0 documents of payment_state, from the matches of an invoice's receivable and payable lines.
struct Counterparts {
  std::set<std::string> types;
  bool any = false, payments = false, all_payments_matched = true;
};
Counterparts counterparts_of(const Books& books, Id invoice) {
  Counterparts found;
  const auto look = [&](const EntryLine& own, const EntryLine& other) {
    if (own.move != invoice || other.move == invoice || !is_owed(own)) return;
    const Entry& entry = books.entries.at(other.move);
    found.any = true;
    found.types.insert(entry.type);
    if (!entry.payment) return;
    found.payments = true;
    if (!books.payment_is_matched.at(*entry.payment)) found.all_payments_matched = false;
  };
  for (const Match& match : books.matches) {
    look(books.lines.at(match.debit), books.lines.at(match.credit));
    look(books.lines.at(match.credit), books.lines.at(match.debit));
  }
  return found;
}

bool is_undone(const Entry& invoice, const std::set<std::string>& types) {
  if (invoice.type == "in_invoice" || invoice.type == "out_invoice") {
    const std::string refund = invoice.type == "in_invoice" ? "in_refund" : "out_refund";
    return types == std::set{refund} || types == std::set<std::string>{refund, "entry"};
  }
  return types == std::set<std::string>{"entry"};
}

// Without the accounting app a payment that the bank has not confirmed counts as paid.
std::string expected_payment_state(const Books& books, const Entry& invoice) {
  if (invoice.state != "posted" || !is_invoice(invoice)) return "not_paid";
  const Counterparts counterparts = counterparts_of(books, invoice.id);
  if (invoice.residual != 0) return counterparts.any ? "partial" : "not_paid";
  if (counterparts.payments) return "paid";
  return is_undone(invoice, counterparts.types) ? "reversed" : "paid";
}

void payment_states_follow_the_matches(const Books& books, Breaches& found) {
  for (const auto& [id, entry] : books.entries) {
    const std::string expected = expected_payment_state(books, entry);
    if (entry.payment_state != expected)
      found.push_back("payment_state follows the matches: " + said(entry) + ", not " + expected);
  }
}

void invoices_owe_what_their_terms_do(const Books& books, Breaches& found) {
  std::map<Id, std::pair<Cents, Cents>> sums;
  for (const auto& [id, line] : books.lines)
    if (line.is_term) {
      sums[line.move].first += line.amount_currency;
      sums[line.move].second += line.residual_currency;
    }
  for (const auto& [id, sum] : sums) {
    const Entry& entry = books.entries.at(id);
    if (std::abs(sum.first) != entry.total) found.push_back("terms sum to the total: " + said(entry));
    if (std::abs(sum.second) != entry.residual) found.push_back("terms sum to what is left: " + said(entry));
  }
}

// --- numbers

// The numbers that follow a prefix ("INV/2026/") are 1, 2, 3 ..., each once; but for those of deleted entries, which
// administrators may leave empty.
void numbers_have_no_gap(const Books& books, Breaches& found) {
  std::map<std::pair<Id, std::string>, std::multiset<int>> numbers;
  for (const auto& [id, entry] : books.entries) {
    const std::optional<Number> number = number_of(entry);
    if (number) numbers[{number->journal, number->prefix}].insert(number->number);
    if (!number && entry.state == "posted") found.push_back("a posted entry has a number: " + said(entry));
  }
  for (const auto& [series, used] : numbers)
    for (int number = 1; number <= *used.rbegin(); ++number) {
      const bool may_lack = books.deleted_numbers.contains({series.first, series.second, number});
      if (used.count(number) > 1 || (used.count(number) == 0 && !may_lack))
        found.push_back("numbers have no gap: " + series.second + " has " + std::to_string(used.count(number)) +
                        " of " + std::to_string(number));
    }
}

// For the log: who is matched with whom.
void describe(const Books& books, Breaches& found) {
  for (const Match& match : books.matches)
    found.push_back("match " + std::to_string(match.id) + " of " + std::to_string(match.amount) + " (" +
                    std::to_string(match.debit_currency) + ", " + std::to_string(match.credit_currency) +
                    "): " + said(books.lines.at(match.debit)) + " with " + said(books.lines.at(match.credit)));
}

}  // namespace

Breaches breaches(const Books& books, Id company_currency) {
  Breaches found;
  entries_balance(books, found);
  company_currency_is_the_balance(books, company_currency, found);
  residuals_follow_matches(books, found);
  nothing_is_matched_beyond_its_amount(books, company_currency, found);
  matches_join_posted_lines_of_one_account(books, found);
  full_matches_are_settled(books, company_currency, found);
  payment_states_follow_the_matches(books, found);
  invoices_owe_what_their_terms_do(books, found);
  numbers_have_no_gap(books, found);
  if (!found.empty()) describe(books, found);
  return found;
}

}  // namespace paridoo::tests
