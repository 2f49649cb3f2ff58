#include <algorithm>
#include <charconv>
#include <cmath>

#include "simulator/addons/account/cash_rounding.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/payment_terms.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

std::optional<int> number_in(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// The day of the month after; the month's last one if it is shorter.
Day on_day_of_next_month(Day day, int day_of_month) {
  const std::chrono::year_month_day next{add_months(day, 1)};
  const Day last = end_of_month(add_months(day, 1));
  const Day asked = std::chrono::sys_days{next.year() / next.month() / 1} + std::chrono::days{day_of_month - 1};
  return std::min(asked, last);
}

Day due_day(const RecordSet& line, Day day) {
  const std::chrono::days delay{line.integer("nb_days")};
  const std::string type = line.text("delay_type");
  if (type == "days_after_end_of_month") return end_of_month(day) + delay;
  if (type == "days_after_end_of_next_month") return end_of_month(add_months(day, 1)) + delay;
  if (type != "days_end_of_month_on_the") return day + delay;
  const int day_of_month = number_in(line.text("days_next_month")).value_or(1);
  return day_of_month == 0 ? end_of_month(day + delay) : on_day_of_next_month(day + delay, day_of_month);
}

class Distribution {
 public:
  Distribution(const RecordSet& term, const TermsQuestion& question)
      : term_(term), question_(question), total_(question.untaxed + question.tax) {
    rate_ = total_.company != 0 ? std::abs(total_.currency / total_.company) : 0.0;
  }

  Installments run() const {
    Installments out;
    if (term_.flag("early_discount")) set_discount(out);
    Money rest = total_;
    const RecordSet lines = term_["line_ids"];
    for (const RecordSet& line : lines) {
      const bool is_last = line == lines.last();
      const Money amount = is_last ? rest : in_coins(amount_of(line));
      out.lines.push_back({due_day(line, question_.day), amount});
      rest += -1 * amount;
    }
    return out;
  }

 private:
  Money rounded(const Money& amount) const {
    return {base::currency_round(question_.currency, amount.currency),
            base::currency_round(question_.company["currency_id"], amount.company)};
  }

  double in_company_currency(double amount) const {
    return rate_ != 0 ? base::currency_round(question_.company["currency_id"], amount / rate_) : 0.0;
  }

  void set_discount(Installments& out) const {
    const double percentage = term_.number("discount_percentage") / 100.0;
    const bool on_all = term_.text("early_pay_discount_computation") == "included";
    out.discount_day = last_discount_day(term_, question_.day);
    out.discounted = in_coins(rounded(on_all ? (1 - percentage) * total_ : total_ + -percentage * question_.untaxed));
  }

  Money amount_of(const RecordSet& line) const {
    const double value = line.number("value_amount");
    if (line.text("value") == "fixed")
      return {question_.sign * base::currency_round(question_.currency, value),
              question_.sign * in_company_currency(value)};
    return rounded((value / 100.0) * total_);
  }

  Money in_coins(Money amount) const {
    const bool rounds = question_.cash_rounding && !question_.cash_rounding->empty() && term_.env().since(Series::v18);
    if (!rounds) return amount;
    const double difference = cash_difference(*question_.cash_rounding, question_.currency, amount.currency);
    if (base::currency_is_zero(question_.currency, difference)) return amount;
    const double rounded = amount.currency + difference;
    return {rounded, in_company_currency(rounded)};
  }

  const RecordSet& term_;
  const TermsQuestion& question_;
  Money total_;
  double rate_ = 0;
};

}  // namespace

Installments installments_of(const RecordSet& term, const TermsQuestion& question) {
  return Distribution(term, question).run();
}

std::optional<Day> last_discount_day(const RecordSet& term, std::optional<Day> invoice_day) {
  if (!invoice_day || !term.flag("early_discount")) return {};
  return *invoice_day + std::chrono::days{term.integer("discount_days")};
}

