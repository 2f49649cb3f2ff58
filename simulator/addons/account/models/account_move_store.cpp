// create, write and unlink of account.move.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/addons/account/audit_trail.h"
#include "simulator/addons/account/models/account_move_hash.h"
#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/models/account_move_naming.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_move_sync.h"
#include "simulator/addons/account/models/account_payment_parts.h"
#include "simulator/addons/account/models/bank_statement.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// One of the six commands on lines; what is not one is left to the ORM to refuse.
std::int64_t command_code(const Value& command) {
  const bool is_command = command.is_list() && !command.list().empty() && command.list().front().is_integer();
  return is_command ? command.list().front().integer() : -1;
}

Id command_id(const Value& command) {
  return command.list().size() > 1 && command.list()[1].is_integer() ? command.list()[1].integer() : 0;
}

bool holds(const List& list, const Value& value) { return std::find(list.begin(), list.end(), value) != list.end(); }

Value* update_of(List& commands, Id line) {
  for (Value& command : commands)
    if (command_code(command) == 1 && command_id(command) == line) return &command;
  return nullptr;
}

// invoice_line_ids are some of line_ids: commands on both become commands on the latter.
void merge_line_commands(Dict& values) {
  const Value invoice_lines = values.get("invoice_line_ids");
  Value* lines = values.find("line_ids");
  if (!lines || !lines->is_list() || !*lines || !invoice_lines.is_list() || !invoice_lines) return;
  for (const Value& command : invoice_lines.list()) {
    Value* same = command_code(command) == 1 ? update_of(lines->list(), command_id(command)) : nullptr;
    if (same && same->list().size() > 2 && command.list().size() > 2)
      same->list()[2].dict().update(command.list()[2].dict());
    else if (!holds(lines->list(), command))
      lines->list().push_back(command);
  }
  values.erase("invoice_line_ids");
}

List take_lines(Dict& values) {
  merge_line_commands(values);
  List commands;
  for (const char* field : {"line_ids", "invoice_line_ids"}) {
    if (const Value given = values.get(field); given.is_list())
      for (const Value& command : given.list()) commands.push_back(command);
    values.erase(field);
  }
  return commands;
}

Ids linked_lines(const List& commands) {
  Ids lines;
  for (const Value& command : commands) {
    if (command_code(command) == 4) lines.push_back(command_id(command));
    if (command_code(command) == 6 && command.list().size() > 2)
      for (const Id line : command.list()[2].ids()) lines.push_back(line);
  }
  return lines;
}

// The moves that lose lines to these.
RecordSet robbed_moves(const RecordSet& moves, const Dict& values) {
  const Value& commands = values.get("line_ids");
  if (!commands.is_list()) return moves.none();
  return moves.env()["account.move.line"].browse(linked_lines(commands.list())).exists()["move_id"];
}

Value given_or_default(const RecordSet& model, const Dict& values, const std::string& name) {
  if (values.contains(name)) return values.get(name);
  return model.default_get(std::vector<std::string>{name}).get(name);
}

// Which journal: known before the record is there, since everything else depends on it.
void choose_journal(const RecordSet& model, Dict& values) {
  if (given_or_default(model, values, "journal_id")) return;
  const Env& env = model.env();
  const Value company = given_or_default(model, values, "company_id");
  const Value currency = given_or_default(model, values, "currency_id");
  const Value type = given_or_default(model, values, "move_type");
  const bool liquidity = values.get(origin_payment_field(env)) || values.get("statement_line_id") ||
                         env.context("is_payment") || env.context("is_statement_line");
  const RecordSet owner = company.is_integer() ? env["res.company"].browse(company.integer()) : env.company();
  values.set("journal_id", default_journal(model, type.is_text() ? type.text() : "entry", owner,
                                           currency.is_integer() ? currency.integer() : 0, liquidity));
}

void create_lines(const RecordSet& move, const List& commands, std::vector<Dict>& created) {
  for (const Value& command : commands) {
    if (command_code(command) != 0 || command.list().size() < 3 || !command.list()[2].is_dict()) continue;
    Dict values = command.list()[2].dict();
    values.set("move_id", move.id());
    created.push_back(std::move(values));
  }
  const RecordSet linked = move.env()["account.move.line"].browse(linked_lines(commands));
  if (linked) without_sync(linked).write({{"move_id", move.id()}});
}

// Computes what a later change of something else could otherwise compute over what was given.
void settle(const RecordSet& moves) {
  if (moves.env().since(Series::v18))
    for (const RecordSet& move : moves)
      for (const char* field : {"invoice_currency_rate", "invoice_date_due"}) move.value(field);
  for (const RecordSet& move : moves)
    for (const char* field :
         {"journal_id", "company_id", "currency_id", "commercial_partner_id", "partner_shipping_id",
          "fiscal_position_id", "invoice_payment_term_id", "date", "invoice_user_id", "partner_bank_id", "name"})
      move.value(field);
}

