// Reconciling: which lines are matched in which order, and what follows from it.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models/cash_basis.h"
#include "simulator/addons/account/models/matching.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// From 19.0 on drafts can be matched, and matched lines are overlooked next to open ones of the same match.
RecordSet to_check(const RecordSet& lines) {
  if (!lines.env().since(Series::v19)) return lines;
  std::set<std::string> open;
  for (const RecordSet& line : lines)
    if (const std::string number = line.text("matching_number"); !line.flag("reconciled") && number.starts_with("P"))
      open.insert(number);
  return lines.filtered(
      [&](const RecordSet& line) { return !line.flag("reconciled") || !open.contains(line.text("matching_number")); });
}

void check(const RecordSet& asked) {
  const RecordSet lines = to_check(asked);
  const bool drafts = lines.env().since(Series::v19);
  for (const RecordSet& line : lines) {
    if (line.flag("reconciled")) throw user_error("Some of these entries are reconciled already.");
    const std::string state = line.text("parent_state");
    if (drafts ? state == "cancel" : state != "posted") throw user_error("Only posted entries can be reconciled.");
  }
  const RecordSet accounts = lines["account_id"];
  if (accounts.size() > 1) throw user_error("Only entries of one account can be reconciled with each other.");
  RecordSet roots = lines["company_id"].none();
  for (const RecordSet& company : lines["company_id"]) roots |= root_of(company);
  if (roots.size() > 1) throw user_error("Only entries of one company can be reconciled with each other.");
  if (accounts && !has_residuals(accounts))
    throw user_error("The account " + accounts.display_name() + " does not allow reconciliation.");
}

std::size_t place_of(const Ids& ids, Id id) {
  return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
}

// What is due first is matched first; among that the smaller amounts.
RecordSet in_matching_order(const RecordSet& lines) {
  const Ids currencies = lines["currency_id"].ids();
  const bool reduced = bool(lines.env().context("reduced_line_sorting"));
  return lines.sorted([&](const RecordSet& line) {
    const std::string due = line.text("date_maturity");
    return std::tuple(due.empty() ? line.text("date") : due, place_of(currencies, line["currency_id"].id()),
                      reduced ? 0.0 : line.number("amount_currency"), reduced ? 0.0 : line.number("balance"));
  });
}

bool is_side(const RecordSet& line, int sign) {
  return line.number("balance") * sign > 0 || line.number("amount_currency") * sign > 0;
}

using OpenLines = std::map<Id, OpenLine>;

// The next line of one side that has something left.
class Side {
 public:
  Side(const RecordSet& lines, OpenLines& open, int sign) {
    for (const RecordSet& line : lines)
      if (is_side(line, sign)) waiting_.push_back(&open.at(line.id()));
  }
  OpenLine* current() {
    if (!current_ && at_ < waiting_.size()) current_ = waiting_[at_++];
    return current_;
  }
  void leave_if_done() {
    if (current_ && current_->is_done) current_ = nullptr;
  }

 private:
  std::vector<OpenLine*> waiting_ = {};
  std::size_t at_ = 0;
  OpenLine* current_ = nullptr;
};

void match_lines(const RecordSet& lines, OpenLines& open, std::vector<Match>& matches) {
  Side debits(lines, open, 1), credits(lines, open, -1);
  while (debits.current() && credits.current()) {
    if (auto found = match(*debits.current(), *credits.current())) matches.push_back(std::move(*found));
    debits.leave_if_done();
    credits.leave_if_done();
  }
}

// From 19.0 on the lines of one partner are matched before those of the next.
RecordSet by_partner(const RecordSet& lines) {
  if (!lines.env().since(Series::v19) || lines["partner_id"].size() < 2) return lines;
  return lines.sorted([](const RecordSet& line) { return line["partner_id"].id(); });
}

std::vector<Match> match_set(const RecordSet& lines, OpenLines& open) {
  std::vector<Match> matches;
  const auto left = [&](const RecordSet& some) {
    return by_partner(some.filtered([&](const RecordSet& line) { return !open.at(line.id()).is_done; }));
  };
  const RecordSet currencies = lines["currency_id"];
  if (currencies.size() > 1)
    for (const RecordSet& currency : currencies)
      match_lines(left(lines.filtered([&](const RecordSet& line) { return line["currency_id"] == currency; })), open,
                  matches);
  match_lines(left(lines), open, matches);
  return matches;
}

bool needs_cash_basis(const RecordSet& lines) {
  const Env& env = lines.env();
  if (env.context("move_reverse_cancel") || env.context("no_cash_basis")) return false;
  return !lines["company_id"].filtered("tax_exigibility").empty() &&
         is_receivable_or_payable(lines["account_id"].first());
}

