// Down payments since 19.0: the share of each combination of taxes, to the cent, with its taxes written down.
#include "simulator/addons/sale/wizard/down_payment_shares.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "simulator/addons/account/product_accounts.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using account::BaseLine;
using account::Money;
using orm::Dict;
using orm::Ids;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

Money base_of(const BaseLine& line) { return line.details.total_excluded + line.details.delta_total_excluded; }

Money total_of(const std::vector<BaseLine>& lines) {
  Money total;
  for (const BaseLine& line : lines) {
    total += base_of(line);
    for (const account::TaxData& tax : line.details.taxes) total += tax.tax_amount;
  }
  return total;
}

std::map<orm::Id, Money> amounts_by_tax(const std::vector<BaseLine>& lines) {
  std::map<orm::Id, Money> amounts;
  for (const BaseLine& line : lines)
    for (const account::TaxData& tax : line.details.taxes) amounts[tax.tax.id()] += tax.tax_amount;
  return amounts;
}

void evaluate(std::vector<BaseLine>& lines, const RecordSet& company) {
  account::add_tax_details(lines, company);
  account::round_tax_details(lines, company);
}

RecordSet percentages_after(const RecordSet& fixed, const RecordSet& taxes) {
  RecordSet later = taxes.none();
  if (!fixed.flag("include_base_amount")) return later;
  for (std::size_t at = 0, seen = 0; at < taxes.size(); ++at) {
    const RecordSet tax = taxes.at(at);
    if (seen && tax.flag("is_base_affected") && tax.text("amount_type") != "fixed") later |= tax;
    seen |= tax == fixed;
  }
  return later;
}

// A fixed tax is no share of a price: it becomes a part of the base.
void split_fixed_taxes(const BaseLine& line, std::vector<BaseLine>& lines) {
  const RecordSet taxes = account::flatten_taxes(line.taxes);
  const RecordSet fixed = taxes.where("amount_type", "=", "fixed");
  BaseLine rest = line;
  const bool keeps_groups = fixed.empty() && line.taxes.env().since(orm::Series::v19);
  if (!keeps_groups) rest.taxes = taxes - fixed;
  lines.push_back(rest);
  for (const RecordSet& tax : fixed) {
    if (tax.flag("price_include")) continue;
    BaseLine own = line;
    own.taxes = percentages_after(tax, taxes);
    own.price_unit = tax.number("amount");
    own.discount = 0;
    lines.push_back(own);
  }
}

// One line for each combination of taxes, with the price of all that it stands for.
std::vector<BaseLine> merged_by_taxes(const std::vector<BaseLine>& lines) {
  std::vector<BaseLine> merged;
  for (const BaseLine& line : lines) {
    const double price = line.quantity * line.price_unit * (1 - line.discount / 100);
    const auto same =
        std::find_if(merged.begin(), merged.end(), [&](const BaseLine& one) { return one.taxes == line.taxes; });
    if (same != merged.end()) {
      same->price_unit += price;
      continue;
    }
    merged.push_back(line);
    merged.back().price_unit = price;
    merged.back().quantity = 1;
    merged.back().discount = 0;
  }
  std::erase_if(merged, [](const BaseLine& one) { return base::currency_is_zero(one.currency, one.price_unit); });
  return merged;
}

struct Target {
  double share = 1;
  double total = 0;                      // in the order's currency
  std::map<orm::Id, double> taxes = {};  // by tax
};

Target target_of(const RecordSet& wizard, const std::vector<BaseLine>& lines, const RecordSet& currency) {
  const Money total = total_of(lines);
  Target target;
  if (wizard.text("advance_payment_method") == "percentage") {
    target.share = wizard.number("amount") / 100;
    target.total = base::currency_round(currency, total.currency * target.share);
  } else {
    target.share = total.currency != 0 ? wizard.number("fixed_amount") / total.currency : 0;
    target.total = base::currency_round(currency, wizard.number("fixed_amount"));
  }
  for (const auto& [tax, amount] : amounts_by_tax(lines))
    target.taxes[tax] = base::currency_round(currency, amount.currency * target.share);
  return target;
}

account::TaxData* largest_share_of(std::vector<BaseLine>& lines, orm::Id tax) {
  account::TaxData* largest = nullptr;
  for (BaseLine& line : lines)
    for (account::TaxData& one : line.details.taxes)
      if (one.tax.id() == tax &&
          (!largest || std::abs(one.tax_amount.currency) > std::abs(largest->tax_amount.currency)))
        largest = &one;
  return largest;
}

