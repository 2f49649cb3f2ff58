#include <cmath>

#include "simulator/addons/account/wizard/payment_batches.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

double in_wizard_currency(const RecordSet& wizard, const RecordSet& currency, const Money& residual) {
  const RecordSet wanted = wizard["currency_id"];
  const RecordSet company = wizard["company_id"];
  const RecordSet own = company["currency_id"];
  if (currency == wanted) return residual.currency;
  const bool foreign_to_own = currency != own && wanted == own;
  return foreign_to_own ? base::convert(residual.currency, currency, own, company, wizard.day("payment_date"))
                        : base::convert(residual.company, own, wanted, company, wizard.day("payment_date"));
}

// Sums of amounts by the currency of their lines.
class Sum {
 public:
  void add(const DueAmount& amount) { add(amount.line, amount.residual); }
  void add(const RecordSet& line, const Money& residual) {
    for (auto& [currency, sum] : sums_)
      if (currency == line["currency_id"]) {
        sum += residual;
        return;
      }
    sums_.emplace_back(line["currency_id"], residual);
  }
  double in_currency_of(const RecordSet& wizard) const {
    double total = 0;
    for (const auto& [currency, sum] : sums_) total += in_wizard_currency(wizard, currency, sum);
    return total;
  }

 private:
  std::vector<std::pair<RecordSet, Money>> sums_ = {};
};

// What the installments of several documents add up to.
struct Totals {
  Sum common = {}, discounted = {}, undiscounted = {}, later = {};
  bool has_early_discount = false;
  std::optional<Due> mode = {};
  RecordSet lines;
};

void add_discounted(Totals& totals, const DueAmount& amount) {
  totals.has_early_discount = true;
  totals.discounted.add(amount);
  totals.undiscounted.add(amount.line,
                          {amount.line.number("amount_residual_currency"), amount.line.number("amount_residual")});
}

// A next installment of one document makes it the mode of all, even if others are overdue.
void add_installment(Totals& totals, const DueAmount& amount, std::optional<Due>& last) {
  if (amount.due == Due::next && last) {
    totals.later.add(amount);
  } else {
    totals.common.add(amount);
    totals.lines |= amount.line;
    if (amount.due != Due::overdue) totals.mode = amount.due;
  }
  last = amount.due;
  if (!totals.mode) totals.mode = last;
}

void add_document(Totals& totals, const RecordSet& lines, const DueQuestion& question) {
  std::optional<Due> last;
  RecordSet discounted = lines.none();
  for (const DueAmount& amount : due_amounts(lines, question)) {
    if (amount.due == Due::early_discount) {
      add_discounted(totals, amount);
      discounted |= amount.line;
    } else if (amount.due != Due::otherwise) {
      add_installment(totals, amount, last);
    } else {
      totals.common.add(amount);
      totals.lines |= amount.line;
    }
  }
  totals.lines |= discounted;
}

// A list that is filtered by next_payment_date shows what is to be paid until then.
std::optional<Day> payment_day_asked(const Env& env) {
  const Value& domain = env.context("active_domain");
  if (!domain.is_list()) return {};
  for (const Value& each : domain.list()) {
    const bool condition = each.is_list() && each.list().size() == 3 && each.list()[0] == Value("next_payment_date");
    if (condition && each.list()[2].is_text()) return parse_day(each.list()[2].text());
  }
  return {};
}

}  // namespace

AmountsToPay amounts_to_pay(const RecordSet& wizard, const std::vector<PaymentBatch>& batches) {
  const DueQuestion question{.currency = wizard["currency_id"],
                             .day = wizard.day("payment_date").value_or(wizard.env().today()),
                             .until = payment_day_asked(wizard.env())};
  const RecordSet lines = lines_of(wizard, batches);
  Totals totals{.lines = lines.none()};
  for (const auto& [_, own] : lines.grouped([](const RecordSet& line) { return line["move_id"].id(); }))
    add_document(totals, own, question);
  const double common = totals.common.in_currency_of(wizard);
  const double discounted = totals.discounted.in_currency_of(wizard);
  const double undiscounted = totals.undiscounted.in_currency_of(wizard);
  const double later = totals.later.in_currency_of(wizard);
  return {.by_default = std::abs(common + discounted),
          .full = std::abs(common + discounted + later),
          .for_difference = std::abs(common + undiscounted),
          .full_for_difference = std::abs(common + undiscounted + later),
          .has_early_discount = totals.has_early_discount,
          .mode = totals.mode,
          .lines = totals.lines};
}

}  // namespace paridoo::addons::account