struct Set {
  RecordSet lines;
  std::size_t first_match = 0, matches = 0;
};

// Lines that belong together once everything is matched.
struct Batch {
  RecordSet lines;
  bool is_full = false;
  RecordSet exchange_move;
};

bool is_matched_wholly(const RecordSet& line, bool several_currencies) {
  if (line.flag("reconciled")) return true;
  if (line["matched_debit_ids"].empty() && line["matched_credit_ids"].empty()) return false;
  if (several_currencies)
    return base::currency_is_zero(line["company_id"]["currency_id"], line.number("amount_residual"));
  return base::currency_is_zero(line["currency_id"], line.number("amount_residual_currency"));
}

std::vector<Batch> batches_of(const std::vector<Set>& sets) {
  std::vector<Batch> batches;
  Ids seen;
  for (const Set& set : sets) {
    const RecordSet together = matched_together(set.lines);
    for (const RecordSet& line : set.lines) {
      if (std::find(seen.begin(), seen.end(), line.id()) != seen.end()) continue;
      const bool several = together["currency_id"].size() > 1;
      const RecordSet open = together.filtered([&](const RecordSet& one) { return !is_matched_wholly(one, several); });
      batches.push_back({together, open.empty(), line["move_id"].none()});
      for (const Id id : together.ids()) seen.push_back(id);
    }
  }
  return batches;
}

// What is still open of lines that count as matched: rounding, or rates of matches made by hand.
std::optional<ExchangeEntry> last_difference(const Batch& batch) {
  std::vector<ExchangeAmount> amounts;
  std::optional<Day> day;
  for (const RecordSet& line : batch.lines) {
    day = std::max(day, line.day("date"));
    const double residual = line.number("amount_residual");
    const double in_currency = line.number("amount_residual_currency");
    if (!base::currency_is_zero(line["company_id"]["currency_id"], residual))
      amounts.push_back({line, residual, false});
    else if (!base::currency_is_zero(line["currency_id"], in_currency))
      amounts.push_back({line, in_currency, true});
  }
  if (amounts.empty()) return {};
  return exchange_entry(amounts, batch.lines["company_id"], *day);
}

void settle_differences(const RecordSet& lines, std::vector<Batch>& batches) {
  if (lines.env().context("no_exchange_difference") || lines.env().since(Series::v19)) return;
  std::vector<ExchangeEntry> entries;
  std::vector<Batch*> owners;
  for (Batch& batch : batches) {
    if (!batch.is_full) continue;
    if (auto entry = last_difference(batch); entry && !entry->matches.empty()) {
      entries.push_back(std::move(*entry));
      owners.push_back(&batch);
    }
  }
  const RecordSet moves = create_exchange_moves(lines, entries);
  for (std::size_t at = 0; at < owners.size(); ++at) {
    Batch& batch = *owners[at];
    const RecordSet account = batch.lines["account_id"];
    batch.exchange_move = moves.at(at);
    batch.lines |=
        batch.exchange_move["line_ids"].filtered([&](const RecordSet& line) { return line["account_id"] == account; });
  }
}

void make_full(const Batch& batch) {
  Dict values;
  if (!batch.lines.env().since(Series::v19)) values.set("exchange_move_id", batch.exchange_move);
  const RecordSet partials = batch.lines["matched_debit_ids"] | batch.lines["matched_credit_ids"];
  values.update({{"reconciled_line_ids", List{command::set(batch.lines.ids())}},
                 {"partial_reconcile_ids", List{command::set(partials.ids())}}});
  batch.lines.sudo().env()["account.full.reconcile"].create(std::move(values));
}

RecordSet unpaid(const RecordSet& moves) {
  return moves.filtered([](const RecordSet& move) {
    const std::string state = move.text("payment_state");
    return is_invoice(move) && state != "paid" && state != "in_payment";
  });
}

// The n-th difference is remembered by the n-th partial, whichever made it, until 18.0; by the first that has a line in
// common with it from 19.0 on.
void remember_exchange_moves(const RecordSet& partials, const RecordSet& moves) {
  if (!partials.env().since(Series::v19)) {
    for (std::size_t at = 0; at < moves.size(); ++at) store(partials.at(at), "exchange_move_id", moves.at(at).id());
    return;
  }
  RecordSet used = moves.none();
  for (const RecordSet& partial : partials) {
    const RecordSet own = partial["debit_move_id"] | partial["credit_move_id"];
    for (const RecordSet& move : moves - used) {
      const RecordSet lines = move["line_ids"];
      const RecordSet matched =
          lines["matched_debit_ids"]["debit_move_id"] | lines["matched_credit_ids"]["credit_move_id"];
      if ((matched & own).empty()) continue;
      store(partial, "exchange_move_id", move.id());
      used |= move;
      break;
    }
  }
}

