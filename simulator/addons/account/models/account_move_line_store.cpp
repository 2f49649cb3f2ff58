// create, write and unlink of account.move.line.
#include <algorithm>
#include <cmath>
#include <set>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/models/account_move_hash.h"
#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_move_sync.h"
#include "simulator/addons/account/models/account_payment_parts.h"
#include "simulator/addons/account/models/bank_statement.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// What is kept beside an entry follows its lines.
void follow_lines(const RecordSet& moves) {
  follow_entry_lines(moves);
  follow_transaction_entries(moves, {{"line_ids", true}});
}

double number_in(const Dict& values, std::string_view name) {
  const Value& value = values.get(name);
  return value.is_number() ? value.number() : 0.0;
}

// The record that a value of a new line names; empty if it names none.
RecordSet asked(const Env& env, const Dict& values, std::string_view field, std::string_view model) {
  const Value& id = values.get(field);
  return id.is_integer() ? env[model].browse(id.integer()) : env[model];
}

bool books_storno(const Env& env, const Dict& values) {
  return env.since(Series::v19) && asked(env, values, "move_id", "account.move")["company_id"].flag("account_storno");
}

// A debit and a credit are one balance. Storno keeps the side of what is negative.
Dict sanitized(const Env& env, Dict values) {
  if (values.contains("debit") || values.contains("credit")) {
    if (books_storno(env, values) && (number_in(values, "debit") < 0 || number_in(values, "credit") < 0))
      values.set("is_storno", true);
    if (!values.contains("balance")) values.set("balance", number_in(values, "debit") - number_in(values, "credit"));
    values.erase("debit");
    values.erase("credit");
  }
  const Value& number = values.get("matching_number");
  if (number.is_text() && !number.text().empty() && !number.text().starts_with("I") &&
      !env.context("skip_matching_number_check"))
    values.set("matching_number", "I" + number.text());
  return values;
}

// Completes the values of lines that are made together.
class NewLines {
 public:
  explicit NewLines(const RecordSet& model) : model_(model) {}

  Dict completed(Dict given) {
    const Env& env = model_.env();
    Dict values = sanitized(env, std::move(given));
    const RecordSet move = asked(env, values, "move_id", "account.move");
    if (move.empty()) return values;
    const std::string type = display_type(move, values);
    values.set("display_type", type);
    if (!values.contains("partner_id")) values.set("partner_id", move["partner_id"]["commercial_partner_id"]);
    if (type == "line_section" || type == "line_note") {
      values.erase("account_id");
      values.update({{"balance", 0.0}, {"amount_currency", 0.0}});
      return values;
    }
    if (!values.contains("account_id"))
      values.set("account_id", default_account({.move = move,
                                                .product = asked(env, values, "product_id", "product.product"),
                                                .partner = asked(env, values, "partner_id", "res.partner"),
                                                .display_type = type,
                                                .siblings = siblings_[move.id()]}));
    set_amounts(move, values);
    remember(move, values, type);
    return values;
  }

 private:
  static std::string display_type(const RecordSet& move, const Dict& values) {
    const Value& given = values.get("display_type");
    if (given.is_text() && !given.text().empty()) return given.text();
    if (!is_invoice(move, Receipts::excluded)) return "product";
    if (values.get("tax_repartition_line_id")) return "tax";
    const RecordSet account = asked(move.env(), values, "account_id", "account.account");
    return is_receivable_or_payable(account) ? "payment_term" : "product";
  }

  // In the company's currency the two amounts are one; in another the rate tells the balance. Odoo means to tell the
  // amount from the balance too, and never does. An entry's line without any takes what the other lines leave over.
  void set_amounts(const RecordSet& move, Dict& values) {
    const bool document = is_invoice(move);
    const RecordSet own = move["company_id"]["currency_id"];
    RecordSet currency = asked(move.env(), values, "currency_id", "res.currency");
    if (document && values.get("display_type") != Value("cogs")) currency = move["currency_id"];
    if (currency.empty()) currency = own;
    values.set("currency_id", currency);
    const bool has_balance = values.contains("balance");
    const bool has_amount = values.contains("amount_currency");
    if (!has_balance && !has_amount) values.set("balance", document ? 0.0 : -open_balance(move));
    if (currency == own) {
      const double amount = number_in(values, has_amount ? "amount_currency" : "balance");
      values.update({{"balance", amount}, {"amount_currency", amount}});
      if (document && has_amount && !has_balance) values.set("balance", amount);
      return;
    }
    if (!has_amount) {
      values.set("amount_currency", 0.0);
    } else if (!has_balance) {
      const double rate = line_rate(move, currency);
      values.set("balance", rate != 0 ? base::currency_round(own, number_in(values, "amount_currency") / rate) : 0.0);
    }
  }

  double open_balance(const RecordSet& move) { return move["line_ids"].sum("balance") + balances_[move.id()]; }

