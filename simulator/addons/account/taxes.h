// Taxes on the lines of a document: sales orders, purchase orders, invoices, and whatever comes with prices and taxes.
//
//   std::vector<BaseLine> lines;
//   for (const RecordSet& line : order["order_line"]) lines.push_back(base_line_of(line));   // set what is named
//   otherwise add_tax_details(lines, company);             // each line by itself round_tax_details(lines, company); //
//   the document as a whole: cents are spread over the lines
//   ... lines[0].details.total_included_currency
//   Dict totals = tax_totals(lines, currency, company);
//
// Amounts come in pairs: `..._currency` in the document's currency, the others in the company's. What begins with raw_
// is not rounded if the company rounds globally.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "simulator/addons/account/tax_engine.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// An amount in the currency of the document and in that of the company.
struct Money {
  double currency = 0;
  double company = 0;
  Money& operator+=(const Money& other) {
    currency += other.currency;
    company += other.company;
    return *this;
  }
  bool operator==(const Money&) const = default;
};
inline Money operator+(Money a, const Money& b) { return a += b; }
inline Money operator*(double factor, const Money& money) { return {factor * money.currency, factor * money.company}; }

// What makes two shares of taxes one journal item.
struct TaxLineKey {
  orm::Id repartition_line = 0;
  orm::Id partner = 0;
  orm::Id currency = 0;
  orm::Id group_tax = 0;
  orm::Id account = 0;
  orm::Ids taxes = {};  // that this tax is a part of the base of
  orm::Ids tags = {};
  orm::Value analytic_distribution = {};
  bool is_early_payment = false;  // 17.0 keeps the taxes of early payment discounts apart
  bool operator==(const TaxLineKey&) const = default;
};

// The share of one repartition line in one tax on one line.
struct TaxShare {
  orm::RecordSet repartition_line;
  orm::RecordSet account;
  Money amount = {};
  TaxLineKey key = {};
};

// One tax on one line.
struct TaxData {
  orm::RecordSet tax;
  orm::RecordSet group;  // the group of taxes that it came in; empty if it stands for itself
  bool is_reverse_charge = false;
  Money raw_tax = {}, raw_base = {};
  Money tax_amount = {}, base = {};   // after round_tax_details
  std::vector<TaxShare> shares = {};  // after add_accounting_data
  bool is_included = false;           // in the price, as it was evaluated
  orm::Ids later = {};                // the taxes whose base it is a part of
};

struct LineTaxDetails {
  Money raw_total_excluded = {}, raw_total_included = {};
  Money total_excluded = {}, total_included = {};  // after round_tax_details
  Money delta_total_excluded = {};                 // the cents of the document that this line takes besides
  std::vector<TaxData> taxes = {};
};

// Amounts that a line keeps, whatever its taxes would evaluate to (since 19.0).
struct GivenMoney {
  std::optional<double> currency = {}, company = {};
};
struct GivenTax {
  orm::Id tax = 0;
  GivenMoney amount = {}, base = {};
};
struct GivenAmounts {
  GivenMoney total_excluded = {};
  std::vector<GivenTax> taxes = {};
};

enum class LineRole { normal, early_payment, cash_rounding };

struct BaseLine {
  orm::RecordSet record;  // what it stands for; may be empty
  orm::RecordSet product, taxes, currency, partner, account;
  double price_unit = 0;
  double quantity = 0;
  double discount = 0;  // percent
  double rate = 1;      // units of the document's currency for one of the company's
  double sign = 1;      // of the balance of its journal item
  PriceMeaning price_meaning = PriceMeaning::as_taxes_say;
  LineRole role = LineRole::normal;
  GivenAmounts given = {};
  std::string computation_key = {};  // lines with the same key are rounded together (since 19.0)
  std::function<bool(const orm::RecordSet& tax)> tax_filter = {};
  bool is_refund = false;
  bool tax_tag_invert = false;
  orm::Value analytic_distribution = {};
  std::string tax_line_name = {};  // of its taxes' journal items; empty: the tax's name
  LineTaxDetails details = {};
  orm::Ids tax_tags = {};  // after add_accounting_data
};

// A journal item that holds the amount of a tax.
struct TaxLine {
  orm::RecordSet record;
  orm::RecordSet repartition_line;
  double sign = 1;
  Money amount = {};
  TaxLineKey key = {};
};

