// account.secure.entries.wizard: secures all that was posted until a day, since 18.0.
#include <optional>

#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_hash.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

Value default_company(const RecordSet& model) { return model.env().company().id(); }

struct OpenChain {
  HashChain chain;
  RecordSet left_out;  // before what is secured, in open books
};

RecordSet skipped(const HashChain& chain, const RecordSet& company) {
  if (chain.last_hashed.empty()) return chain.last_hashed;
  const std::int64_t last = chain.last_hashed.integer("sequence_number");
  const std::string locked = company.text("user_hard_lock_date");
  return chain.remaining.filtered([&](const RecordSet& move) {
    return move.text("inalterable_hash").empty() && move.integer("sequence_number") < last &&
           move.text("date") > locked;
  });
}

std::vector<OpenChain> open_chains(const RecordSet& wizard, const std::string& day) {
  if (day.empty() || wizard["company_id"].empty()) return {};
  const Domain open = term("date", "<=", day) & term("company_id", "child_of", wizard["company_id"].id()) &
                      term("inalterable_hash", "=", false) & term("state", "=", "posted");
  const RecordSet found = wizard.env().sudo()["account.move"].search(open);
  std::vector<OpenChain> out;
  for (const RecordSet& some : by_sequence(found))
    if (auto chain = hash_chain(some, true)) {
      const RecordSet left_out = skipped(*chain, wizard["company_id"]);
      out.push_back({std::move(*chain), left_out});
    }
  return out;
}

Value day_before_first_open(const RecordSet& wizard) {
  std::optional<Day> first;
  for (const OpenChain& open : open_chains(wizard, wizard.env().today_text()))
    for (const RecordSet& move : open.chain.moves | open.left_out)
      if (const auto day = move.day("date"); day && (!first || *day < *first)) first = day;
  return first ? Value(format_day(*first - std::chrono::days{1})) : Value(false);
}

void compute_max_hash_date(const RecordSet& self) {
  for (const RecordSet& wizard : self) wizard.set("max_hash_date", day_before_first_open(wizard));
}

void compute_hash_date(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const Value own = wizard.value("hash_date"), last = wizard.value("max_hash_date");
    wizard.set("hash_date", !own.is_unset() ? own : !last.is_unset() ? last : Value(self.env().today_text()));
  }
}

void compute_chains(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    RecordSet moves = wizard.env()["account.move"], left_out = moves;
    RecordSet unreconciled = wizard.env()["account.bank.statement.line"];
    List gaps;
    for (const OpenChain& open : open_chains(wizard, wizard.text("hash_date"))) {
      const RecordSet chained = open.chain.moves.in(wizard.env());
      if (open.chain.has_unreconciled) {
        unreconciled |= chained["statement_line_ids"].where("is_reconciled", "=", false);
        continue;
      }
      if (open.chain.has_gap)
        gaps.push_back(Dict{{"first_move_id", chained.first().id()}, {"last_move_id", chained.last().id()}});
      moves |= chained;
      left_out |= open.left_out.in(wizard.env());
    }
    wizard.set("move_to_hash_ids", Value(moves.ids()));
    wizard.set("not_hashable_unlocked_move_ids", Value(left_out.ids()));
    wizard.set("unreconciled_bank_statement_line_ids", Value(unreconciled.ids()));
    wizard.set("chains_to_hash_with_gaps", gaps.empty() ? Value(false) : Value(gaps));
  }
}

bool has_drafts(const RecordSet& wizard) {
  const Domain drafts = term("date", "<=", wizard.text("hash_date")) &
                        term("company_id", "child_of", wizard["company_id"].id()) & term("state", "=", "draft");
  return bool(wizard.env()["account.move"].search(drafts, {.limit = 1}));
}

// Each warning comes with an action that opens views, which are not simulated.
void compute_warnings(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const std::string day = wizard.text("hash_date");
    const bool later = !day.empty() && wizard["move_to_hash_ids"].filtered(
                                           [&](const RecordSet& move) { return move.text("date") > day; });
    if (later || wizard["unreconciled_bank_statement_line_ids"] || wizard["not_hashable_unlocked_move_ids"] ||
        bool(wizard.value("chains_to_hash_with_gaps")) || (!day.empty() && has_drafts(wizard)))
      throw not_simulated("account.secure.entries.wizard.warnings");
    wizard.set("warnings", Dict{});
  }
}

Value action_secure_entries(const RecordSet& self, const Arguments&) {
  self.ensure_one();
  if (!self.day("hash_date")) throw user_error("A day is needed until which the entries are secured.");
  if (const RecordSet moves = self["move_to_hash_ids"]) hash_moves(moves, true, Gaps::allowed);
  return {};
}

// PostgreSQL asks for the required day before Odoo computes it.
RecordSet create_wizards(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (const Dict& own : values)
    if (!own.get("hash_date") && !model.env().context("default_hash_date"))
      throw validation_error("A day is needed until which the entries are secured.");
  return super(std::move(values));
}

}  // namespace

Behaviour account_secure_entries_wizard() {
  return {
      .model = "account.secure.entries.wizard",
      .in = In{.since = Series::v18},
      .defaults = {{"company_id", default_company}},
      .computes = {{{"max_hash_date"}, compute_max_hash_date},
                   {{"hash_date"}, compute_hash_date},
                   {{"chains_to_hash_with_gaps", "unreconciled_bank_statement_line_ids",
                     "not_hashable_unlocked_move_ids", "move_to_hash_ids"},
                    compute_chains},
                   {{"warnings"}, compute_warnings}},
      .methods = {{"action_secure_entries", "", action_secure_entries}},
      .create = create_wizards,
  };
}

}  // namespace paridoo::addons::account
