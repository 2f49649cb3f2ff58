#include "simulator/addons/account/models/account_move_naming.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "simulator/addons/account/fiscal_year.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/config_parameter.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

using Date = std::chrono::year_month_day;

int year_of(Day day) { return static_cast<int>(Date{day}.year()); }
int month_of(Day day) { return static_cast<int>(static_cast<unsigned>(Date{day}.month())); }
Day first_of_month(Day day) { return std::chrono::sys_days{Date{day}.year() / Date{day}.month() / 1}; }

Period fiscal_year(const RecordSet& company, Day day) {
  const auto [from, to] = fiscal_year_of(company, day);
  return {from, to, year_of(from), year_of(to)};
}

// A month that the end of the fiscal year cuts in two is two periods.
Period month_of_fiscal_year(const RecordSet& company, Day day) {
  const Period year = fiscal_year(company, day);
  return {std::max(first_of_month(day), year.from), std::min(end_of_month(day), year.to), year.year, year.year_end};
}

}  // namespace

Period period_of(const RecordSet& move, NumberReset reset) {
  const Day day = move.day("date").value();
  switch (reset) {
    case NumberReset::year:
      return {day_of_month(year_of(day), 1, 1), day_of_month(year_of(day), 12, 31), year_of(day), year_of(day)};
    case NumberReset::month: return {first_of_month(day), end_of_month(day), year_of(day), year_of(day)};
    case NumberReset::year_range: return fiscal_year(move["company_id"], day);
    case NumberReset::year_range_month: return month_of_fiscal_year(move["company_id"], day);
    case NumberReset::never: break;
  }
  return {day_of_month(1, 1, 1), day_of_month(9999, 12, 31), 1, 9999};
}

namespace {

bool is_refund(const RecordSet& move) {
  const std::string type = move.text("move_type");
  return type == "out_refund" || type == "in_refund";
}

bool is_payment(const RecordSet& move) { return origin_payment(move) || move.env().context("is_payment"); }

Domain same_refund_sequence(const RecordSet& move) {
  return term("move_type", is_refund(move) ? "in" : "not in", List{"out_refund", "in_refund"});
}

Domain same_payment_sequence(const RecordSet& move) {
  return term(origin_payment_field(move.env()), is_payment(move) ? "!=" : "=", false);
}

Domain other_numbered(const RecordSet& move) {
  return term("journal_id", "=", move["journal_id"].id()) & term("name", "not in", List{"/", "", false}) &
         term("id", "!=", move.id());
}

// A number of the same kind, before the move's date if there is one: it shows when numbers start anew.
std::string reference_number(const RecordSet& move) {
  const RecordSet journal = move["journal_id"];
  Domain domain = other_numbered(move);
  if (journal.flag("refund_sequence")) domain = domain & same_refund_sequence(move);
  if (journal.flag("payment_sequence")) domain = domain & same_payment_sequence(move);
  const RecordSet moves = move.none().sudo();
  const Domain before = domain & term("date", "<=", move.text("date"));
  if (const RecordSet found = moves.search(before, {.limit = 1, .order = "date desc"})) return found.text("name");
  return moves.search(domain, {.limit = 1, .order = "date asc"}).text("name");
}

// Formats that are finer than the period's would be caught by it too.
bool is_finer(NumberReset reset, const std::string& prefix) {
  if (reset == NumberReset::year || reset == NumberReset::year_range) return prefix_has_month(prefix);
  return reset == NumberReset::never && prefix_has_year(prefix);
}

void refuse_override(const RecordSet& journal) {
  if (!journal.text("sequence_override_regex").empty()) throw not_simulated("account.journal.sequence_override_regex");
}

std::string highest_number(const RecordSet& moves, Domain domain,
                           const std::function<bool(const std::string&)>& skips) {
  for (;;) {
    const RecordSet newest = moves.search(domain, {.limit = 1, .order = "id desc"});
    if (newest.empty()) return "";
    const std::string prefix = newest.text("sequence_prefix");
    if (!skips(prefix)) {
      const Domain same = domain & term("sequence_prefix", "=", prefix);
      return moves.search(same, {.limit = 1, .order = "sequence_number desc"}).text("name");
    }
    domain = domain & term("sequence_prefix", "!=", prefix);
  }
}

}  // namespace

bool has_number(const RecordSet& move) {
  const std::string name = move.text("name");
  return !name.empty() && name != "/";
}

