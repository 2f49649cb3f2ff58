// account.bank.statement.line: a transaction of the bank.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "simulator/addons/account/audit_trail.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/bank_statement.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

void compute_transaction_currency(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet own = line["journal_id"]["currency_id"];
    line.set("currency_id", own ? own : line["company_id"]["currency_id"]);
  }
}

void compute_foreign_amount(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet foreign = line["foreign_currency_id"];
    double amount = foreign ? line.number("amount_currency") : 0.0;
    if (foreign && line.day("date") && amount == 0)
      amount = base::convert(line.number("amount"), line["currency_id"], foreign, line["company_id"], line.day("date"));
    line.set("amount_currency", amount);
  }
}

// Sorts as the bank's list does: by day, then the later ones by hand first, then as they came.
void compute_internal_index(const RecordSet& self) {
  for (const RecordSet& line : self) {
    std::string day = line.text("date");
    std::erase(day, '-');
    const std::int64_t reversed = std::numeric_limits<std::int32_t>::max() - line.integer("sequence");
    line.set("internal_index", fmt::format("{}{:010}{:010}", day, reversed, line.id()));
  }
}

bool is_checked(const RecordSet& line) {
  return line.env().since(Series::v18) ? line.flag("checked") : !line.flag("to_check");
}

double residual_of(const RecordSet& line, const RecordSet& suspense) {
  if (!is_checked(line)) return -line.number(line["foreign_currency_id"] ? "amount_currency" : "amount");
  const bool reconcilable = suspense["account_id"].flag("reconcile");
  return suspense.sum(reconcilable ? "amount_residual_currency" : "amount_currency");
}

void compute_is_reconciled(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet suspense = transaction_items(line).suspense;
    const double residual = residual_of(line, suspense);
    line.set("amount_residual", residual);
    line.set("is_reconciled", suspense.empty() || base::currency_is_zero(suspense["currency_id"], residual));
  }
}

Domain of_journal(const RecordSet& line) {
  return term("journal_id", "=", line["journal_id"].id()) & term("company_id", "child_of", line["company_id"].id());
}

// The transactions up to this one, from the last statement that began before it on: a statement says where to count
// from.
double running_balance(const RecordSet& line) {
  const std::string index = line.text("internal_index");
  const Domain earlier = term("first_line_index", "<", index) & term("journal_id", "=", line["journal_id"].id());
  const RecordSet anchor =
      line.env()["account.bank.statement"].search(earlier, {.limit = 1, .order = "first_line_index DESC"});
  Domain counted = of_journal(line) & term("internal_index", "<=", index);
  if (anchor) counted = counted & term("internal_index", ">=", anchor.text("first_line_index"));
  double balance = anchor.number("balance_start");
  for (const RecordSet& one : line.none().search(counted, {.order = "internal_index"})) {
    const RecordSet statement = one["statement_id"];
    if (statement && statement.text("first_line_index") == one.text("internal_index"))
      balance = statement.number("balance_start");
    if (one.text("state") == "posted") balance += one.number("amount");
  }
  return balance;
}

void compute_running_balance(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("running_balance", running_balance(line));
}

void check_currencies(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet foreign = line["foreign_currency_id"];
    const bool has_amount = line.number("amount_currency") != 0;
    if (foreign && foreign == line["currency_id"])
      throw validation_error("The foreign currency of a transaction is another one than the journal's.");
    if (foreign.empty() && has_amount) throw validation_error("An amount in a foreign currency needs that currency.");
    if (foreign && !has_amount) throw validation_error("A foreign currency needs an amount in it.");
  }
}

// --- create

void complete(const RecordSet& model, Dict& values) {
  const Value& statement = values.get("statement_id");
  if (statement.is_integer() && !values.contains("journal_id"))
    if (const RecordSet journal = model.env()["account.bank.statement"].browse(statement.integer())["journal_id"])
      values.set("journal_id", journal.id());
  const Value& journal_id = values.get("journal_id");
  if (journal_id.is_integer() && values.get("foreign_currency_id")) {
    const RecordSet journal = model.env()["account.journal"].browse(journal_id.integer());
    const RecordSet own = journal["currency_id"] ? journal["currency_id"] : journal["company_id"]["currency_id"];
    if (values.get("foreign_currency_id") == Value(own.id()))
      values.update({{"foreign_currency_id", false}, {"amount_currency", 0.0}});
  }
  values.set("move_type", "entry");
  if (!values.contains("amount")) values.set("amount", 0);
  if (!values.contains("name") && model.env().since(Series::v18)) values.set("name", false);
}

// The entry's own values; also those that the transaction keeps a copy of.
Dict take_entry_values(const RecordSet& model, Dict& values) {
  Dict of_move;
  for (const Item& item : Dict(values)) {
    const Field& field = model.model().at(item.name);
    if (field.related_path.size() != 2 || field.related_path.front()->name() != "move_id") continue;
    of_move.set(item.name, item.value);
    values.erase(item.name);
  }
  return of_move;
}

Id taken_account(Dict& values) {
  const Value account = values.get("counterpart_account_id");
  values.erase("counterpart_account_id");
  return account.is_integer() ? account.integer() : 0;
}

