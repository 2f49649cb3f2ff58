// Taxes of one line: from records to the engine and back.
#include <array>
#include <map>
#include <stdexcept>
#include <tuple>

#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet in_sequence(const RecordSet& taxes) {
  return taxes.sorted([](const RecordSet& tax) { return std::pair(tax.integer("sequence"), tax.id()); });
}

struct FlatTaxes {
  RecordSet taxes;
  std::map<Id, Id> group_of = {};
};

FlatTaxes flatten(const RecordSet& taxes) {
  FlatTaxes out{.taxes = taxes.none()};
  for (const RecordSet& tax : in_sequence(taxes)) {
    if (tax.text("amount_type") != "group") {
      out.taxes |= tax;
      continue;
    }
    const RecordSet children = in_sequence(tax["children_tax_ids"]);
    out.taxes |= children;
    for (const Id child : children.ids()) out.group_of[child] = tax.id();
  }
  return out;
}

TaxKind kind_of(const RecordSet& tax) {
  const std::string kind = tax.text("amount_type");
  if (kind == "percent") return TaxKind::percent;
  if (kind == "fixed") return TaxKind::fixed;
  if (kind == "division") return TaxKind::division;
  throw not_simulated("account.tax with amount_type " + kind);
}

bool has_negative_factor(const RecordSet& tax) {
  if (tax.env().since(Series::v18)) return tax.flag("has_negative_factor");
  return !tax["invoice_repartition_line_ids"]
              .filtered([](const RecordSet& line) {
                return line.text("repartition_type") == "tax" && line.number("factor_percent") < 0;
              })
              .empty();
}

double factor_of(const RecordSet& tax, bool is_refund) {
  if (tax.env().since(Series::v18)) return 1;
  return tax[is_refund ? "refund_repartition_line_ids" : "invoice_repartition_line_ids"]
      .where("repartition_type", "=", "tax")
      .sum("factor");
}

TaxRule rule_of(const RecordSet& tax, bool is_refund) {
  return {.id = tax.id(),
          .kind = kind_of(tax),
          .amount = tax.number("amount"),
          .price_include = tax.flag("price_include"),
          .include_base_amount = tax.flag("include_base_amount"),
          .is_base_affected = tax.flag("is_base_affected"),
          .factor = factor_of(tax, is_refund),
          .has_negative_factor = has_negative_factor(tax)};
}

TaxEvaluation evaluate(const Env& env, std::span<const TaxRule> rules, const TaxQuestion& question) {
  return env.since(Series::v18) ? evaluate_taxes(rules, question) : evaluate_taxes_17(rules, question);
}

std::vector<TaxRule> rules_of(const RecordSet& taxes, bool is_refund = false) {
  std::vector<TaxRule> rules;
  for (const RecordSet& tax : taxes) rules.push_back(rule_of(tax, is_refund));
  return rules;
}

// The first of these fields that the model has.
std::string_view field_among(const RecordSet& record, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (record.model().has(name)) return name;
  return {};
}

void take(const RecordSet& record, std::initializer_list<std::string_view> names, RecordSet& into) {
  if (const std::string_view name = field_among(record, names); !name.empty())
    into = record.with_context({{"active_test", false}})[name];
}

void take(const RecordSet& record, std::initializer_list<std::string_view> names, double& into) {
  if (const std::string_view name = field_among(record, names); !name.empty()) into = record.number(name);
}

void take(const RecordSet& record, std::string_view name, bool& into) {
  if (record.model().has(name)) into = record.flag(name);
}

RecordSet currency_of(const RecordSet& record, const RecordSet& fallback) {
  for (const std::string_view name : {"currency_id", "company_currency_id"})
    if (record.model().has(name))
      if (const RecordSet currency = record[name]) return currency;
  if (!record.model().has("company_id")) return fallback;
  const RecordSet currency = record["company_id"]["currency_id"];
  return currency ? currency : fallback;
}

bool rounds_per_line(const RecordSet& company) {
  return company.text("tax_calculation_rounding_method") == "round_per_line";
}

}  // namespace

BaseLine empty_base_line(const Env& env) {
  return {.record = env["account.move.line"],
          .product = env["product.product"],
          .taxes = env["account.tax"],
          .currency = env.company()["currency_id"],
          .partner = env["res.partner"],
          .account = env["account.account"]};
}