bool number_fits_date(const RecordSet& move) {
  const std::string name = move.text("name");
  if (name.empty() || !move.day("date")) return true;
  const MoveNumber number = parse_move_number(name);
  const Period period = period_of(move, number.reset);
  const bool year = number.year == 0 || number.year == shortened_year(period.year, number.year_length);
  const bool end = number.year_end == 0 || number.year_end == shortened_year(period.year_end, number.year_end_length);
  return year && end && (number.month == 0 || number.month == month_of(*move.day("date")));
}

void check_number_fits_date(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    if (move.text("state") != "posted" || move.flag("quick_edit_mode") || number_fits_date(move)) continue;
    const std::string since = base::config_parameter(moves.env(), "sequence.mixin.constraint_start_date", "1970-01-01");
    if (move.text("date") > since)
      throw validation_error("The number " + move.text("name") + " is not of the period in which " + move.text("date") +
                             " lies. Take the number away, or give the entries new ones.");
  }
}

std::string last_number(const RecordSet& move, bool relaxed) {
  const RecordSet journal = move["journal_id"];
  if (!move.day("date") || journal.empty()) return "";
  refuse_override(journal);
  Domain domain = other_numbered(move);
  NumberReset reset = NumberReset::never;
  if (!relaxed) {
    reset = parse_move_number(reference_number(move)).reset;
    const Period period = period_of(move, reset);
    domain = domain & term("date", ">=", format_day(period.from)) & term("date", "<=", format_day(period.to));
  }
  if (journal.flag("refund_sequence"))
    domain = domain & same_refund_sequence(move);
  else if (journal.flag("payment_sequence"))
    domain = domain & same_payment_sequence(move);
  return highest_number(move.none().sudo(), domain,
                        [&](const std::string& prefix) { return !relaxed && is_finer(reset, prefix); });
}

namespace {

std::string starting_year(const RecordSet& company, Day day) {
  if (!has_staggered_year(company)) return fmt::format("{:04}", year_of(day));
  const Period year = fiscal_year(company, day);
  return fmt::format("{:02}-{:02}", year.year % 100, year.year_end % 100);
}

// What a journal's first number is counted from.
std::string starting_number(const RecordSet& move) {
  const RecordSet journal = move["journal_id"];
  const RecordSet company = move["company_id"];
  const Day day = move.day("date").value_or(move.env().today());
  const std::string year = starting_year(company, day);
  const std::string type = journal.text("type");
  const bool yearly = type == "sale" || type == "bank" || type == "cash" || type == "credit";
  const std::string code = journal.text("code");
  std::string number = yearly ? fmt::format("{}/{}/{}", code, year, has_staggered_year(company) ? "0000" : "00000")
                              : fmt::format("{}/{}/{:02}/0000", code, year, month_of(day));
  if (journal.flag("refund_sequence") && is_refund(move)) number = "R" + number;
  if ((journal.flag("payment_sequence") && origin_payment(move)) || move.env().context("is_payment"))
    number = "P" + number;
  return number;
}

// The number before the next one.
MoveNumber previous_number(const RecordSet& move) {
  const std::string last = last_number(move);
  if (!last.empty()) return parse_move_number(last);
  const std::string relaxed = last_number(move, true);
  MoveNumber number = parse_move_number(relaxed.empty() ? starting_number(move) : relaxed);
  const Period period = period_of(move, number.reset);
  number.number = 0;
  number.year = shortened_year(period.year, number.year_length);
  number.year_end = shortened_year(period.year_end, number.year_end_length);
  number.month = month_of(*move.day("date"));
  return number;
}

bool is_taken(const RecordSet& move, const std::string& name) {
  const Domain twins = term("name", "=", name) & term("journal_id", "=", move["journal_id"].id()) &
                       term("state", "=", "posted") & term("id", "!=", move.id());
  return !move.none().sudo().search(twins, {.limit = 1}).empty();
}

std::string next_number(const RecordSet& move) {
  MoveNumber number = previous_number(move);
  do ++number.number;
  while (is_taken(move, format_move_number(number)));
  return format_move_number(number);
}

// Looking for the last number computes what depends on the name already: it is outdated once there is a new one.
void give_number(const RecordSet& move) {
  move.set("name", next_number(move));
  outdate_dependents(move, "name");
}

// Unnamed moves are numbered by their dates.
RecordSet in_naming_order(const RecordSet& moves) {
  return moves.sorted([](const RecordSet& move) { return std::tuple(move.text("date"), move.text("ref"), move.id()); });
}

}  // namespace