RecordSet create_transactions(const RecordSet& asked, std::vector<Dict> values, const CreateSuper& super) {
  // Before its entry is made: who may not make a transaction uses up no id of an entry.
  check_access(asked.env(), asked.model(), Operation::create);
  const RecordSet model = asked.with_context({{"is_statement_line", true}});
  std::vector<Id> counterparts;
  std::vector<bool> has_lines;
  for (Dict& own : values) {
    complete(model, own);
    counterparts.push_back(taken_account(own));
    has_lines.push_back(own.contains("line_ids"));
    if (own.contains("move_id")) continue;
    const RecordSet move = model.env()["account.move"].create(take_entry_values(model, own));
    own.set("move_id", move.id());
    // Said again where the transaction keeps it: else it is the default one, which the entry would follow.
    if (model.model().at("journal_id").column >= 0) own.set("journal_id", move["journal_id"]);
  }
  const RecordSet lines = super(model, std::move(values));
  std::vector<Dict> items;
  for (std::size_t at = 0; at < counterparts.size(); ++at) {
    const RecordSet line = lines.at(at);
    line["move_id"].write({{"statement_line_id", line.id()}});
    if (has_lines[at]) continue;
    for (Dict& item : transaction_entry_lines(line, counterparts[at])) items.push_back(std::move(item));
  }
  if (!items.empty()) model.env()["account.move.line"].create(std::move(items));
  lines["move_id"].call("action_post");
  return lines.in(asked.env());
}

void write_transactions(const RecordSet& self, Dict values, const WriteSuper& super) {
  super(self.with_context({{"skip_readonly_check", true}}), values);
  synchronise_transaction_entries(self, values);
}

void check_unlink(const RecordSet& lines) {
  if (!lines.env().since(Series::v19)) return;
  for (const RecordSet& statement : lines["statement_id"])
    if (statement.flag("is_valid") && statement.flag("is_complete"))
      throw user_error("A transaction of a valid statement is not deleted: delete the statement first.");
}

// Where the trail of entries is kept they are cancelled instead.
RecordSet entries_to_keep(const RecordSet& lines) {
  if (!lines.env().since(Series::v18)) return lines["move_id"].none();
  const char* keeps = keeps_trail_field(lines.env());
  return lines.filtered([&](const RecordSet& line) { return line["company_id"].flag(keeps); })["move_id"];
}

void unlink_transactions(const RecordSet& self, const UnlinkSuper& super) {
  check_unlink(self);
  const RecordSet kept = entries_to_keep(self);
  if (kept) kept.call("button_cancel");
  const RecordSet moves = self["move_id"] - kept;
  super(self);
  if (const RecordSet left = moves.exists()) left.with_context({{"force_delete", true}}).unlink();
}

// --- what a form starts with

Value first_sequence(const RecordSet&) { return 1; }

Domain posted_in(Id journal) { return term("journal_id", "=", journal) & term("state", "=", "posted"); }

Value default_get(const RecordSet& self, const Arguments& arguments, const Super& super) {
  const RecordSet model = self.with_context({{"is_statement_line", true}});
  Dict defaults = super(model).dict();
  const Value& fields = arguments.all().begin()->value;
  const auto asks = [&](const char* name) {
    return fields.is_list() &&
           std::find(fields.list().begin(), fields.list().end(), Value(name)) != fields.list().end();
  };
  if (self.env().since(Series::v18) && asks("journal_id") && !defaults.get("journal_id"))
    defaults.set("journal_id",
                 default_journal(model.env()["account.move"], "entry", model.env().company(), 0, true).id());
  const Value journal = defaults.get("journal_id");
  if (!asks("date") || defaults.get("date") || !journal.is_integer()) return defaults;
  const RecordSet last = self.none().search(posted_in(journal.integer()), {.limit = 1});
  const RecordSet source = last["statement_id"] ? last["statement_id"] : last;
  if (source) defaults.set("date", source.value("date"));
  return defaults;
}

// --- undo

Value undo_reconciliation(const RecordSet& self, const Arguments&) {
  remove_reconciliation(self["move_id"]["line_ids"]);
  if (const RecordSet payments = self["payment_ids"]) payments.unlink();
  const bool since_18 = self.env().since(Series::v18);
  for (const RecordSet& line : self.with_context({{"force_delete", true}, {"skip_readonly_check", true}})) {
    List commands{command::clear()};
    for (Dict& item : transaction_entry_lines(line)) commands.push_back(command::create(std::move(item)));
    line.write({{since_18 ? "checked" : "to_check", since_18}, {"line_ids", std::move(commands)}});
  }
  return {};
}

}  // namespace

Behaviour account_bank_statement_line() {
  return {
      .model = "account.bank.statement.line",
      .inherits = {{"account.move", "move_id"}},
      .defaults = {{"sequence", first_sequence}},
      .computes = {{{"currency_id"}, compute_transaction_currency},
                   {{"amount_currency"}, compute_foreign_amount},
                   {{"internal_index"}, compute_internal_index},
                   {{"amount_residual", "is_reconciled"}, compute_is_reconciled},
                   {{"running_balance"}, compute_running_balance}},
      .constraints = {Constraint{check_currencies,
                                 {"amount", "amount_currency", "currency_id", "foreign_currency_id", "journal_id"}}},
      .methods = {Method("action_undo_reconciliation", "", undo_reconciliation),
                  // Up to 18.0 clients pass ids first, as to any method of records.
                  Method("default_get", "fields_list", default_get, In{.until = Series::v18}),
                  model_method("default_get", "fields", default_get, In{.since = Series::v19})},
      .create = create_transactions,
      .write = write_transactions,
      .unlink = unlink_transactions,
  };
}

}  // namespace paridoo::addons::account
