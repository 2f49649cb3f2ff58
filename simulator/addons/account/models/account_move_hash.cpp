#include "simulator/addons/account/models/account_move_hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/attachment_content.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr std::array entry_fields{"name", "date", "journal_id", "company_id"};
constexpr std::array line_fields{"name", "debit", "credit", "account_id", "partner_id"};

std::string amount_text(const RecordSet& line, const char* field) {
  const RecordSet currency = line["currency_id"];
  const auto digits = currency ? currency.integer("decimal_places") : 2;
  return fmt::format("{:.{}f}", line.number(field), digits);
}

// As Python's str() writes what the field holds.
std::string python_text(const RecordSet& record, const char* field) {
  const FieldType type = record.model().at(field).type();
  if (type == FieldType::monetary) return amount_text(record, field);
  if (type == FieldType::many2one) {
    const RecordSet other = record[field];
    return other ? std::to_string(other.id()) : "False";
  }
  const Value value = record.value(field);
  return value.is_text() ? value.text() : "False";
}

std::string content_of(const RecordSet& move) {
  std::map<std::string, std::string> parts;
  for (const char* field : entry_fields) parts[field] = python_text(move, field);
  for (const RecordSet& line : move["line_ids"])
    for (const char* field : line_fields) parts[fmt::format("line_{}_{}", line.id(), field)] = python_text(line, field);
  std::string out = "{";
  for (const auto& [key, text] : parts)
    out += (out.size() > 1 ? "," : "") + python_json(Value(key)) + ":" + python_json(Value(text));
  return out + "}";
}

constexpr std::string_view version_mark = "$4$";

std::string without_version(const std::string& hash) {
  return hash.starts_with("$") ? hash.substr(hash.rfind('$') + 1) : hash;
}

std::string hash_of(const RecordSet& move, const std::string& previous) {
  const std::string plain = base::sha256_of(without_version(previous) + content_of(move));
  return move.env().since(Series::v18) ? std::string(version_mark) + plain : plain;
}

bool keeps_hashes(const RecordSet& move) { return move["journal_id"].flag("restrict_mode_hash_table"); }

// --- 17.0: in the order of a counter of the journal

void hash_counted(const RecordSet& move) {
  const std::int64_t number = std::stoll(base::next_by_id(move["journal_id"]["secure_sequence_id"].sudo()));
  const Domain before = term("state", "=", "posted") & term("company_id", "=", move["company_id"].id()) &
                        term("journal_id", "=", move["journal_id"].id()) & term("secure_sequence_number", "!=", 0) &
                        term("secure_sequence_number", "=", number - 1);
  const std::string previous = move.none().sudo().search(before, {.limit = 1}).text("inalterable_hash");
  store(move, "secure_sequence_number", number);
  store(move, "inalterable_hash", hash_of(move, previous));
}

void hash_posted_17(const RecordSet& moves) {
  const RecordSet open = moves.filtered([](const RecordSet& move) {
    return keeps_hashes(move) && move.integer("secure_sequence_number") == 0 && move.text("inalterable_hash").empty();
  });
  for (const RecordSet& move :
       open.sorted([](const RecordSet& one) { return std::tuple(one.text("date"), one.text("ref"), one.id()); }))
    hash_counted(move);
}

// --- since 18.0: in the order of their numbers

void check_chain(const HashChain& chain, Gaps gaps) {
  if (chain.has_unreconciled) throw user_error("Entries with lines that are not reconciled cannot be secured.");
  if (gaps == Gaps::allowed) return;
  if (chain.moves.empty())
    throw user_error("A later number of this sequence is secured already: resequence the entry.");
  if (chain.has_gap) throw user_error("The entry cannot be secured: a number before it is missing.");
}

void give_right_to_see(const Env& env) {
  const Env all = env.sudo();
  const auto secured = all.find_ref("account.group_account_secured");
  if (!secured) return;
  for (const char* name : {"account.group_account_readonly", "account.group_account_invoice"})
    if (const auto group = all.find_ref(name)) group->call("_apply_group", {secured->id()});
}

}  // namespace

std::vector<RecordSet> by_sequence(const RecordSet& moves) {
  std::vector<RecordSet> out;
  for (const auto& [key, some] : moves.grouped(
           [](const RecordSet& move) { return std::pair(move["journal_id"].id(), move.text("sequence_prefix")); }))
    out.push_back(some);
  return out;
}

std::optional<HashChain> hash_chain(const RecordSet& moves, bool forced) {
  if (moves.empty()) return std::nullopt;
  RecordSet last = moves.first();
  for (const RecordSet& move : moves)
    if (move.integer("sequence_number") > last.integer("sequence_number")) last = move;
  if (last.text("state") != "posted" || (!forced && !keeps_hashes(last))) return std::nullopt;
  const Domain common =
      term("journal_id", "=", last["journal_id"].id()) & term("sequence_prefix", "=", last.text("sequence_prefix"));
  const RecordSet hashed = moves.none().search(common & term("inalterable_hash", "!=", false),
                                               {.limit = 1, .order = "sequence_number desc"});
  Domain open = common & term("state", "=", "posted") & term("inalterable_hash", "=", false) &
                term("sequence_number", "<=", last.integer("sequence_number"));
  if (hashed) open = open & term("sequence_number", ">", hashed.integer("sequence_number"));
  const RecordSet found = moves.none().sudo().search(open, {.order = "sequence_number"});
  const RecordSet chained = moves.browse(found.ids());
  HashChain chain{.previous = hashed.text("inalterable_hash"),
                  .last_hashed = hashed,
                  .moves = chained,
                  .remaining = moves - chained};
  if (chained.empty()) return chain;
  const auto size = static_cast<std::int64_t>(chained.size());
  const std::int64_t expected =
      hashed ? hashed.integer("sequence_number") + size : chained.first().integer("sequence_number") + size - 1;
  chain.has_gap = chained.last().integer("sequence_number") != expected;
  const RecordSet statements = found["statement_line_ids"];
  chain.has_unreconciled = !statements.where("is_reconciled", "=", false).empty();
  return chain;
}