namespace {

void compute_currency(const RecordSet& self) {
  for (const RecordSet& term : self) {
    const RecordSet company = term["company_id"];
    term.set("currency_id", (company ? company : self.env().company())["currency_id"]);
  }
}

void compute_discount_computation(const RecordSet& self) {
  for (const RecordSet& term : self) {
    const RecordSet company = term["company_id"];
    const std::string country = (company ? company : self.env().company())["country_id"].text("code");
    term.set("early_pay_discount_computation", country == "BE" ? "mixed" : country == "NL" ? "excluded" : "included");
  }
}

void check_lines(const RecordSet& self) {
  const Rounding precision = digits(base::precision_of(self.env(), "Payment Terms"));
  for (const RecordSet& term : self) {
    const RecordSet lines = term["line_ids"];
    if (float_round(lines.where("value", "=", "percent").sum("value_amount"), precision) != 100)
      throw validation_error("The percentages of a payment term must add up to 100.");
    if (!term.flag("early_discount")) continue;
    if (lines.size() > 1) throw validation_error("An early payment discount needs a payment term of one line.");
    if (term.number("discount_percentage") <= 0 || term.integer("discount_days") <= 0)
      throw validation_error("The percentage and the days of an early payment discount must be more than zero.");
  }
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  const Domain used = orm::term("invoice_payment_term_id", "in", Value(self.ids()));
  if (!self.env()["account.move"].search(used, {.limit = 1}).empty())
    throw user_error("This payment term is used: it can be archived, not deleted.");
  super(self);
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> copies = super(self, defaults);
  const bool renames = self.env().since(Series::v18);
  for (std::size_t at = 0; renames && at < copies.size(); ++at)
    copies[at].set("name", self.at(at).text("name") + " (copy)");
  return copies;
}

// The line before this one, among those of its term.
RecordSet previous_line(const RecordSet& line) {
  const RecordSet lines = line["payment_id"]["line_ids"];
  RecordSet previous = lines.none();
  for (const RecordSet& other : lines) {
    if (other == line) break;
    previous = other;
  }
  return previous;
}

void compute_days(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet previous = previous_line(line);
    const std::int64_t own = line.integer("nb_days");
    line.set("nb_days", own == 0 && previous ? previous.integer("nb_days") + 30 : own);
  }
}

void compute_value_amount(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet others = (line["payment_id"]["line_ids"] - line).where("value", "=", "percent");
    line.set("value_amount", line.text("value") == "fixed" ? 0.0 : 100 - others.sum("value_amount"));
  }
}

void check_day_of_month(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const auto day = number_in(line.text("days_next_month"));
    if (!day || *day < 0 || *day > 31) throw validation_error("The day of the next month must be from 0 to 31.");
  }
}

void check_percent(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const double amount = line.number("value_amount");
    if (line.text("value") == "percent" && (amount < 0 || amount > 100))
      throw validation_error("A percentage of a payment term must be from 0 to 100.");
  }
}

void compute_display_days(const RecordSet& self) {
  for (const RecordSet& line : self)
    line.set("display_days_next_month", line.text("delay_type") == "days_end_of_month_on_the");
}

// --- an invoice by the term, as an example

void compute_example_invalid(const RecordSet& self) {
  for (const RecordSet& term : self) term.set("example_invalid", term["line_ids"].empty());
}

std::string bold(const std::string& text) { return "<b>" + text + "</b>"; }

std::string installments_shown(const Installments& installments, const RecordSet& currency) {
  std::string out;
  int number = 0;
  for (const Installment& one : installments.lines)
    out += "<div>" + bold(std::to_string(++number) + "#") + " " +
           bold(base::format_amount(currency, one.amount.currency)) + ", due on " + bold(format_day(one.due)) +
           "</div>";
  return out;
}

void compute_example_preview(const RecordSet& self) {
  for (const RecordSet& term : self) {
    const RecordSet currency = term["currency_id"];
    const double amount = term.number("example_amount");
    const Day day = term.day("example_date").value_or(self.env().today());
    const Installments all = installments_of(
        term, {.day = day, .currency = currency, .company = self.env().company(), .untaxed = {amount, amount}});
    term.set("example_preview", installments_shown(all, currency));
    const double reduced = amount * (1 - term.number("discount_percentage") / 100);
    const std::string until = all.discount_day ? format_day(*all.discount_day) : std::string();
    term.set("example_preview_discount", until.empty() ? std::string()
                                                       : "Paid until " + bold(until) + " it is " +
                                                             bold(base::format_amount(currency, reduced)) + ".");
  }
}

}  // namespace

Behaviour account_payment_term() {
  return {
      .model = "account.payment.term",
      .computes = {{{"currency_id"}, compute_currency},
                   {{"example_invalid"}, compute_example_invalid},
                   {{"example_preview", "example_preview_discount"}, compute_example_preview},
                   {{"early_pay_discount_computation"}, compute_discount_computation}},
      .constraints = {{check_lines, {"line_ids", "early_discount"}}},
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

Behaviour account_payment_term_line() {
  return {
      .model = "account.payment.term.line",
      .computes = {{{"nb_days"}, compute_days},
                   {{"value_amount"}, compute_value_amount},
                   {{"display_days_next_month"}, compute_display_days, {.since = Series::v18}}},
      .constraints = {{check_day_of_month, {"days_next_month"}, {.since = Series::v18}},
                      {check_percent, {"value", "value_amount"}}},
  };
}

}  // namespace paridoo::addons::account