// Nothing but empty record sets and the currency of the current company.
BaseLine empty_base_line(const orm::Env& env);
// With the fields of the record's model that have the same names: product_id, tax_ids (tax_id on sale.order.line),
// price_unit, quantity (product_uom_qty, product_qty), discount, currency_id, partner_id, account_id, is_refund,
// tax_tag_invert, analytic_distribution.
BaseLine base_line_of(const orm::RecordSet& record);

// Evaluates the taxes of each line. The company says how to round unless `round_per_line` does.
void add_tax_details(BaseLine& line, const orm::RecordSet& company, std::optional<bool> round_per_line = {});
void add_tax_details(std::span<BaseLine> lines, const orm::RecordSet& company);
// Rounds, and spreads over the lines what the sum of rounded amounts lacks of the rounded sum, per tax and per base.
// With `tax_lines` the amounts of these journal items are kept, and spread over the lines.
void round_tax_details(std::span<BaseLine> lines, const orm::RecordSet& company,
                       std::span<const TaxLine> tax_lines = {});
// Splits each tax over its repartition lines, with the accounts, tags and further taxes of the journal items. Taxes due
// on payment go to their transition account, and show their tags only with `include_cash_basis`.
void add_accounting_data(std::span<BaseLine> lines, const orm::RecordSet& company, bool include_cash_basis = false);

// What tax_totals shows: untaxed amount, tax groups, totals. The lines must have been rounded. `cash_rounding` is an
// account.cash.rounding.
orm::Dict tax_totals(std::span<const BaseLine> lines, const orm::RecordSet& currency, const orm::RecordSet& company,
                     const std::optional<orm::RecordSet>& cash_rounding = {});

struct TaxTotalsQuestion17 {
  orm::RecordSet currency, company;
  bool in_company_currency = false;  // besides that of the document
};
// The same as 17.0 shows it; `tax_lines`: journal items that hold the amounts of taxes.
orm::Dict tax_totals_17(std::span<const BaseLine> lines, std::span<const TaxLine> tax_lines,
                        const TaxTotalsQuestion17& question);

struct TaxLineAmounts {
  std::string name = {};
  double tax_base_amount = 0;
  Money amount = {};
};
struct BaseLineUpdate {
  const BaseLine* line = {};
  orm::Ids tax_tags = {};
  Money amount = {};
};
// What the journal items of a document must become.
struct TaxLineChanges {
  std::vector<BaseLineUpdate> base = {};
  std::vector<std::pair<TaxLineKey, TaxLineAmounts>> to_add = {};
  std::vector<std::pair<const TaxLine*, TaxLineAmounts>> to_update = {};
  // 17.0 knows no tax line again: each is given the key and the amounts of one that is needed.
  struct Rewrite {
    const TaxLine* line = {};
    TaxLineKey key = {};
    TaxLineAmounts amounts = {};
  };
  std::vector<Rewrite> to_rewrite = {};
  std::vector<const TaxLine*> to_delete = {};
};
// `lines` must have their accounting data; pointers in the answer point into the arguments.
TaxLineChanges prepare_tax_lines(std::span<const BaseLine> lines, const orm::RecordSet& company,
                                 std::span<const TaxLine> tax_lines = {});

// The taxes on one price, without a document.
struct PriceTaxes {
  double total_excluded = 0;
  double total_included = 0;
  double total_void = 0;  // with the taxes that have no account
  std::vector<TaxData> taxes = {};
  orm::Ids base_tags = {};
};
struct PriceTaxesOptions {
  std::optional<orm::RecordSet> currency = {};  // the company's
  double quantity = 1;
  std::optional<orm::RecordSet> product = {};
  std::optional<orm::RecordSet> partner = {};
  bool is_refund = false;
  PriceMeaning price_meaning = PriceMeaning::as_taxes_say;
  bool include_cash_basis = false;
  bool round_totals = true;
};
PriceTaxes compute_all(const orm::RecordSet& taxes, double price_unit, const PriceTaxesOptions& options = {});

// The price without those of the product's included taxes that the line does not have.
double fix_tax_included_price(double price, const orm::RecordSet& product_taxes, const orm::RecordSet& line_taxes);
// The price that means the same with other taxes (a fiscal position): changed only if all original taxes are included.
double adapt_price_to_taxes(double price, const orm::RecordSet& original_taxes, const orm::RecordSet& new_taxes);
// Of the taxes those of the company, else of its parent, ...
orm::RecordSet taxes_of_company(const orm::RecordSet& taxes, const orm::RecordSet& company);
// Groups replaced by their children, in the order of evaluation.
orm::RecordSet flatten_taxes(const orm::RecordSet& taxes);

}  // namespace paridoo::addons::account
