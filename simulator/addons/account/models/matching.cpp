#include "simulator/addons/account/models/matching.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// What is open of a line in one currency, and how much of that currency one unit of the company's is worth to it.
struct Residual {
  Id currency = 0;
  double amount = 0;
  std::optional<double> rate = {};
};
using Residuals = std::vector<Residual>;

const Residual* find(const Residuals& residuals, const RecordSet& currency) {
  const auto found = std::find_if(residuals.begin(), residuals.end(),
                                  [&](const Residual& residual) { return residual.currency == currency.id(); });
  return found == residuals.end() ? nullptr : &*found;
}

void put(Residuals& residuals, const Residual& residual) {
  std::erase_if(residuals, [&](const Residual& other) { return other.currency == residual.currency; });
  residuals.push_back(residual);
}

bool is_payment(const RecordSet& line) {
  const RecordSet move = line["move_id"];
  return origin_payment(move) || move["statement_line_id"];
}

// The rate that the line was booked at.
std::optional<double> booked_rate(const RecordSet& line, const RecordSet& currency) {
  // What the wizard asks for counted for lines in a foreign currency too in 17.0.
  const Value& forced = line.env().context("forced_rate_from_register_payment");
  if (!line.env().since(Series::v18) && forced.is_number() && forced) return forced.number();
  const double balance = line.number("balance");
  const double amount = line.number("amount_currency");
  if (base::currency_is_zero(line["company_id"]["currency_id"], balance) || base::currency_is_zero(currency, amount))
    return {};
  return std::abs(amount / balance);
}

// The rate at which a line in the company's currency is seen by one in another currency.
std::optional<double> foreign_rate(const RecordSet& line, const RecordSet& other, const RecordSet& currency) {
  if (const Value& forced = line.env().context("forced_rate_from_register_payment"); forced.is_number() && forced)
    return forced.number();
  if (!is_payment(line) && is_payment(other)) return booked_rate(other, currency);
  const RecordSet move = line["move_id"];
  const auto day = is_invoice(move) ? move.day("invoice_date") : line.day("date");
  const RecordSet company = line["company_id"];
  return base::conversion_rate(company["currency_id"], currency, company, day);
}

Residuals residuals_of(const OpenLine& open, const RecordSet& counterpart_currency, const RecordSet& other) {
  const RecordSet& line = open.line;
  const RecordSet own = line["company_id"]["currency_id"];
  const RecordSet currency = line["currency_id"];
  const bool nothing_left = base::currency_is_zero(own, open.residual);
  Residuals out;
  if (!nothing_left) out.push_back({own.id(), open.residual, 1.0});
  if (currency != own && !base::currency_is_zero(currency, open.residual_currency))
    out.push_back({currency.id(), open.residual_currency, booked_rate(line, currency)});
  const bool sees_foreign =
      currency == own && is_receivable_or_payable(line["account_id"]) && !nothing_left && counterpart_currency != own;
  if (!sees_foreign) return out;
  const auto rate = foreign_rate(line, other, counterpart_currency);
  const double amount = base::currency_round(counterpart_currency, open.residual * rate.value_or(0));
  if (!base::currency_is_zero(counterpart_currency, amount)) put(out, {counterpart_currency.id(), amount, rate});
  return out;
}

// What an amount may have been before it was rounded, told in another currency.
struct Range {
  double least = 0, middle = 0, most = 0;
};

Range range_after_rate(const RecordSet& from, const RecordSet& to, double amount, std::optional<double> rate) {
  if (!rate || *rate == 0) return {};
  const double half = from.number("rounding") / 2;
  const double inverse = 1 / *rate;
  return {base::currency_round(to, (amount - half) * inverse), base::currency_round(to, amount * inverse),
          base::currency_round(to, (amount + half) * inverse)};
}