// What rounding has left over goes to the largest tax amounts, and then to the largest base.
void reach(const Target& target, std::vector<BaseLine>& lines, const RecordSet& currency) {
  for (const auto& [tax, amount] : amounts_by_tax(lines))
    if (const auto wanted = target.taxes.find(tax); wanted != target.taxes.end())
      if (account::TaxData* share = largest_share_of(lines, tax))
        share->tax_amount.currency += wanted->second - amount.currency;
  const double miss = target.total - total_of(lines).currency;
  if (base::currency_is_zero(currency, miss)) return;
  const auto largest = std::max_element(lines.begin(), lines.end(), [](const BaseLine& a, const BaseLine& b) {
    return a.details.total_excluded.currency < b.details.total_excluded.currency;
  });
  largest->details.delta_total_excluded.currency += base::currency_round(currency, miss);
  largest->price_unit += base::currency_round(currency, miss);
}

// The amounts that the taxes of the line have been given, whatever they would evaluate to.
Dict extra_tax_data(const RecordSet& wizard, const BaseLine& line) {
  Dict data{{"computation_key", "down_payment," + std::to_string(wizard.id())}};
  if (line.details.taxes.empty()) return data;
  Dict amounts;
  for (const account::TaxData& tax : line.details.taxes)
    if (!tax.is_reverse_charge)
      amounts.set(std::to_string(tax.tax.id()), Dict{{"tax_amount_currency", tax.tax_amount.currency},
                                                     {"tax_amount", tax.tax_amount.company},
                                                     {"base_amount_currency", tax.base.currency},
                                                     {"base_amount", tax.base.company}});
  data.update({{"manual_total_excluded_currency", base_of(line).currency},
               {"manual_total_excluded", base_of(line).company},
               {"manual_tax_amounts", amounts},
               {"currency_id", line.currency},
               {"price_unit", line.price_unit},
               {"discount", line.discount},
               {"quantity", line.quantity},
               {"rate", line.rate}});
  return data;
}

std::int64_t first_sequence_after(const RecordSet& order) {
  constexpr std::int64_t least = 10;
  std::int64_t last = order["order_line"].empty() ? least : 0;
  for (const RecordSet& line : order["order_line"]) last = std::max(last, line.integer("sequence"));
  return last + 1;
}

std::vector<BaseLine> shares_of(const RecordSet& wizard, const RecordSet& order) {
  const RecordSet company = order["company_id"], currency = order["currency_id"];
  std::vector<BaseLine> lines;
  for (const RecordSet& line : order["order_line"].where("display_type", "=", false))
    split_fixed_taxes(base_line_of(line), lines);
  evaluate(lines, company);
  const Target target = target_of(wizard, lines, currency);
  std::vector<BaseLine> shares = merged_by_taxes(lines);
  for (BaseLine& share : shares) share.price_unit *= target.share;
  if (shares.empty()) return shares;
  evaluate(shares, company);
  reach(target, shares, currency);
  return shares;
}

}  // namespace

std::vector<DownPaymentLine> plan_down_payment_shares(const RecordSet& wizard, const RecordSet& order) {
  const RecordSet of_company = order["company_id"]["downpayment_account_id"];
  std::int64_t sequence = first_sequence_after(order);
  std::vector<DownPaymentLine> planned;
  for (const BaseLine& share : shares_of(wizard, order)) {
    const RecordSet income = account::product_accounts(share.product, order["fiscal_position_id"]).income;
    planned.push_back({.values = {{"order_id", order},
                                  {"is_downpayment", true},
                                  {"product_uom_qty", 0.0},
                                  {"price_unit", share.price_unit},
                                  {"tax_ids", List{orm::command::set(share.taxes.ids())}},
                                  {"extra_tax_data", extra_tax_data(wizard, share)},
                                  {"sequence", sequence++}},
                       .account = of_company ? of_company : income});
  }
  return planned;
}

Value reversed_tax_data(const Value& data) {
  if (!data.is_dict()) return false;
  Dict reversed = data.dict();
  const auto negate = [](Dict& values, std::string_view field) {
    if (const Value& value = values.get(field); value.is_number()) values.set(field, -value.number());
  };
  for (const std::string_view field : {"quantity", "manual_total_excluded_currency", "manual_total_excluded"})
    negate(reversed, field);
  if (Value* amounts = reversed.find("manual_tax_amounts"); amounts && amounts->is_dict())
    for (auto& [_, tax] : amounts->dict())
      for (const std::string_view field : {"tax_amount_currency", "tax_amount", "base_amount_currency", "base_amount"})
        negate(tax.dict(), field);
  return reversed;
}

}  // namespace paridoo::addons::sale