void run(const RecordSet& lines, std::vector<Set> sets, OpenLines open) {
  const RecordSet unpaid_before = unpaid(lines["move_id"]);
  std::vector<Dict> partial_values;
  std::vector<ExchangeEntry> exchanges;
  for (Set& set : sets) {
    set.first_match = partial_values.size();
    for (Match& match : match_set(set.lines, open)) {
      partial_values.push_back(std::move(match.partial));
      if (match.exchange && !match.exchange->matches.empty()) exchanges.push_back(std::move(*match.exchange));
    }
    set.matches = partial_values.size() - set.first_match;
  }
  const RecordSet partials = lines.sudo().env()["account.partial.reconcile"].create(std::move(partial_values));
  const RecordSet exchange_moves = create_exchange_moves(lines, exchanges);
  remember_exchange_moves(partials, exchange_moves);
  for (const Set& set : sets) {
    const auto from = partials.ids().begin() + static_cast<std::ptrdiff_t>(set.first_match);
    if (needs_cash_basis(set.lines))
      create_cash_basis_moves(
          lines.env()["account.partial.reconcile"].browse(Ids(from, from + static_cast<std::ptrdiff_t>(set.matches))));
  }
  std::vector<Batch> batches = batches_of(sets);
  settle_differences(lines, batches);
  for (const Batch& batch : batches)
    if (batch.is_full) make_full(batch);
  const RecordSet paid = unpaid_before - unpaid(unpaid_before);
  if (paid) paid.call("_invoice_paid_hook");
}

}  // namespace

void reconcile_all(const std::vector<RecordSet>& asked) {
  std::vector<Set> sets;
  OpenLines open;
  std::optional<RecordSet> all;
  for (const RecordSet& asked_lines : asked) {
    if (asked_lines.empty()) continue;
    const RecordSet lines = in_matching_order(asked_lines);
    check(lines);
    sets.push_back({lines});
    all = all ? *all | lines : lines;
  }
  if (!all) return;
  const bool without = !all->env().since(Series::v19) &&
                       !base::config_parameter(all->env(), "account.disable_partial_exchange_diff").empty();
  if (without) throw not_simulated("account.disable_partial_exchange_diff");
  for (const RecordSet& line : *all)
    open.emplace(line.id(), OpenLine{line, line.number("amount_residual"), line.number("amount_residual_currency")});
  run(*all, std::move(sets), std::move(open));
}

void reconcile(const RecordSet& lines) { reconcile_all({lines}); }

void remove_reconciliation(const RecordSet& lines) {
  const RecordSet partials = lines["matched_debit_ids"] | lines["matched_credit_ids"];
  if (partials) partials.unlink();
}

RecordSet matched_together(const RecordSet& lines) {
  List numbers;
  for (const std::string& number : lines.texts("matching_number"))
    if (!number.empty() && std::find(numbers.begin(), numbers.end(), Value(number)) == numbers.end())
      numbers.push_back(number);
  if (numbers.empty()) return lines;
  return lines | lines.none().search(term("matching_number", "in", std::move(numbers)));
}

namespace {

// Gives each group of lines that partials connect the id of its first partial.
class Groups {
 public:
  void connect(Id partial, Id debit, Id credit) {
    const Id debit_group = group_of(debit);
    const Id credit_group = group_of(credit);
    Id group = partial;
    if (debit_group && credit_group)
      group = std::min(debit_group, credit_group);
    else if (debit_group || credit_group)
      group = std::max(debit_group, credit_group);
    for (auto& [_, of] : groups_)
      if ((debit_group && of == debit_group) || (credit_group && of == credit_group)) of = group;
    groups_[debit] = groups_[credit] = group;
  }
  Id group_of(Id line) const {
    const auto found = groups_.find(line);
    return found == groups_.end() ? 0 : found->second;
  }

 private:
  std::map<Id, Id> groups_;
};

}  // namespace

void update_matching_numbers(const RecordSet& asked) {
  const RecordSet lines = matched_together(asked.exists());
  const RecordSet partials = lines["matched_debit_ids"] | lines["matched_credit_ids"];
  Groups groups;
  RecordSet all = lines;
  for (const RecordSet& partial : partials.sorted([](const RecordSet& one) { return one.id(); })) {
    groups.connect(partial.id(), partial["debit_move_id"].id(), partial["credit_move_id"].id());
    all |= partial["debit_move_id"] | partial["credit_move_id"];
  }
  for (const RecordSet& line : all) {
    const Id group = groups.group_of(line.id());
    const RecordSet full = line["full_reconcile_id"];
    store(line, "matching_number",
          !group ? Value(false) : Value(full ? std::to_string(full.id()) : "P" + std::to_string(group)));
  }
}

}  // namespace paridoo::addons::account
