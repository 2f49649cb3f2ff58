#include "simulator/addons/account/early_discount.h"

#include <algorithm>
#include <cmath>

#include "simulator/addons/account/move.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// What makes two amounts one line, and that line's name and amounts.
struct Counterpart {
  Dict key = {};
  Dict values = {};
  Money amount = {};
};
using Counterparts = std::vector<Counterpart>;

Counterpart& with_key(Counterparts& lines, Dict key) {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.key == key; });
  return found != lines.end() ? *found : lines.emplace_back(Counterpart{.key = std::move(key)});
}

struct Discount {
  Counterparts base = {}, tax = {}, term = {};
};

Value given_or_false(const Value& value) { return value.is_none() ? Value(false) : value; }

// The discount of one document.
class DocumentDiscount {
 public:
  explicit DocumentDiscount(const RecordSet& move)
      : move_(move),
        company_(move["company_id"]),
        term_(move["invoice_payment_term_id"]),
        due_(move["line_ids"].where("display_type", "=", "payment_term").first()),
        products_(move["line_ids"].where("display_type", "=", "product")) {}

  Discount run() {
    if (term_.number("discount_percentage") == 0) return {};
    if (term_.text("early_pay_discount_computation") == "included" && products_["tax_ids"])
      reduce_taxes();
    else
      out_.term.push_back({.key = {{"account_id", account()}},
                           .values = {{"name", "Early Payment Discount"},
                                      {"partner_id", due_["partner_id"].id()},
                                      {"currency_id", due_["currency_id"].id()}},
                           .amount = discount()});
    return std::move(out_);
  }

 private:
  Id account() const {
    return company_[is_inbound(move_) ? "account_journal_early_pay_discount_loss_account_id"
                                      : "account_journal_early_pay_discount_gain_account_id"]
        .id();
  }

  Money discount() const {
    return {due_.number("amount_currency") - due_.number("discount_amount_currency"),
            due_.number("balance") - due_.number("discount_balance")};
  }

  // The document's lines at the reduced price, as a refund has their taxes.
  std::vector<BaseLine> reduced_lines() const {
    std::vector<BaseLine> lines;
    for (const RecordSet& product : products_) {
      BaseLine line = product_base_line(product);
      line.is_refund = true;
      line.taxes = line.taxes.filtered([](const RecordSet& tax) { return tax.text("amount_type") != "fixed"; });
      line.price_unit *= (100 - term_.number("discount_percentage")) / 100;
      lines.push_back(std::move(line));
    }
    add_tax_details(std::span(lines), company_);
    round_tax_details(lines, company_);
    add_accounting_data(lines, company_);
    return lines;
  }

  void reduce_taxes() {
    const std::vector<BaseLine> lines = reduced_lines();
    for (const BaseLine& line : lines) add_base(line);
    for (const auto& [key, amounts] : prepare_tax_lines(lines, company_).to_add) add_tax(key, amounts);
    const double total = move_.number("amount_total");
    const double part = total != 0 ? std::abs(due_.number("amount_residual_currency") / total) : 0.0;
    for (Counterparts* kind : {&out_.base, &out_.tax})
      for (Counterpart& line : *kind) line.amount = rounded(part * line.amount);
    give_rest();
  }

  Money rounded(const Money& amount) const {
    return {base::currency_round(due_["currency_id"], amount.currency),
            base::currency_round(company_["currency_id"], amount.company)};
  }

  void add_base(const BaseLine& line) {
    const double sign = direction_sign(move_);
    Counterpart& own = with_key(out_.base, {{"tax_ids", List{command::set(line.taxes.ids())}},
                                            {"tax_tag_ids", List{command::set(line.tax_tags)}},
                                            {"partner_id", line.partner.id()},
                                            {"currency_id", line.currency.id()},
                                            {"account_id", account()},
                                            {"analytic_distribution", given_or_false(line.analytic_distribution)}});
    own.values.set("name", "Early Payment Discount");
    own.amount += rounded({sign * line.details.total_excluded.currency - line.record.number("amount_currency"),
                           sign * line.details.total_excluded.company - line.record.number("balance")});
  }