BaseLine base_line_of(const RecordSet& record) {
  BaseLine line = empty_base_line(record.env());
  line.record = record;
  take(record, {"product_id"}, line.product);
  take(record, {"tax_ids", "tax_id", "taxes_id"}, line.taxes);
  take(record, {"partner_id"}, line.partner);
  take(record, {"account_id"}, line.account);
  take(record, {"price_unit"}, line.price_unit);
  take(record, {"quantity", "product_uom_qty", "product_qty"}, line.quantity);
  take(record, {"discount"}, line.discount);
  take(record, "is_refund", line.is_refund);
  // From 19.0 on tags have no sign of their own: a base is told as it is booked.
  if (record.env().since(Series::v19))
    line.tax_tag_invert = false;
  else
    take(record, "tax_tag_invert", line.tax_tag_invert);
  line.currency = currency_of(record, line.currency);
  if (record.model().has("analytic_distribution")) line.analytic_distribution = record.value("analytic_distribution");
  return line;
}

namespace {

// 17.0 tells what taxes are in the company's currency by the rate between the two amounts of the line itself.
double rate_of_line_17(const BaseLine& line, double amount, const RecordSet& company) {
  const double balance = line.rate != 0 ? base::currency_round(company["currency_id"], amount / line.rate) : 0.0;
  return balance != 0 ? amount / balance : 1.0;
}

Money in_both(double amount, const BaseLine& line, const RecordSet& company, bool round_per_line) {
  const double other = line.rate != 0 ? amount / line.rate : 0.0;
  return {amount, round_per_line ? base::currency_round(company["currency_id"], other) : other};
}

bool is_included(const TaxRule& rule, PriceMeaning meaning) {
  if (rule.has_negative_factor) return false;
  return meaning == PriceMeaning::as_taxes_say ? rule.price_include : meaning == PriceMeaning::total_included;
}

Ids taxes_on_top(std::span<const TaxRule> rules, std::size_t at) {
  Ids later;
  if (rules[at].include_base_amount)
    for (std::size_t other = at + 1; other < rules.size(); ++other)
      if (rules[other].is_base_affected) later.push_back(rules[other].id);
  return later;
}

}  // namespace

void add_tax_details(BaseLine& line, const RecordSet& company, std::optional<bool> round_per_line) {
  const bool per_line = round_per_line.value_or(rounds_per_line(company));
  const FlatTaxes flat = flatten(line.taxes);
  const RecordSet taxes = line.tax_filter ? flat.taxes.filtered(line.tax_filter) : flat.taxes;
  const std::vector<TaxRule> rules = rules_of(taxes, line.is_refund);
  const bool is_17 = !company.env().since(Series::v18);
  const TaxEvaluation found = evaluate(company.env(), rules,
                                       {.price_unit = line.price_unit * (1 - line.discount / 100.0),
                                        .quantity = line.quantity,
                                        .rounding = line.currency.number("rounding"),
                                        .round_per_line = per_line,
                                        .price_meaning = line.price_meaning,
                                        .negative_price_turns_fixed = company.env().since(Series::v19)});
  const double rate_17 = is_17 ? rate_of_line_17(line, found.total_excluded, company) : 1;
  const auto of_tax = [&](double amount) {
    return is_17 ? Money{amount, amount / rate_17} : in_both(amount, line, company, per_line);
  };
  line.details = {};
  line.details.raw_total_excluded = in_both(found.total_excluded, line, company, per_line || is_17);
  line.details.raw_total_included = in_both(found.total_included, line, company, per_line || is_17);
  for (const TaxAmount& amount : found.amounts) {
    const RecordSet tax = taxes.at(amount.rule);
    const auto group = flat.group_of.find(tax.id());
    line.details.taxes.push_back({.tax = tax,
                                  .group = group == flat.group_of.end() ? taxes.none() : taxes.browse(group->second),
                                  .is_reverse_charge = amount.is_reverse_charge,
                                  .raw_tax = of_tax(amount.tax),
                                  .raw_base = of_tax(amount.base),
                                  .tax_amount = {},
                                  .base = {},
                                  .is_included = is_included(rules[amount.rule], line.price_meaning),
                                  .later = taxes_on_top(rules, amount.rule)});
  }
}

