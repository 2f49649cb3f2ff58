// Entries for what exchange rates changed between two matched lines.
#include <algorithm>

#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr const char* line_name = "Currency exchange rate difference";

RecordSet company_of(const std::vector<ExchangeAmount>& amounts, const RecordSet& fallback) {
  for (const ExchangeAmount& amount : amounts)
    if (is_invoice(amount.line["move_id"])) return amount.line["company_id"];
  return amounts.empty() ? fallback.first() : amounts.front().line["company_id"];
}

bool is_zero(const ExchangeAmount& amount) {
  const RecordSet currency = amount.in_currency ? amount.line["currency_id"] : amount.line["company_id"]["currency_id"];
  return base::currency_is_zero(currency, amount.amount);
}

RecordSet lines_of(const std::vector<ExchangeAmount>& amounts, const RecordSet& company) {
  RecordSet lines = company.env()["account.move.line"];
  for (const ExchangeAmount& amount : amounts) lines |= amount.line;
  return lines;
}

Dict line_values(const ExchangeAmount& amount, const Value& account, double sign, std::size_t sequence) {
  const RecordSet& line = amount.line;
  const double balance = amount.in_currency ? 0.0 : sign * amount.amount;
  const bool own_currency = line["currency_id"] == line["company_id"]["currency_id"];
  const double in_currency = amount.in_currency || own_currency ? sign * amount.amount : 0.0;
  return {{"name", line_name},
          {"balance", balance},
          {"amount_currency", in_currency},
          {"account_id", account},
          {"currency_id", line["currency_id"]},
          {"partner_id", line["partner_id"]},
          {"sequence", sequence}};
}

void check_configuration(const RecordSet& journal) {
  if (journal.empty()) throw user_error("The company has no journal for exchange differences.");
  const RecordSet company = journal["company_id"];
  if (company["expense_currency_exchange_account_id"].empty() || company["income_currency_exchange_account_id"].empty())
    throw user_error("The company has no accounts for exchange gains and losses.");
}

}  // namespace

Value exchange_journal(const RecordSet& lines, const Arguments& arguments) {
  return lines.env()["res.company"].browse(arguments["company"].integer())["currency_exchange_journal_id"].ids();
}

Value exchange_account(const RecordSet& lines, const Arguments& arguments) {
  const RecordSet company = lines.env()["res.company"].browse(arguments["company"].integer());
  const bool is_loss = arguments["amount"].number() > 0;
  return company[is_loss ? "expense_currency_exchange_account_id" : "income_currency_exchange_account_id"];
}

ExchangeEntry exchange_entry(const std::vector<ExchangeAmount>& amounts, const RecordSet& company_asked, Day day) {
  const RecordSet company = company_of(amounts, company_asked);
  const RecordSet fixed = lines_of(amounts, company);
  const Value journal_id = fixed.call("_get_exchange_journal", {company.id()});
  const RecordSet journal = company.env()["account.journal"].browse(journal_id.ids());
  ExchangeEntry entry;
  Day date = journal ? entry_date(journal, day) : day;
  List lines;
  for (const ExchangeAmount& amount : amounts) {
    date = std::max(date, amount.line.day("date").value());
    if (is_zero(amount)) continue;
    const Value gain_or_loss = fixed.call("_get_exchange_account", {company.id(), amount.amount});
    entry.matches.emplace_back(amount.line, lines.size());
    lines.push_back(command::create(line_values(amount, amount.line["account_id"], -1, lines.size())));
    lines.push_back(command::create(line_values(amount, gain_or_loss, 1, lines.size())));
  }
  // The number "/" keeps the draft from taking one.
  entry.values = {{"move_type", "entry"},         {"name", "/"},
                  {"date", format_day(date)},     {"journal_id", journal},
                  {"line_ids", std::move(lines)}, {"always_tax_exigible", true}};
  return entry;
}

RecordSet create_exchange_moves(const RecordSet& lines, const std::vector<ExchangeEntry>& entries) {
  const RecordSet model = without_sync(lines).env()["account.move"];
  if (entries.empty()) return model;
  std::vector<Dict> values;
  for (const ExchangeEntry& entry : entries) {
    const Value& journal = entry.values.get("journal_id");
    check_configuration(journal.is_integer() ? model.env()["account.journal"].browse(journal.integer())
                                             : model.env()["account.journal"]);
    values.push_back(entry.values);
  }
  const RecordSet moves = model.create(std::move(values));
  RecordSet to_post = moves.none();
  for (std::size_t at = 0; at < entries.size(); ++at)
    if (entries[at].to_post) to_post |= moves.at(at);
  if (to_post) post(to_post, false);
  std::vector<RecordSet> sets;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const RecordSet own = moves.at(at)["line_ids"].sorted([](const RecordSet& line) { return line.id(); });
    for (const auto& [line, index] : entries[at].matches)
      sets.push_back((lines.browse(line.ids()) | lines.browse(own.at(index).ids()))
                         .with_context({{"no_exchange_difference", true}}));
  }
  reconcile_all(sets);
  return moves;
}

}  // namespace paridoo::addons::account