  void remember(const RecordSet& move, const Dict& values, const std::string& type) {
    const Value& account = values.get("account_id");
    siblings_[move.id()].emplace_back(type, account.is_integer() ? account.integer() : 0);
    balances_[move.id()] += number_in(values, "balance");
  }

  RecordSet model_;
  std::map<Id, std::vector<std::pair<std::string, Id>>> siblings_;
  std::map<Id, double> balances_;
};

RecordSet moves_of(const RecordSet& model, const std::vector<Dict>& values) {
  RecordSet moves = model.env()["account.move"];
  for (const Dict& own : values)
    if (const Value& move = own.get("move_id"); move.is_integer()) moves |= moves.browse(move.integer());
  return moves;
}

bool checks_balance(const Env& env) {
  const Value& wanted = env.context("check_move_validity");
  return wanted.is_none() || wanted;
}

void settle(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    for (const char* field : {"company_id", "journal_id", "product_uom_id", "quantity", "price_unit", "tax_ids", "name",
                              "price_subtotal", "balance", "amount_currency", "debit"})
      line.value(field);
}

}  // namespace

RecordSet create_lines_hook(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (const Dict& own : values)
    if (!own.contains("move_id")) throw Fault(FaultKind::key_error, "move_id");
  const RecordSet moves = moves_of(model, values);
  const SyncState before = before_change(moves);
  NewLines completion(model);
  std::vector<Dict> completed;
  completed.reserve(values.size());
  for (const Dict& own : values) completed.push_back(completion.completed(own));
  const RecordSet lines = super(completed);
  {
    GivenValues given;
    for (std::size_t at = 0; at < completed.size(); ++at) given.add(lines.at(at), completed[at]);
    settle(lines);
    after_change(moves, before);
  }
  follow_lines(moves);
  check_tax_lock(lines.exists());
  tell_new_lines(lines.exists());
  if (checks_balance(model.env())) check_balanced(moves);
  check_accounts_allowed(lines.exists());
  return lines;
}

namespace {

void take_ids(std::set<Id>& ids, const Value& value) {
  if (value.is_integer()) ids.insert(value.integer());
  if (value.is_list())
    for (const Value& id : value.list()) take_ids(ids, id);
}

// What a new record would hold after these commands: the records that they link, or make (0).
std::set<Id> linked_anew(const Value& commands) {
  std::set<Id> ids;
  if (!commands.is_list()) return ids;
  for (const Value& one : commands.list()) {
    const List command = one.is_list() ? one.list() : List{4, one};
    const std::int64_t code = command.empty() ? 0 : command.front().integer();
    if (code == 5 || code == 6) ids.clear();
    if (code == 0) ids.insert(0);
    if ((code == 2 || code == 3) && command.size() > 1) ids.erase(command[1].integer());
    if (code == 4 || code == 6) take_ids(ids, command.back());
  }
  return ids;
}

bool will_change(const RecordSet& line, const Item& item) {
  const Field* field = line.model().find(item.name);
  if (!field) return true;  // the ORM refuses it
  if (field->type() == FieldType::one2many) return true;
  if (field->type() == FieldType::many2many) {
    const Ids own = line[item.name].ids();
    return std::set<Id>(own.begin(), own.end()) != linked_anew(item.value);
  }
  const Value own = line.value(item.name);
  if (own.is_unset() && item.value.is_unset()) return false;
  if (field->type() == FieldType::monetary && item.value.is_number()) {
    const bool company = field->facts->currency_field == "company_currency_id";
    const RecordSet currency = company ? line["company_id"]["currency_id"] : line["currency_id"];
    if (currency) return !base::currency_is_zero(currency, line.number(item.name) - item.value.number());
  }
  return !(own == item.value);
}

bool will_change(const RecordSet& line, const Dict& values, std::initializer_list<std::string_view> fields) {
  return std::any_of(values.begin(), values.end(), [&](const Item& item) {
    return std::find(fields.begin(), fields.end(), item.name) != fields.end() && will_change(line, item);
  });
}

bool is_matched(const RecordSet& line) { return line["matched_debit_ids"] || line["matched_credit_ids"]; }

void refuse_if_matched(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (is_matched(line))
      throw user_error("This entry is reconciled: unreconcile it before you change it: " +
                       line["move_id"].display_name());
}

// All lines of a match may change their account together.
bool whole_match(const RecordSet& line, const RecordSet& changed) {
  const std::string number = line.text("matching_number");
  return number.empty() || changed.contains(line.sudo().none().search(term("matching_number", "=", number)));
}

bool breaks_match(const RecordSet& line, const Dict& values, const RecordSet& all) {
  const Env& env = line.env();
  if (!env.since(Series::v18) && will_change(line, values, {"account_id", "partner_id"})) return true;
  return will_change(line, values, {"date", "balance", "amount_currency", "currency_id"}) ||
         (will_change(line, values, {"account_id"}) && !whole_match(line, all));
}

// From 19.0 on a change undoes the matches that it would make wrong.
void undo_broken_matches(const RecordSet& changed, const Dict& values, const RecordSet& all) {
  if (!changed.env().since(Series::v19)) return;
  const RecordSet broken =
      changed.filtered([&](const RecordSet& line) { return is_matched(line) && breaks_match(line, values, all); });
  if (broken) remove_reconciliation(broken);
}

void refuse_changes(const RecordSet& line, const Dict& values, const RecordSet& all) {
  if (line.text("parent_state") == "posted") {
    if (will_change(line, values, {"tax_line_id"}) ||
        (values.contains("tax_ids") && will_change(line, values, {"tax_ids"})))
      throw user_error("The taxes of a posted entry cannot be changed: reset it to draft first.");
    if (will_change(line, values,
                    {"balance", "tax_line_id", "tax_ids", "tax_tag_ids", "account_id", "journal_id", "amount_currency",
                     "currency_id", "partner_id"}))
      check_fiscal_lock(line["move_id"]);
    if (will_change(line, values, {"balance", "tax_line_id", "tax_ids", "tax_tag_ids"})) check_tax_lock(line);
  }
  if (breaks_match(line, values, all) && !line.env().since(Series::v19)) refuse_if_matched(line);
}

bool has_changes(const RecordSet& line, const Dict& values) {
  return std::any_of(values.begin(), values.end(), [&](const Item& item) { return will_change(line, item); });
}

}  // namespace

