#include <algorithm>
#include <chrono>

#include "simulator/addons/account/models/account_move_naming.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_move_terms.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

using Date = std::chrono::year_month_day;

Day end_of_year(Day day) { return std::chrono::sys_days{Date{day}.year() / 12 / 31}; }

std::pair<int, unsigned> month_of(Day day) {
  return {static_cast<int>(Date{day}.year()), static_cast<unsigned>(Date{day}.month())};
}

// A bill of an earlier month goes to the end of that month, so that the numbers of a month stay in order.
Day purchase_date(Day day, Day today, const std::string& highest, NumberReset reset) {
  const bool monthly = highest.empty() || reset == NumberReset::month || reset == NumberReset::year_range_month;
  if (monthly) return month_of(today) > month_of(day) ? end_of_month(day) : std::max(day, today);
  if (reset != NumberReset::year) return day;
  return Date{today}.year() > Date{day}.year() ? end_of_year(day) : std::max(day, today);
}

Day sale_date(Day day, Day today, const std::string& highest, NumberReset reset) {
  if (highest.empty() || reset == NumberReset::month) return std::min(today, end_of_month(day));
  return reset == NumberReset::year ? std::min(today, end_of_year(day)) : day;
}

}  // namespace

Day accounting_date(const RecordSet& move, Day invoice_date, const std::vector<LockDate>& locks) {
  const Day today = move.env().today();
  std::string highest = last_number(move);
  if (highest.empty()) highest = last_number(move, true);
  const NumberReset reset = parse_move_number(highest).reset;
  const Day day = locks.empty() ? invoice_date : locks.back().first + std::chrono::days{1};
  if (!is_sale_document(move)) return purchase_date(day, today, highest, reset);
  return locks.empty() ? day : sale_date(day, today, highest, reset);
}

Day entry_date(const RecordSet& journal, Day day) {
  const RecordSet moves = journal.sudo().env()["account.move"];
  const Domain numbered = term("journal_id", "=", journal.id()) & term("name", "not in", List{"/", "", false});
  const std::string highest = moves.search(numbered, {.limit = 1, .order = "id desc"}).text("name");
  const auto locks = lock_date_violations(journal["company_id"], day, journal, true, false);
  const Day open = locks.empty() ? day : locks.back().first + std::chrono::days{1};
  return purchase_date(open, journal.env().today(), highest, parse_move_number(highest).reset);
}

std::vector<LockDate> violated_lock_dates(const RecordSet& move, Day day, bool has_tax) {
  return lock_date_violations(move["company_id"], day, move["journal_id"], true, has_tax);
}

bool line_affects_tax_report(const RecordSet& line) {
  return line["tax_ids"] || line["tax_line_id"] || line["tax_tag_ids"].where("applicability", "=", "taxes");
}

bool affects_tax_report(const RecordSet& move) { return !move["line_ids"].filtered(line_affects_tax_report).empty(); }

void check_fiscal_lock(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    if (!move.day("date") || move.env().context("bypass_lock_check")) continue;
    const auto locks = lock_date_violations(move["company_id"], *move.day("date"), move["journal_id"], true, false);
    if (!locks.empty())
      throw user_error("Entries up to these dates can be neither added nor changed: " +
                       told(move["company_id"], locks));
  }
}

void check_tax_lock(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet move = line["move_id"];
    if (move.text("state") != "posted" || !move.day("date")) continue;
    const auto locks = lock_date_violations(move["company_id"], *move.day("date"), move["journal_id"], false, true);
    if (!locks.empty() && line_affects_tax_report(line))
      throw user_error("This would change a tax statement that is closed: " + told(move["company_id"], locks));
  }
}

namespace {

// Receipts keep a day of their own in 18.0.
bool follows_invoice_date(const RecordSet& move) {
  return is_invoice(move, move.env().series() == Series::v18 ? Receipts::excluded : Receipts::included);
}

std::optional<Day> date_source(const RecordSet& move) {
  const std::optional<Day> invoice_date = move.day("invoice_date");
  return invoice_date || !move.env().since(Series::v19) ? invoice_date : move.day("date");
}

}  // namespace

void compute_date(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const auto source = date_source(move);
    if (!source || !follows_invoice_date(move)) {
      move.set("date", move.day("date") ? move.value("date") : Value(self.env().today_text()));
      continue;
    }
    Day day = *source;
    if (!is_sale_document(move))
      day = accounting_date(move, day, violated_lock_dates(move, day, affects_tax_report(move)));
    if (day == move.day("date")) continue;
    move.set("date", format_day(day));
    // The number may have been asked for: periods that are locked go by it.
    outdate_dependents(move, "date");
  }
}

void compute_auto_post_until(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::string mode = move.text("auto_post");
    const bool recurs = mode != "no" && mode != "at_date";
    move.set("auto_post_until", recurs ? move.value("auto_post_until") : Value(false));
  }
}

void compute_invoice_date_due(const RecordSet& self) {
  for (const RecordSet& move : self) {
    std::optional<Day> due;
    for (const NeededTerm& needed : needed_terms(move)) due = std::max(due, needed.due);
    if (!due) due = move.day("invoice_date_due");
    move.set("invoice_date_due", format_day(due.value_or(self.env().today())));
  }
}

void compute_next_payment_date(const RecordSet& self) {
  for (const RecordSet& move : self) {
    std::optional<Day> next;
    for (const RecordSet& line : move["line_ids"]) {
      const auto day = line.day("payment_date");
      if (day && !line.flag("reconciled")) next = next ? std::min(next, day) : day;
    }
    move.set("next_payment_date", next ? Value(format_day(*next)) : Value(false));
  }
}

void compute_tax_lock_message(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const Day day = move.day("date").value_or(self.env().today());
    const auto locks = violated_lock_dates(move, day, affects_tax_report(move));
    move.set("tax_lock_date_message",
             locks.empty() ? Value(false)
                           : Value("The period is closed (" + told(move["company_id"], locks) +
                                   "): it will be entered on " + format_day(accounting_date(move, day, locks)) + "."));
  }
}

void check_auto_post_date(const RecordSet& self) {
  for (const RecordSet& move : self)
    if (move.text("auto_post") != "no" && is_purchase_document(move, Receipts::excluded) && !move.day("invoice_date"))
      throw validation_error("A bill needs a date to be posted automatically.");
}

}  // namespace paridoo::addons::account