void add_tax_details(std::span<BaseLine> lines, const RecordSet& company) {
  for (BaseLine& line : lines) add_tax_details(line, company);
}

RecordSet flatten_taxes(const RecordSet& taxes) { return flatten(taxes).taxes; }

RecordSet taxes_of_company(const RecordSet& taxes, const RecordSet& company) {
  if (taxes.empty()) return taxes;
  for (RecordSet owner = company; owner; owner = owner.sudo()["parent_id"])
    if (const RecordSet found = taxes.filtered([&](const RecordSet& tax) { return tax["company_id"] == owner; }))
      return found;
  return taxes.none();
}

namespace {

TaxEvaluation evaluate_globally(const RecordSet& taxes, double price_unit, PriceMeaning meaning) {
  const std::vector<TaxRule> rules = rules_of(taxes);
  return evaluate(taxes.env(), rules, {.price_unit = price_unit, .round_per_line = false, .price_meaning = meaning});
}

bool all_included(const RecordSet& taxes) {
  return taxes.filtered([](const RecordSet& tax) { return !tax.flag("price_include"); }).empty();
}

}  // namespace

double adapt_price_to_taxes(double price, const RecordSet& original_taxes, const RecordSet& new_taxes) {
  if (original_taxes == new_taxes || !all_included(original_taxes)) return price;
  const double excluded =
      evaluate_globally(flatten_taxes(original_taxes), price, PriceMeaning::as_taxes_say).total_excluded;
  const RecordSet flat = flatten_taxes(new_taxes);
  const TaxEvaluation found = evaluate_globally(flat, excluded, PriceMeaning::total_excluded);
  double included = 0;
  for (const TaxAmount& amount : found.amounts)
    if (flat.at(amount.rule).flag("price_include")) included += amount.tax;
  return excluded + included;
}

double fix_tax_included_price(double price, const RecordSet& product_taxes, const RecordSet& line_taxes) {
  const RecordSet gone = (product_taxes - line_taxes).filtered("price_include");
  return gone ? compute_all(gone, price).total_excluded : price;
}

namespace {

PriceMeaning meaning_in_context(const Env& env, PriceMeaning asked) {
  const Value& forced = env.context("force_price_include");
  if (forced.is_none()) return asked;
  return forced ? PriceMeaning::total_included : PriceMeaning::total_excluded;
}

// compute_all splits amounts as they are, where documents split rounded ones.
void settle_raw(LineTaxDetails& details) {
  for (TaxData& data : details.taxes) {
    data.tax_amount = data.raw_tax;
    data.base = data.raw_base;
  }
}

}  // namespace

PriceTaxes compute_all(const RecordSet& taxes, double price_unit, const PriceTaxesOptions& options) {
  const Env& env = taxes.env();
  const RecordSet company = taxes ? taxes.at(0)["company_id"] : env.company();
  BaseLine line = empty_base_line(env);
  line.currency = options.currency && *options.currency ? *options.currency : company["currency_id"];
  line.taxes = taxes;
  line.price_unit = price_unit;
  line.quantity = options.quantity;
  line.is_refund = options.is_refund;
  line.price_meaning = meaning_in_context(env, options.price_meaning);
  if (options.product) line.product = *options.product;
  if (options.partner) line.partner = *options.partner;
  add_tax_details(line, company);
  settle_raw(line.details);
  add_accounting_data({&line, 1}, company, options.include_cash_basis);
  PriceTaxes out{.total_excluded = line.details.raw_total_excluded.currency,
                 .total_included = line.details.raw_total_included.currency,
                 .total_void = line.details.raw_total_excluded.currency,
                 .taxes = line.details.taxes,
                 .base_tags = line.tax_tags};
  for (const TaxData& data : out.taxes)
    for (const TaxShare& share : data.shares)
      if (share.repartition_line["account_id"].empty()) out.total_void += share.amount.currency;
  if (options.round_totals) {
    out.total_excluded = base::currency_round(line.currency, out.total_excluded);
    out.total_included = base::currency_round(line.currency, out.total_included);
  }
  return out;
}

}  // namespace paridoo::addons::account