bool checks_balance(const Env& env) {
  const Value& asked = env.context("check_move_validity");
  return asked.is_none() || asked;
}

// A tax of no amount has no line.
bool brings_tax_lines(const RecordSet& move) {
  if (move.mapped("line_ids.tax_ids").empty()) return false;
  const MoveTaxLines lines = tax_lines_of(move, false);
  return std::ranges::any_of(lines.base, [](const BaseLine& base) {
    return std::ranges::any_of(base.details.taxes, [](const TaxData& tax) { return tax.raw_tax != Money{}; });
  });
}

// What an entry is made with besides its own values.
struct Asked {
  List lines = {};
  bool knows_due_date = false;
};

Asked take_asked(Dict& values) {
  const bool knows = values.get("invoice_date_due") || values.contains("line_ids");
  return {.lines = take_lines(values), .knows_due_date = knows};
}

// 17.0 makes the due date of a document that gets its number as a draft before it knows which day that is, unless
// payment terms, tax lines or items in place of invoice lines made it look. Copies of documents bring lines with due
// dates.
RecordSet with_known_due_dates(const RecordSet& moves, const std::vector<Asked>& asked, const RecordSet& originals) {
  if (moves.env().since(Series::v18) || originals) return moves;
  Ids unknown;
  for (std::size_t at = 0; at < asked.size(); ++at) {
    const RecordSet move = moves.at(at);
    if (!asked[at].knows_due_date && has_number(move) && !brings_tax_lines(move)) unknown.push_back(move.id());
  }
  return moves.with_context({{"moves_without_due_date", Value(unknown)}});
}

// In 17.0 payment terms win over a due date that was given with the lines.
void take_due_dates_of_terms(const RecordSet& moves) {
  if (moves.env().since(Series::v18)) return;
  compute_now(moves.filtered("invoice_payment_term_id"), {"invoice_date_due"}, compute_invoice_date_due);
}

RecordSet originals_of(const RecordSet& model, std::vector<Dict>& values) {
  RecordSet originals = model.none();
  for (Dict& own : values) {
    if (const Value& original = own.get(copy_marker); original.is_integer())
      originals |= model.browse(original.integer());
    own.erase(copy_marker);
  }
  return originals;
}

}  // namespace

RecordSet create_moves(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (const Dict& own : values)
    if (own.get("state") == Value("posted")) throw user_error("An entry is made as a draft, and posted after that.");
  // The lines of a copy start from what those of the original are.
  const RecordSet originals = originals_of(model, values);
  const SyncState before = before_change(originals);
  std::vector<Asked> asked;
  RecordSet robbed = model.none();
  for (Dict& own : values) {
    asked.push_back(take_asked(own));
    robbed |= model.env()["account.move.line"].browse(linked_lines(asked.back().lines)).exists()["move_id"];
    if (model.env().since(Series::v18)) own.set("is_manually_modified", false);
    choose_journal(model, own);
  }
  const RecordSet moves = super(values);
  {
    GivenValues given;
    std::vector<Dict> created;
    for (std::size_t at = 0; at < values.size(); ++at) {
      given.add(moves.at(at), values[at]);
      moves.at(at).value("line_ids");  // from now on the list grows in the order in which lines are made
      create_lines(moves.at(at), asked[at].lines, created);
    }
    if (!created.empty()) without_sync(moves).env()["account.move.line"].create(std::move(created));
    // Their dates may have been asked for before there were lines, whose taxes count for them.
    model.env().transaction().outdate(model.model().at("date"), moves.ids());
    settle(moves);
    after_change(with_known_due_dates(moves, asked, originals) | robbed, before);
  }
  for (std::size_t at = 0; at < values.size(); ++at)
    if (values[at].contains("tax_totals")) write_tax_totals(moves.at(at), values[at].get("tax_totals"));
  take_due_dates_of_terms(moves);
  if (checks_balance(model.env())) check_balanced(moves | robbed);
  return moves;
}

