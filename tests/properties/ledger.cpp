#include "tests/properties/ledger.h"

#include <cmath>
#include <cstdlib>

#include "simulator/orm/dispatch.h"
#include "simulator/service/worlds.h"

namespace paridoo::tests {
namespace {

using orm::Dict;
using orm::Id;
using orm::List;
using orm::Value;

constexpr Id administrator = 2;

std::optional<Id> link(const orm::StoreRow& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional<Id>(row.integer(column));
}
// The arguments of a search: a domain of one condition.
List with(List condition) {
  List domain, arguments;
  domain.emplace_back(std::move(condition));
  arguments.emplace_back(std::move(domain));
  return arguments;
}

orm::Clock noon() { return orm::clock_from(orm::parse_moment("2026-11-22 12:00:00").value()); }

orm::Database opened(std::span<const std::byte> image) {
  return {"books", service::registry_of(orm::Series::v18), image, {}, noon(), 1};
}

Value ask(orm::Database& database, std::string_view model, std::string_view method, const List& arguments,
          const Dict& named) {
  const Value& context = named.get("context");
  return database.run(administrator, context.is_dict() ? context.dict() : Dict(),
                      [&](const orm::Env& env) { return orm::call_kw(env, model, method, arguments, named); });
}

Id currency(orm::Database& database, const char* name) {
  const Dict everything{{"context", Dict{{"active_test", false}}}};
  return ask(database, "res.currency", "search", with({"name", "=", name}), everything).ids().at(0);
}

// A fresh database with two partners, and euros at three rates. A euro is a whole number of dollars, which leaves
// little to the rounding of rates: see slack_of() in ledger_rules.cpp.
std::vector<std::byte> furnished() {
  orm::Database database = opened(service::image_of(orm::Series::v18));
  const Id euro = currency(database, "EUR");
  ask(database, "res.currency", "write", {euro, Dict{{"active", true}}}, {});
  const std::vector<std::pair<const char*, double>> rates = {
      {"2026-01-01", 0.5}, {"2026-04-01", 0.2}, {"2026-07-01", 0.25}};
  for (const auto& [day, rate] : rates)
    ask(database, "res.currency.rate", "create", {Dict{{"currency_id", euro}, {"name", day}, {"rate", rate}}}, {});
  for (const char* name : {"Ann", "Bob"}) ask(database, "res.partner", "create", {Dict{{"name", name}}}, {});
  return database.image();
}

const std::vector<std::byte>& furnished_image() {
  static const std::vector<std::byte> image = furnished();
  return image;
}

}  // namespace

Cents cents(double amount) { return std::llround(amount * 100); }
double amount_of(Cents cents) { return static_cast<double>(cents) / 100; }

std::optional<Number> number_of(const Entry& entry) {
  if (entry.name.empty() || entry.name == "/") return {};
  const std::size_t digits = entry.name.find_last_not_of("0123456789") + 1;
  return Number{entry.journal, entry.name.substr(0, digits), std::atoi(entry.name.c_str() + digits)};
}

Ledger::Ledger() : database_(opened(furnished_image())) {
  dollar_ = currency(database_, "USD");
  euro_ = currency(database_, "EUR");
  partners_ = call("res.partner", "search", with({"name", "in", List{"Ann", "Bob"}})).ids();
  money_journals_ = call("account.journal", "search", with({"type", "in", List{"bank", "cash"}})).ids();
}

Value Ledger::call(std::string_view model, std::string_view method, const List& arguments, const Dict& named) {
  return ask(database_, model, method, arguments, named);
}

Id Ledger::first(std::string_view model, const char* field, std::string_view value) {
  Id& known = firsts_[std::string(model) + "/" + std::string(value)];
  if (known == 0) known = call(model, "search", with(List{field, "=", value}), {{"limit", 1}}).ids().at(0);
  return known;
}
Id Ledger::account(std::string_view type) { return first("account.account", "account_type", type); }
Id Ledger::tax(std::string_view use) { return first("account.tax", "type_tax_use", use); }

// Straight from the store, for speed: all that the rules look at is stored.
void Ledger::select(std::string_view sql, const std::function<void(const orm::StoreRow&)>& each) {
  database_.run(administrator, {}, [&](const orm::Env& env) -> Value {
    env.store().run(sql, {}, each);
    return {};
  });
}

Books Ledger::books() {
  Books books;
  read_entries(books);
  read_lines(books);
  read_matches(books);
  select("SELECT id, is_matched FROM account_payment",
         [&](const orm::StoreRow& row) { books.payment_is_matched[row.integer(0)] = row.integer(1) != 0; });
  return books;
}

void Ledger::read_entries(Books& books) {
  select(
      "SELECT id, journal_id, name, state, move_type, payment_state, amount_residual, amount_total, origin_payment_id "
      "FROM account_move",
      [&](const orm::StoreRow& row) {
        books.entries[row.integer(0)] = {.id = row.integer(0),
                                         .journal = row.integer(1),
                                         .name = std::string(row.text(2)),
                                         .state = std::string(row.text(3)),
                                         .type = std::string(row.text(4)),
                                         .payment_state = std::string(row.text(5)),
                                         .residual = cents(row.real(6)),
                                         .total = cents(row.real(7)),
                                         .payment = link(row, 8)};
      });
}

void Ledger::read_lines(Books& books) {
  select(
      "SELECT line.id, line.move_id, line.account_id, line.currency_id, line.balance, line.amount_currency, "
      "line.amount_residual, line.amount_residual_currency, line.reconciled, line.parent_state, "
      "line.full_reconcile_id, line.display_type, account.account_type, account.reconcile "
      "FROM account_move_line line JOIN account_account account ON account.id = line.account_id",
      [&](const orm::StoreRow& row) {
        const std::string type(row.text(12));
        const bool is_money = type == "asset_cash" || type == "liability_credit_card";
        books.lines[row.integer(0)] = {.id = row.integer(0),
                                       .move = row.integer(1),
                                       .account = row.integer(2),
                                       .currency = row.integer(3),
                                       .balance = cents(row.real(4)),
                                       .amount_currency = cents(row.real(5)),
                                       .residual = cents(row.real(6)),
                                       .residual_currency = cents(row.real(7)),
                                       .matchable = is_money || row.integer(13) != 0,
                                       .posted = row.text(9) == "posted",
                                       .reconciled = row.integer(8) != 0,
                                       .is_term = row.text(11) == "payment_term",
                                       .full = link(row, 10),
                                       .account_type = type};
      });
}

void Ledger::read_matches(Books& books) {
  select(
      "SELECT id, debit_move_id, credit_move_id, amount, debit_amount_currency, credit_amount_currency, "
      "full_reconcile_id FROM account_partial_reconcile ORDER BY id",
      [&](const orm::StoreRow& row) {
        books.matches.push_back({.id = row.integer(0),
                                 .debit = row.integer(1),
                                 .credit = row.integer(2),
                                 .amount = cents(row.real(3)),
                                 .debit_currency = cents(row.real(4)),
                                 .credit_currency = cents(row.real(5)),
                                 .full = link(row, 6)});
      });
}

}  // namespace paridoo::tests