class PairMatch {
 public:
  PairMatch(OpenLine& debit, OpenLine& credit)
      : debit_(debit),
        credit_(credit),
        debit_currency_(debit.line["currency_id"]),
        credit_currency_(credit.line["currency_id"]),
        own_(debit.line["company_id"]["currency_id"]),
        debit_residuals_(residuals_of(debit, credit_currency_, credit.line)),
        credit_residuals_(residuals_of(credit, debit_currency_, debit.line)) {}

  std::optional<Match> run() {
    const RecordSet currency = common_currency();
    const Residual* debit = find(debit_residuals_, currency);
    const Residual* credit = find(credit_residuals_, currency);
    debit_.is_done = !debit;
    credit_.is_done = !credit;
    if (!debit || !credit) return {};
    const int compared = base::currency_compare(currency, debit->amount, -credit->amount);
    debit_whole_ = compared <= 0;
    credit_whole_ = compared >= 0;
    const double least = std::min(debit->amount, -credit->amount);
    in_own_currency_ = currency == own_;
    if (in_own_currency_)
      match_in_own_currency(least);
    else
      match_in_foreign_currency(least, *debit, *credit);
    Match match{.exchange = exchange()};
    match.partial = {{"amount", amount_},
                     {"debit_amount_currency", debit_amount_currency_},
                     {"credit_amount_currency", credit_amount_currency_},
                     {"debit_move_id", debit_.line.id()},
                     {"credit_move_id", credit_.line.id()}};
    shrink();
    return match;
  }

 private:
  RecordSet common_currency() const {
    for (const RecordSet& currency : {debit_currency_, credit_currency_})
      if (currency != own_ && find(debit_residuals_, currency) && find(credit_residuals_, currency)) return currency;
    return own_;
  }

  // Both lines are in one currency, and one of them has nothing of it: an exchange difference, which is about the
  // company's currency alone.
  bool is_exchange_line() const {
    return in_own_currency_ && debit_currency_ == credit_currency_ &&
           (!find(debit_residuals_, debit_currency_) || !find(credit_residuals_, credit_currency_));
  }

  static std::optional<double> rate_in(const Residuals& residuals, const RecordSet& currency) {
    const Residual* found = find(residuals, currency);
    return found ? found->rate : std::nullopt;
  }

  void match_in_own_currency(double least) {
    amount_ = least;
    if (is_exchange_line()) return;
    const auto debit_rate = rate_in(debit_residuals_, debit_currency_);
    const auto credit_rate = rate_in(credit_residuals_, credit_currency_);
    if (debit_rate && *debit_rate != 0)
      debit_amount_currency_ =
          std::min(base::currency_round(debit_currency_, *debit_rate * least), debit_.residual_currency);
    if (credit_rate && *credit_rate != 0)
      credit_amount_currency_ =
          std::min(base::currency_round(credit_currency_, *credit_rate * least), -credit_.residual_currency);
  }

  void match_in_foreign_currency(double least, const Residual& debit, const Residual& credit) {
    const Range debit_range = range_after_rate(debit_currency_, own_, least, debit.rate);
    const Range credit_range = range_after_rate(credit_currency_, own_, least, credit.rate);
    debit_amount_ = std::min(debit_range.middle, debit_.residual);
    credit_amount_ = std::min(credit_range.middle, -credit_.residual);
    amount_ = std::min(debit_amount_, credit_amount_);
    // Amounts that only rounding tells apart are the same from 18.0 on: no exchange difference is made of them.
    const Env& env = debit_.line.env();
    if (env.since(Series::v18) && is_within(debit_amount_, credit_range) && is_within(credit_amount_, debit_range)) {
      amount_ = debit_whole_ ? debit_.residual : -credit_.residual;
      if (env.since(Series::v19)) amount_ = std::min(debit_.residual, -credit_.residual);
      debit_amount_ = credit_amount_ = amount_;
    }
    debit_amount_currency_ = debit_currency_ == own_ ? amount_ : least;
    credit_amount_currency_ = credit_currency_ == own_ ? amount_ : least;
  }

  bool is_within(double amount, const Range& range) const {
    return base::currency_compare(own_, amount, range.most) <= 0 &&
           base::currency_compare(own_, amount, range.least) >= 0;
  }

