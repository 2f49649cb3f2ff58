#include "tests/properties/ledger_picks.h"

namespace paridoo::tests {
namespace {

bool is_owed(const EntryLine& line) {
  return line.account_type == "asset_receivable" || line.account_type == "liability_payable";
}

std::vector<Match> matches_where(const Books& books, const std::function<bool(const EntryLine&)>& holds) {
  std::vector<Match> found;
  for (const Match& match : books.matches)
    if (holds(books.lines.at(match.debit)) || holds(books.lines.at(match.credit))) found.push_back(match);
  return found;
}

}  // namespace

bool is_document(const Entry& entry) { return entry.type != "entry"; }

orm::Ids entries_where(const Books& books, const std::function<bool(const Entry&)>& holds) {
  orm::Ids found;
  for (const auto& [id, entry] : books.entries)
    if (holds(entry)) found.push_back(id);
  return found;
}

orm::Ids open_lines(const Books& books, const std::function<bool(const EntryLine&)>& holds) {
  orm::Ids found;
  for (const auto& [id, line] : books.lines)
    if (is_owed(line) && line.posted && !line.reconciled && holds(line)) found.push_back(id);
  return found;
}

std::vector<Match> matches_of_line(const Books& books, orm::Id id) {
  return matches_where(books, [id](const EntryLine& line) { return line.id == id; });
}

std::vector<Match> matches_of_entry(const Books& books, orm::Id id) {
  return matches_where(books, [id](const EntryLine& line) { return line.move == id; });
}

}  // namespace paridoo::tests