namespace {

bool changes(const RecordSet& move, const Dict& values, std::string_view field) {
  const Value* asked = values.find(field);
  if (!asked) return false;
  const Value own = move.value(field);
  return !(own == *asked) && !(own.is_unset() && asked->is_unset());
}

bool clears_name(const Dict& values) {
  const Value* name = values.find("name");
  return name && (!*name || *name == Value("/"));
}

void refuse_journal_change(const RecordSet& move, const Dict& values) {
  if (!changes(move, values, "journal_id")) return;
  const bool free_of_posting = move.env().since(Series::v18) && clears_name(values);
  if (move.flag("posted_before") && !move.env().since(Series::v18))
    throw user_error("The journal of an entry that was posted once cannot be changed.");
  if (!has_number(move) || free_of_posting) return;
  const std::int64_t number = move.integer("sequence_number");
  if (move.flag("posted_before") || (number != 0 && number != 1))
    throw user_error("The journal of an entry with a number cannot be changed: remove the number first.");
}

void refuse_changes_of_posted(const RecordSet& move, const Dict& values) {
  const std::string state = values.contains("state") ? values.get("state").text() : move.text("state");
  if (state != "posted" || move.env().context("skip_readonly_check") || !move.env().since(Series::v18)) return;
  for (const char* field : {"invoice_line_ids", "line_ids", "invoice_date", "date", "partner_id",
                            "invoice_payment_term_id", "currency_id", "fiscal_position_id", "invoice_cash_rounding_id"})
    if (values.contains(field))
      throw user_error(fmt::format("The field {} of a posted entry cannot be changed.", field));
}

void refuse_changes(const RecordSet& move, const Dict& values) {
  move.value("name");  // a number that is still to be found is found as the entry is before the change
  refuse_hashed_changes(move, values);
  refuse_journal_change(move, values);
  if (move.text("state") == "posted") {
    const bool leaves = values.contains("state") && values.get("state") != Value("posted");
    if (leaves || changes(move, values, "name") || changes(move, values, "date")) {
      check_fiscal_lock(move);
      check_tax_lock(move["line_ids"]);
    }
  }
  refuse_changes_of_posted(move, values);
}

bool touches_numbers(const Dict& values) {
  return values.contains("name") || values.contains("journal_id") || values.contains("sequence_prefix") ||
         values.contains("sequence_number");
}

void after_write(const RecordSet& self, const Dict& values) {
  if (values.contains("journal_id") && !values.contains("name")) {
    const bool all = !self.env().since(Series::v18);
    const RecordSet drafts = self.filtered([&](const RecordSet& move) { return all || !move.flag("posted_before"); });
    store(drafts, "name", false);
    compute_now(drafts, {"name"}, compute_name);
  }
  if (values.contains("name")) {
    set_gap_after(self, false);
    give_payment_reference(self);
  }
  if (values.contains("date") || values.contains("state")) {
    const RecordSet posted = self.where("state", "=", "posted");
    check_fiscal_lock(posted);
    check_tax_lock(posted["line_ids"]);
  }
  if (values.get("state") == Value("posted")) hash_posted(self);
}

}  // namespace

void write_moves(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (values.empty() || self.empty()) return;
  merge_line_commands(values);
  for (const RecordSet& move : self) refuse_changes(move, values);
  if (touches_numbers(values)) set_gap_after(self, true);
  const RecordSet moves = self | robbed_moves(self, values);
  const SyncState before = before_change(moves);
  {
    GivenValues given;
    given.add(self, values);
    const bool tracks = self.env().since(Series::v18) && !self.env().context("skip_is_manually_modified");
    if (!values.contains("is_manually_modified") && tracks) values.set("is_manually_modified", true);
    // Lines and payments that the write reaches leave it to this one to tell the payment.
    super(without_sync(self).with_context({{"skip_account_move_synchronization", true}}), values);
    after_write(self, values);
    after_change(moves, before);
  }
  follow_entries(self, values);
  follow_transaction_entries(self, values);
  if (values.contains("tax_totals"))
    for (const RecordSet& move : self) write_tax_totals(move, values.get("tax_totals"));
  if (checks_balance(self.env())) check_balanced(moves.exists());
  const bool by_currency = values.contains("currency_id") && self.env().since(Series::v18);
  if (values.contains("journal_id") || by_currency) check_accounts_allowed(self["line_ids"]);
}

namespace {

void refuse_gaps(const RecordSet& moves) {
  const bool may = moves.env().is_superuser() || base::has_group(moves.env().user(), "account.group_account_manager") ||
                   moves.env().context("force_delete");
  if (!may && !is_end_of_sequence(moves))
    throw user_error("This entry has a number and is not the last one: deleting it would leave a gap.");
}

void refuse_losing_trail(const RecordSet& moves) {
  if (!moves.env().since(Series::v18)) return;
  const char* keeps = keeps_trail_field(moves.env());
  for (const RecordSet& move : moves)
    if (move.flag("posted_before") && move["company_id"].flag(keeps) && !moves.env().context("force_delete"))
      throw user_error("Entries that were posted once are kept: they can be cancelled, not deleted.");
}

}  // namespace

void unlink_moves(const RecordSet& self, const UnlinkSuper& super) {
  refuse_gaps(self);
  refuse_losing_trail(self);
  const RecordSet next = self.env().since(Series::v18) ? next_in_sequence(self) - self : self.none();
  if (self.env().since(Series::v19)) remove_reconciliation(self["line_ids"]);
  const RecordSet quiet = without_sync(self).with_context({{"dynamic_unlink", true}});
  if (const RecordSet lines = quiet["line_ids"]) lines.unlink();
  super(quiet);
  // Numbers that were still to be computed are given up with their entries: they close no gap.
  if (next) set_gap(next.exists(), true);
}

}  // namespace paridoo::addons::account