namespace {

// Until 17.0 the first entry of a period has its number as a draft; those that wait for one are called "/".
void compute_name_17(const RecordSet& self) {
  for (const RecordSet& move : in_naming_order(self)) {
    const std::string state = move.text("state");
    const bool has = has_number(move);
    const Value own = has || move.flag("quick_edit_mode") ? move.value("name") : Value("/");
    const bool before = move.flag("posted_before");
    const bool fits = number_fits_date(move);
    bool keeps = state == "cancel" || !move.day("date");
    Value kept = own;
    if (!keeps && (has || state != "posted")) {
      const bool first = last_number(move).empty();
      if (before || fits) {
        keeps = has ? before : !first;
      } else if (!first) {
        keeps = true;
        kept = "/";
      }
    }
    if (keeps || (has && fits))
      move.set("name", kept);
    else
      give_number(move);
    // A number asks for the payment reference anew, and that for the names of what is due.
    if (has || has_number(move)) outdate_term_names(move);
  }
  give_payment_reference(self);
}

}  // namespace

void compute_name(const RecordSet& self) {
  if (!self.env().since(Series::v18)) return compute_name_17(self);
  for (const RecordSet& move : in_naming_order(self)) {
    const bool loses = move.text("state") != "cancel" && !move.flag("posted_before") && !number_fits_date(move);
    const std::string state = move.text("state");
    if (loses)
      move.set("name", false);
    else if (state == "posted" && move.day("date") && !has_number(move))
      give_number(move);
    else
      move.set("name", move.value("name"));
  }
  set_gap_after(self, false);
}

void compute_split_sequence(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const SplitNumber split = split_move_number(move.text("name"));
    move.set("sequence_prefix", split.prefix);
    move.set("sequence_number", split.number);
  }
}

RecordSet next_in_sequence(const RecordSet& moves) {
  RecordSet next = moves.none();
  for (const RecordSet& move : moves.filtered(has_number)) {
    const SplitNumber own = split_move_number(move.text("name"));
    next |= moves.none().sudo().search(term("journal_id", "=", move["journal_id"].id()) &
                                       term("sequence_prefix", "=", own.prefix) &
                                       term("sequence_number", "=", own.number + 1));
  }
  return next;
}

void set_gap_after(const RecordSet& moves, bool gap) {
  if (moves.env().since(Series::v18)) set_gap(next_in_sequence(moves), gap);
}

void set_gap(const RecordSet& moves, bool gap) {
  store(moves.filtered([&](const RecordSet& move) { return move.flag("made_sequence_gap") != gap; }),
        "made_sequence_gap", gap);
}

void compute_made_sequence_gap(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::int64_t number = move.integer("sequence_number");
    bool gap = number != 0 && move.text("state") != "posted";
    if (!gap && number > 1) {
      const Domain before = term("journal_id", "=", move["journal_id"].id()) &
                            term("sequence_prefix", "=", move.text("sequence_prefix")) &
                            term("sequence_number", "=", number - 1);
      gap = self.none().sudo().search(before, {.limit = 1}).empty();
    }
    move.set("made_sequence_gap", gap);
  }
}

void compute_made_sequence_hole(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::int64_t number = move.integer("sequence_number");
    const Domain before = term("journal_id", "=", move["journal_id"].id()) &
                          term("sequence_prefix", "=", move.text("sequence_prefix")) &
                          term("sequence_number", "=", number - 1);
    const bool numbered = has_number(move) && number != 1;
    move.set("made_sequence_hole", numbered && self.none().sudo().search(before, {.limit = 1}).empty());
  }
}

bool is_end_of_sequence(const RecordSet& moves) {
  std::map<std::pair<Id, std::string>, std::set<std::int64_t>> chains;
  for (const RecordSet& move : moves.filtered(has_number)) {
    const SplitNumber own = split_move_number(move.text("name"));
    chains[{move["journal_id"].id(), own.prefix}].insert(own.number);
  }
  return std::all_of(chains.begin(), chains.end(), [&](const auto& chain) {
    const auto& [key, numbers] = chain;
    const bool unbroken = *numbers.rbegin() - *numbers.begin() == static_cast<std::int64_t>(numbers.size()) - 1;
    const Domain later = term("journal_id", "=", key.first) & term("sequence_prefix", "=", key.second) &
                         term("sequence_number", ">", *numbers.rbegin());
    return unbroken && moves.none().sudo().search(later, {.limit = 1}).empty();
  });
}

void compute_highest_name(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::string name = last_number(move);
    move.set("highest_name", name.empty() ? Value(false) : Value(name));
  }
}

void compute_name_placeholder(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const bool shown = !has_number(move) && move.day("date") && move["journal_id"] && last_number(move).empty();
    MoveNumber number = shown ? previous_number(move) : MoveNumber{};
    ++number.number;
    move.set("name_placeholder", shown ? Value(format_move_number(number)) : Value(false));
  }
}

}  // namespace paridoo::addons::account