  std::optional<ExchangeEntry> exchange() {
    const Env& env = debit_.line.env();
    if (env.context("no_exchange_difference") || env.context("no_exchange_difference_no_recursive")) return {};
    std::vector<ExchangeAmount> amounts;
    if (in_own_currency_)
      leave_over_in_currency(amounts);
    else
      leave_over(amounts);
    if (amounts.empty()) return {};
    const Day day = std::max(debit_.line.day("date").value(), credit_.line.day("date").value());
    ExchangeEntry entry = exchange_entry(amounts, debit_.line["company_id"], day);
    entry.to_post = debit_.line.text("parent_state") == "posted" && credit_.line.text("parent_state") == "posted";
    return entry;
  }

  void leave_over_in_currency(std::vector<ExchangeAmount>& amounts) {
    if (debit_whole_) {
      const double rest = debit_.residual_currency - debit_amount_currency_;
      if (!base::currency_is_zero(debit_currency_, rest)) {
        amounts.push_back({debit_.line, rest, true});
        debit_.residual_currency -= rest;
      }
    }
    if (credit_whole_) {
      const double rest = credit_.residual_currency + credit_amount_currency_;
      if (!base::currency_is_zero(credit_currency_, rest)) {
        amounts.push_back({credit_.line, rest, true});
        credit_.residual_currency += rest;
      }
    }
  }

  // A line that is matched whole leaves nothing open; one that is not keeps the rate between its open amounts.
  void leave_over(std::vector<ExchangeAmount>& amounts) {
    const double debit_rest = debit_whole_ ? debit_.residual - amount_ : debit_amount_ - amount_;
    const bool debit_counts =
        debit_whole_ ? !base::currency_is_zero(own_, debit_rest) : base::currency_compare(own_, debit_rest, 0) > 0;
    if (debit_counts) take(debit_, debit_currency_, debit_rest, amounts);
    const double credit_rest = credit_whole_ ? credit_.residual + amount_ : amount_ - credit_amount_;
    const bool credit_counts =
        credit_whole_ ? !base::currency_is_zero(own_, credit_rest) : base::currency_compare(own_, credit_rest, 0) < 0;
    if (credit_counts) take(credit_, credit_currency_, credit_rest, amounts);
  }

  void take(OpenLine& open, const RecordSet& currency, double rest, std::vector<ExchangeAmount>& amounts) {
    amounts.push_back({open.line, rest, false});
    open.residual -= rest;
    if (currency == own_) open.residual_currency -= rest;
  }

  void shrink() {
    debit_.residual -= amount_;
    credit_.residual += amount_;
    debit_.residual_currency -= debit_amount_currency_;
    credit_.residual_currency += credit_amount_currency_;
    // From 19.0 on a line with something left in either currency is offered again.
    const bool by_rest = debit_.line.env().since(Series::v19);
    debit_.is_done = by_rest ? has_nothing_left(debit_, debit_currency_) : debit_whole_;
    credit_.is_done = by_rest ? has_nothing_left(credit_, credit_currency_) : credit_whole_;
  }

  bool has_nothing_left(const OpenLine& open, const RecordSet& currency) const {
    return base::currency_is_zero(currency, open.residual_currency) && base::currency_is_zero(own_, open.residual);
  }

  OpenLine& debit_;
  OpenLine& credit_;
  RecordSet debit_currency_, credit_currency_, own_;
  Residuals debit_residuals_, credit_residuals_;
  bool in_own_currency_ = true;
  bool debit_whole_ = false, credit_whole_ = false;
  double amount_ = 0;                                              // of the partial, in the company's currency
  double debit_amount_ = 0, credit_amount_ = 0;                    // what each line's rate would make it
  double debit_amount_currency_ = 0, credit_amount_currency_ = 0;  // in the lines' currencies
};

}  // namespace

std::optional<Match> match(OpenLine& debit, OpenLine& credit) { return PairMatch(debit, credit).run(); }

}  // namespace paridoo::addons::account
