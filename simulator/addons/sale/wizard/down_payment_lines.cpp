#include "simulator/addons/sale/wizard/down_payment_lines.h"

#include <algorithm>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/product_accounts.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::Dict;
using orm::Ids;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

// An amount without taxes, the taxes that are due on it, and the account of its product.
struct Part {
  RecordSet taxes;
  RecordSet account;
  double amount = 0;

  bool goes_with(const Part& other) const { return taxes == other.taxes && account == other.account; }
};

// The account for down payments of the product's category, else that of its revenues.
RecordSet account_of(const RecordSet& line) {
  const RecordSet position = line["order_id"]["fiscal_position_id"];
  // In 17.0 the down payment's own product says.
  if (!line.env().since(orm::Series::v18)) return line.env()["account.account"];
  const RecordSet own = line["product_id"]["categ_id"]["property_account_downpayment_categ_id"];
  return own ? account::map_account(position, own) : account::product_accounts(line["product_id"], position).income;
}

// The percentages that a fixed tax is a part of the base of.
RecordSet taxes_on(const RecordSet& fixed, const RecordSet& taxes) {
  if (!fixed.flag("include_base_amount")) return taxes.none();
  RecordSet later = taxes.none();
  bool is_after = false;
  for (const RecordSet& tax : taxes) {
    if (is_after && tax.flag("is_base_affected") && tax.text("amount_type") != "fixed") later |= tax;
    if (tax == fixed) is_after = true;
  }
  return later;
}

// A fixed tax is no share of a price: it becomes an amount of its own.
void add_parts(const RecordSet& line, std::vector<Part>& parts) {
  account::BaseLine base = base_line_of(line);
  base.price_meaning = account::PriceMeaning::total_excluded;
  account::add_tax_details(base, line["company_id"]);
  const RecordSet account = account_of(line);
  const RecordSet taxes = account::flatten_taxes(taxes_of(line));
  const RecordSet fixed = taxes.where("amount_type", "=", "fixed");
  parts.push_back({taxes - fixed, account, base.details.raw_total_excluded.currency});
  for (const RecordSet& tax : fixed)
    if (!tax.flag("price_include"))
      parts.push_back({taxes_on(tax, taxes), account, base.quantity * tax.number("amount")});
}

std::vector<Part> merged_parts(const RecordSet& order) {
  std::vector<Part> parts;
  for (const RecordSet& line : order["order_line"])
    if (line.text("display_type").empty() && !line.flag("is_downpayment")) add_parts(line, parts);
  std::vector<Part> merged;
  for (const Part& part : parts) {
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Part& m) { return m.goes_with(part); });
    if (same == merged.end())
      merged.push_back(part);
    else
      same->amount += part.amount;
  }
  return merged;
}

double asked_share(const RecordSet& wizard, const RecordSet& order) {
  if (wizard.text("advance_payment_method") == "percentage") return wizard.number("amount") / 100;
  const double total = order.number("amount_total");
  return total != 0 ? wizard.number("fixed_amount") / total : 1;
}

Ids sorted_ids(const RecordSet& records) {
  Ids ids = records.ids();
  std::sort(ids.begin(), ids.end());
  return ids;
}

void name_by_product(const RecordSet& wizard, Dict& values) {
  values.set("product_id", wizard["product_id"]);
  values.set("name", "Down Payment: " + written_day(wizard.env().today()) + " (Draft)");
}

}  // namespace

std::int64_t sequence_after(const RecordSet& order) {
  constexpr std::int64_t first_sequence = 10;
  const RecordSet lines = order["order_line"];
  return lines ? lines.last().integer("sequence") + 1 : first_sequence;
}

std::vector<DownPaymentLine> plan_down_payment_lines(const RecordSet& wizard, const RecordSet& order) {
  const RecordSet currency = order["currency_id"];
  const double share = asked_share(wizard, order);
  const std::int64_t sequence = sequence_after(order);
  std::vector<DownPaymentLine> lines;
  for (const Part& part : merged_parts(order)) {
    if (base::currency_is_zero(currency, part.amount)) continue;
    lines.push_back(
        {.values = {{"order_id", order},
                    {"is_downpayment", true},
                    {"product_uom_qty", 0.0},
                    {"discount", 0.0},
                    {"price_unit", base::currency_round(currency, part.amount * share)},
                    {std::string(taxes_field(order.env())), List{orm::command::set(sorted_ids(part.taxes))}},
                    {"sequence", sequence}},
         .account = part.account});
    if (!wizard.env().since(orm::Series::v18)) name_by_product(wizard, lines.back().values);
  }
  return lines;
}

}  // namespace paridoo::addons::sale
