// account.journal: what its statements come to, and whether its numbers have gaps.
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_hash.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet last_statement(const RecordSet& journal) {
  Domain domain = term("journal_id", "=", journal.id()) & term("company_id", "in", journal.env().companies().ids());
  if (journal.env().since(Series::v18)) domain = domain & term("first_line_index", "!=", false);
  return journal.env()["account.bank.statement"].search(domain, {.limit = 1, .order = "date desc, id desc"});
}

// What the bank has done since, that no statement tells of yet.
RecordSet loose_transactions(const RecordSet& journal, const std::string& since) {
  const Domain loose = term("statement_id", "=", false) & term("journal_id", "=", journal.id()) &
                       term("company_id", "in", journal.env().companies().ids()) &
                       term("move_id.state", "!=", "cancel");
  return journal.env()["account.bank.statement.line"].search(loose).filtered(
      [&](const RecordSet& line) { return line.text("internal_index") >= since; });
}

void compute_statement_balance(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    const RecordSet statement = last_statement(journal);
    const RecordSet loose = loose_transactions(journal, statement.text("first_line_index"));
    journal.set("has_statement_lines", !statement.empty() || !loose.empty());
    journal.set("current_statement_balance", statement.number("balance_end_real") + loose.sum("amount"));
  }
}

// 17.0 counts the numbers of each prefix; later, entries know whether a number before theirs is free.
bool misses_numbers(const RecordSet& entries) {
  for (const auto& [prefix, own] : entries.grouped([](const RecordSet& e) { return e.text("sequence_prefix"); })) {
    std::int64_t lowest = own.first().integer("sequence_number"), highest = lowest;
    for (const RecordSet& entry : own) {
      lowest = std::min(lowest, entry.integer("sequence_number"));
      highest = std::max(highest, entry.integer("sequence_number"));
    }
    if (highest - lowest + 1 != static_cast<std::int64_t>(own.size())) return true;
  }
  return false;
}

bool has_holes(const RecordSet& journal) {
  const Env& env = journal.env();
  const auto lock = fiscal_lock_date(journal["company_id"], journal);
  Domain own = term("journal_id", "=", journal.id());
  if (lock) own = own & term("date", ">", format_day(*lock));
  const RecordSet moves = env["account.move"].sudo();
  if (env.since(Series::v18)) return moves.search_count(own & term("made_sequence_gap", "=", true)) > 0;
  const Domain numbered =
      term("state", "=", "posted") | (term("state", "=", "draft") & term("name", "not in", List{"/", false}));
  return misses_numbers(moves.search(own & numbered));
}

void compute_holes(const RecordSet& self) {
  for (const RecordSet& journal : self) journal.set("has_sequence_holes", has_holes(journal));
}

bool waits_for_hashes(const RecordSet& journal) {
  if (!journal.flag("restrict_mode_hash_table")) return false;
  const Domain posted = term("journal_id", "=", journal.id()) & term("state", "=", "posted");
  for (const RecordSet& moves : by_sequence(journal.env()["account.move"].sudo().search(posted)))
    if (const auto chain = hash_chain(moves, false); chain && chain->moves) return true;
  return false;
}

void compute_unhashed(const RecordSet& self) {
  for (const RecordSet& journal : self) journal.set("has_unhashed_entries", waits_for_hashes(journal));
}

}  // namespace

Behaviour account_journal_state() {
  return {.model = "account.journal",
          .computes = {{{"has_statement_lines", "current_statement_balance"}, compute_statement_balance},
                       {{"has_sequence_holes"}, compute_holes},
                       {{"has_unhashed_entries"}, compute_unhashed, {.since = Series::v18}}}};
}

}  // namespace paridoo::addons::account