void write_lines(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (values.empty() || self.empty()) return;
  if (const RecordSet account = asked(self.env(), values, "account_id", "account.account"); is_retired(account))
    throw user_error("The account " + account.display_name() + " is deprecated.");
  // A hash covers debit and credit, which are no longer among the values once they are one balance.
  refuse_hashed_line_changes(self, values);
  values = sanitized(self.env(), std::move(values));
  const RecordSet changed = self.filtered([&](const RecordSet& line) { return has_changes(line, values); });
  if (changed.empty()) return;
  for (const RecordSet& line : changed) refuse_changes(line, values, self);
  undo_broken_matches(changed, values, self);
  const RecordSet moves = self["move_id"];
  const SyncState before = before_change(moves);
  const std::map<Id, Dict> amounts = line_amounts(changed);
  {
    GivenValues given;
    given.add(changed, values);
    const LineLog log(changed, values);
    super(without_sync(changed), values);
    log.tell_changes();
    // Odoo computes totals anew whenever the currency is written, even as it was: an entry's take its new amount then.
    if (values.contains("currency_id")) compute_now(changed, {"price_subtotal", "price_total"}, compute_line_totals);
    synchronise_line_balances(changed, amounts);
    after_change(moves | changed["move_id"], before);
  }
  follow_lines(changed["move_id"]);
  if (checks_balance(self.env())) check_balanced(moves | changed["move_id"]);
  if (values.contains("account_id") || values.contains("currency_id")) check_accounts_allowed(changed.exists());
}

namespace {

void refuse_unlink(const RecordSet& line) {
  const RecordSet move = line["move_id"];
  const Env& env = line.env();
  if (move.text("state") == "posted" && !env.context("force_delete"))
    throw user_error("Lines of a posted entry cannot be deleted: reset it to draft first.");
  if (env.since(Series::v18) && is_locked_by_hash(move))
    throw user_error("Lines of a secured entry cannot be deleted.");
  if (env.context("dynamic_unlink")) return;
  const std::string type = line.text("display_type");
  if (type == "tax" && move.mapped("line_ids.tax_ids"))
    throw validation_error("A tax line cannot be deleted while its tax is on other lines.");
  if (type == "payment_term") throw validation_error("A receivable or payable line of a document cannot be deleted.");
}

}  // namespace

void unlink_lines(const RecordSet& self, const UnlinkSuper& super) {
  if (self.empty()) return;
  if (self.env().since(Series::v19))
    remove_reconciliation(self);
  else
    refuse_if_matched(self);
  const RecordSet moves = self["move_id"];
  check_fiscal_lock(moves.where("state", "=", "posted"));
  check_tax_lock(self);
  for (const RecordSet& line : self) refuse_unlink(line);
  tell_deleted_lines(self);
  const SyncState before = before_change(moves);
  super(self);
  after_change(moves, before);
  if (checks_balance(self.env())) check_balanced(moves);
}

std::vector<Dict> copy_line_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> copies = super(self, defaults);
  for (std::size_t at = 0; at < copies.size(); ++at) {
    const RecordSet line = self.at(at);
    Dict& values = copies[at];
    const std::string type = line.text("display_type");
    const bool document = is_invoice(line["move_id"]);
    if (type == "payment_term" && document) values.erase("name");
    if (!is_accountable(line)) {
      values.erase("balance");
      values.erase("account_id");
    }
    // Computed again from the price.
    if (type == "product" && document) values.erase("balance");
    if (self.env().context("include_business_fields")) {
      const Value extended = line.call("_copy_data_extend_business_fields", {Value(values)});
      if (extended.is_dict()) values = extended.dict();
    }
  }
  return copies;
}

}  // namespace paridoo::addons::account