  // What the document has on the invoice's twin of a refund's repartition line.
  std::optional<Money> amount_in_document(const RecordSet& refund_line) const {
    const RecordSet tax = refund_line["tax_id"];
    const Ids refund = tax["refund_repartition_line_ids"].ids();
    const auto at = std::find(refund.begin(), refund.end(), refund_line.id()) - refund.begin();
    const RecordSet twin = tax["invoice_repartition_line_ids"].at(static_cast<std::size_t>(at));
    const RecordSet lines = move_["line_ids"].where("display_type", "=", "tax").filtered([&](const RecordSet& line) {
      return line["tax_repartition_line_id"] == twin;
    });
    if (lines.empty()) return {};
    return Money{lines.last().number("amount_currency"), lines.last().number("balance")};
  }

  void add_tax(const TaxLineKey& key, const TaxLineAmounts& amounts) {
    const RecordSet repartition = move_.env()["account.tax.repartition.line"].browse(key.repartition_line);
    const auto before = amount_in_document(repartition);
    if (!before) return;
    const Money saved = amounts.amount + (-1 * *before);
    if (!move_.env().since(Series::v18) && rounded(saved) == Money{}) return;
    Counterpart& own = with_key(out_.tax, {{"account_id", key.account},
                                           {"partner_id", key.partner},
                                           {"currency_id", key.currency},
                                           {"analytic_distribution", given_or_false(key.analytic_distribution)},
                                           {"tax_repartition_line_id", key.repartition_line},
                                           {"tax_ids", List{command::set(key.taxes)}},
                                           {"tax_tag_ids", List{command::set(key.tags)}},
                                           {"group_tax_id", key.group_tax}});
    own.values.set("name", "Early Payment Discount (" + repartition["tax_id"].text("name") + ")");
    own.amount = saved;
  }

  // What rounding leaves of the discount goes to the biggest base; in 17.0 to the last tax, or base if none is taxed.
  void give_rest() {
    Money rest = discount();
    for (const Counterparts* kind : {&out_.base, &out_.tax})
      for (const Counterpart& line : *kind) rest += -1 * line.amount;
    if (!move_.env().since(Series::v18)) {
      (out_.tax.empty() ? out_.base : out_.tax).back().amount += rest;
      return;
    }
    const auto biggest = std::max_element(out_.base.begin(), out_.base.end(), [](const auto& a, const auto& b) {
      return a.amount.currency < b.amount.currency;
    });
    if (biggest != out_.base.end()) biggest->amount += rest;
  }

  RecordSet move_, company_, term_, due_, products_;
  Discount out_ = {};
};

// 18.0 alone marks these lines, to know which way their tax tags count.
bool marks_lines(const Env& env) { return env.since(Series::v18) && !env.since(Series::v19); }

void merge(Counterparts& into, const Counterparts& lines, bool marked, double& open_balance) {
  for (const Counterpart& line : lines) {
    Counterpart& own = with_key(into, line.key);
    if (own.values.empty()) {
      own.values = line.values;
      if (marked) own.values.set("display_type", "epd");
    }
    own.amount += line.amount;
    open_balance -= line.amount.company;
  }
}

Counterparts exchange_line(const RecordSet& line, double open_balance) {
  const RecordSet company = line["company_id"];
  const int sign = base::currency_compare(company["currency_id"], open_balance, 0);
  if (sign == 0) return {};
  const RecordSet account =
      company[sign > 0 ? "expense_currency_exchange_account_id" : "income_currency_exchange_account_id"];
  return {{.key = {{"account_id", account.id()},
                   {"currency_id", line["currency_id"].id()},
                   {"partner_id", line["partner_id"].id()}},
           .values = {{"name", "Early Payment Discount (Exchange Difference)"}},
           .amount = {0, open_balance}}};
}

}  // namespace

std::vector<Dict> early_discount_counterparts(const RecordSet& lines, double open_balance) {
  Discount sum;
  const bool marked = marks_lines(lines.env());
  for (const RecordSet& line : lines) {
    const Discount own = DocumentDiscount(line["move_id"]).run();
    merge(sum.base, own.base, marked, open_balance);
    merge(sum.tax, own.tax, marked, open_balance);
    merge(sum.term, own.term, marked, open_balance);
  }
  const Counterparts exchange = exchange_line(lines.last(), open_balance);
  std::vector<Dict> values;
  for (const Counterparts* kind : std::initializer_list<const Counterparts*>{&sum.base, &sum.tax, &sum.term, &exchange})
    for (const Counterpart& line : *kind) {
      Dict own = line.key;
      own.update(line.values);
      own.update({{"amount_currency", line.amount.currency}, {"balance", line.amount.company}});
      values.push_back(std::move(own));
    }
  return values;
}

}  // namespace paridoo::addons::account