void hash_moves(const RecordSet& moves, bool forced, Gaps gaps) {
  std::vector<HashChain> chains;
  for (const RecordSet& some : by_sequence(moves)) {
    auto chain = hash_chain(some, forced);
    if (!chain) continue;
    check_chain(*chain, gaps);
    chains.push_back(std::move(*chain));
  }
  const bool modifies = !moves.env().context("skip_is_manually_modified");
  bool hand_made = false;
  for (const HashChain& chain : chains) {
    std::string previous = chain.previous;
    for (const RecordSet& move : chain.moves) {
      previous = hash_of(move, previous);
      store(move, "inalterable_hash", previous);
      if (modifies) store(move, "is_manually_modified", true);
      mail::message_log(move, "This entry is secured now.");
      hand_made = hand_made || !keeps_hashes(move);
    }
  }
  if (hand_made) give_right_to_see(moves.env());
}

void hash_posted(const RecordSet& moves) {
  const RecordSet asked = moves.filtered(keeps_hashes);
  if (asked.empty()) return;
  moves.env().transaction().recompute(std::vector<const Field*>{&moves.model().at("name")});
  // The lines that are due are called after the reference, and since 18.0 they are so by now.
  if (moves.env().since(Series::v18)) give_payment_reference(moves);
  moves.env().since(Series::v18) ? hash_moves(moves, false) : hash_posted_17(asked);
}

bool is_locked_by_hash(const RecordSet& move) {
  if (move.env().since(Series::v18)) return !move.text("inalterable_hash").empty();
  return keeps_hashes(move) && move.text("state") == "posted";
}

void refuse_hashed_changes(const RecordSet& move, const Dict& values) {
  const auto touches = [&](std::string_view field) { return values.contains(field); };
  if (is_locked_by_hash(move) && std::ranges::any_of(entry_fields, touches))
    throw user_error("A secured entry keeps its number, date, journal and company.");
  if ((!move.text("inalterable_hash").empty() && touches("inalterable_hash")) ||
      (move.integer("secure_sequence_number") != 0 && touches("secure_sequence_number")))
    throw user_error("The hash of a secured entry cannot be overwritten.");
}

void refuse_hashed_line_changes(const RecordSet& lines, const Dict& values) {
  const bool touches = std::ranges::any_of(line_fields, [&](const char* field) { return values.contains(field); });
  if (touches && lines["move_id"].filtered("inalterable_hash"))
    throw user_error("Lines of a secured entry keep their label, amounts, account and partner.");
}

void compute_string_to_hash(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("string_to_hash", content_of(move));
}

Domain search_secured(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool listed = model.env().since(Series::v19) && operand.is_list() && operand.list().size() == 1;
  const Value asked = listed ? operand.list().front() : operand;
  const bool negated = comparison == "!=" || comparison == "<>" || comparison == "not in";
  if (!asked.is_boolean() || (!negated && comparison != "=" && comparison != "in"))
    throw user_error("Entries can be searched for being secured or not only.");
  return term("inalterable_hash", negated == asked.boolean() ? "=" : "!=", false);
}

Value button_hash(const RecordSet& self, const Arguments&) {
  hash_moves(self, true);
  return {};
}

void refuse_unhashing(const RecordSet& journal, const Dict& values) {
  if (!values.contains("restrict_mode_hash_table") || values.get("restrict_mode_hash_table")) return;
  const bool hashes = journal.env().since(Series::v18);
  const Domain secured = hashes ? term("inalterable_hash", "!=", false) : term("secure_sequence_number", "!=", 0);
  const Domain own = term("journal_id", "=", journal.id()) & term("state", "=", "posted") & secured;
  if (journal.env().sudo()["account.move"].search(own, {.limit = 1}))
    throw user_error("The journal " + journal.text("name") + " has secured entries: it goes on securing them.");
}

void make_secure_sequences(const RecordSet& journals) {
  if (journals.env().since(Series::v18)) return;
  for (const RecordSet& journal : journals) {
    if (!journal.flag("restrict_mode_hash_table") || journal["secure_sequence_id"]) continue;
    const RecordSet sequence =
        journal.env()["ir.sequence"].create({{"name", "Securisation of secure_sequence_id - " + journal.text("name")},
                                             {"code", fmt::format("SECUR{}-secure_sequence_id", journal.id())},
                                             {"implementation", "no_gap"},
                                             {"padding", 0},
                                             {"company_id", journal["company_id"]}});
    journal.write({{"secure_sequence_id", sequence}});
  }
}

}  // namespace paridoo::addons::account
