// A company's books in a simulator of 18.0, asked as a client would ask: what the commands and the invariants of the
// invoice state machine share. Amounts are in cents, so that sums are exact.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/database.h"
#include "simulator/orm/store.h"
#include "simulator/orm/value.h"

namespace paridoo::tests {

using Cents = std::int64_t;
Cents cents(double amount);
double amount_of(Cents cents);

// A row of account.move.line on an account that can be matched, or any other.
struct EntryLine {
  orm::Id id, move, account, currency;
  Cents balance, amount_currency, residual, residual_currency;
  bool matchable, posted, reconciled, is_term;
  std::optional<orm::Id> full;
  std::string account_type;
};
struct Entry {
  orm::Id id, journal;
  std::string name, state, type, payment_state;
  Cents residual, total;
  std::optional<orm::Id> payment;
};
struct Match {
  orm::Id id, debit, credit;
  Cents amount, debit_currency, credit_currency;
  std::optional<orm::Id> full;
};
// The number of an entry: "INV/2026/00007" of its journal is 7 after "INV/2026/".
struct Number {
  orm::Id journal;
  std::string prefix;
  int number;
  auto operator<=>(const Number&) const = default;
};
// Nothing for an entry without a name.
std::optional<Number> number_of(const Entry& entry);

// Everything that the invariants look at, as it stands.
struct Books {
  std::map<orm::Id, Entry> entries;
  std::map<orm::Id, EntryLine> lines;
  std::vector<Match> matches;
  std::map<orm::Id, bool> payment_is_matched;
  std::set<Number> deleted_numbers;  // of entries that were there once; who asks must carry them on
};

class Ledger {
 public:
  Ledger();

  // The answer of a method; a fault of the simulator leaves as it is.
  orm::Value call(std::string_view model, std::string_view method, const orm::List& arguments,
                  const orm::Dict& named = {});
  Books books();

  orm::Id dollar() const { return dollar_; }
  orm::Id euro() const { return euro_; }
  const std::vector<orm::Id>& partners() const { return partners_; }
  const std::vector<orm::Id>& money_journals() const { return money_journals_; }
  orm::Id account(std::string_view type);
  orm::Id tax(std::string_view use);

 private:
  orm::Id first(std::string_view model, const char* field, std::string_view value);
  void select(std::string_view sql, const std::function<void(const orm::StoreRow&)>& each);
  void read_entries(Books& books);
  void read_lines(Books& books);
  void read_matches(Books& books);

  orm::Database database_;
  orm::Id dollar_ = 0, euro_ = 0;
  std::vector<orm::Id> partners_, money_journals_;
  std::map<std::string, orm::Id> firsts_;
};

}  // namespace paridoo::tests
