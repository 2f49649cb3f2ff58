#include "simulator/addons/product/pricelist.h"

#include <algorithm>
#include <cctype>
#include <chrono>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/users.h"
#include "simulator/addons/product/product.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

bool is_template(const RecordSet& product) { return product.model().name == "product.template"; }

Moment moment_of(const RecordSet& product, const PriceOptions& options) {
  return options.moment.value_or(product.env().now());
}

RecordSet unit_of(const RecordSet& product, const PriceOptions& options) {
  return options.uom && !options.uom->empty() ? *options.uom : product["uom_id"];
}

RecordSet currency_of(const RecordSet& holder, const PriceOptions& options) {
  if (options.currency && !options.currency->empty()) return *options.currency;
  const RecordSet own = holder["currency_id"];
  return own.empty() ? holder.env().company()["currency_id"] : own;
}

Domain none_or(const std::string& field, const Domain& domain) { return term(field, "=", false) | domain; }

Domain candidates(const RecordSet& pricelist, const RecordSet& product, const std::string& moment) {
  const bool of_template = is_template(product);
  const Id template_id = of_template ? product.id() : product["product_tmpl_id"].id();
  const Domain variant = term(of_template ? "product_id.product_tmpl_id" : "product_id", "=", product.id());
  return term("pricelist_id", "=", pricelist.id()) &
         none_or("categ_id", term("categ_id", "parent_of", product["categ_id"].ids())) &
         none_or("product_tmpl_id", term("product_tmpl_id", "=", template_id)) & none_or("product_id", variant) &
         none_or("date_start", term("date_start", "<=", moment)) & none_or("date_end", term("date_end", ">=", moment));
}

bool is_in_category(RecordSet category, const RecordSet& wanted) {
  for (; !category.empty(); category = category["parent_id"])
    if (category == wanted) return true;
  return false;
}

bool is_for_variant(const RecordSet& rule, const RecordSet& product) {
  if (!is_template(product)) return product.id() == rule["product_id"].id();
  const RecordSet variants = product["product_variant_ids"];
  return variants.size() == 1 && variants.id() == rule["product_id"].id();
}

bool applies(const RecordSet& rule, const RecordSet& product, double quantity) {
  if (const double least = rule.number("min_quantity"); least != 0 && quantity < least) return false;
  const std::string on = rule.text("applied_on");
  if (on == "2_product_category") return is_in_category(product["categ_id"], rule["categ_id"]);
  if (on == "1_product")
    return rule["product_tmpl_id"].id() == (is_template(product) ? product.id() : product["product_tmpl_id"].id());
  return on != "0_product_variant" || is_for_variant(rule, product);
}

// The unit that the rules count in is the product's own.
double in_product_unit(const RecordSet& product, double quantity, const PriceOptions& options) {
  return uom::compute_quantity(unit_of(product, options), quantity, product["uom_id"],
                               {.refuse_other_category = false});
}

struct Formula {
  const RecordSet& rule;
  const RecordSet& product;
  RecordSet unit;

  // An amount of the rule is one for the product's own unit.
  double amount(std::string_view field) const {
    return uom::compute_price(product["uom_id"], rule.number(field), unit);
  }

  double of(double base) const {
    const bool has_markup = rule.env().since(Series::v18) && rule.text("base") == "standard_price";
    const double discount = has_markup ? -rule.number("price_markup") : rule.number("price_discount");
    double price = base - base * (discount / 100);
    if (const double step = rule.number("price_round"); step != 0) price = float_round(price, {step});
    if (rule.number("price_surcharge") != 0) price += amount("price_surcharge");
    if (rule.number("price_min_margin") != 0) price = std::max(price, base + amount("price_min_margin"));
    if (rule.number("price_max_margin") != 0) price = std::min(price, base + amount("price_max_margin"));
    return price;
  }
};

}  // namespace

RecordSet product_rule(const RecordSet& pricelist, const RecordSet& product, double quantity,
                       const PriceOptions& options) {
  const RecordSet rules = product.env()["product.pricelist.item"];
  if (pricelist.empty()) return rules;
  const double counted = in_product_unit(product, quantity, options);
  const std::string moment = format_moment(moment_of(product, options));
  // The rules of an archived pricelist are archived with it. Until 18.0 they still hold.
  const bool with_archived = !product.env().since(Series::v19);
  const RecordSet searched = with_archived ? rules.with_context({{"active_test", false}}) : rules;
  for (const RecordSet& rule : searched.search(candidates(pricelist, product, moment)))
    if (applies(rule, product, counted)) return rule.in(rules.env());
  return rules;
}

double product_price(const RecordSet& pricelist, const RecordSet& product, double quantity,
                     const PriceOptions& options) {
  PriceOptions resolved = options;
  resolved.currency = currency_of(pricelist, options);
  resolved.moment = moment_of(product, options);
  return rule_price(product_rule(pricelist, product, quantity, resolved), product, quantity, resolved);
}

double rule_price(const RecordSet& rule, const RecordSet& product, double quantity, const PriceOptions& options) {
  const std::string how = rule.text("compute_price");
  const Formula formula{rule, product, unit_of(product, options)};
  if (how == "fixed") return formula.amount("fixed_price");
  const double base = rule_base_price(rule, product, quantity, options);
  if (how == "percentage") return base - base * (rule.number("percent_price") / 100);
  return how == "formula" ? formula.of(base) : base;
}

double rule_base_price(const RecordSet& rule, const RecordSet& product, double quantity, const PriceOptions& options) {
  const RecordSet other = rule["base_pricelist_id"];
  const Day day = std::chrono::floor<std::chrono::days>(moment_of(product, options));
  const bool is_cost = rule.text("base") == "standard_price";
  const bool chained = rule.text("base") == "pricelist" && !other.empty();
  RecordSet source = chained ? other["currency_id"] : product[is_cost ? "cost_currency_id" : "currency_id"];
  double price = 0;
  if (chained) {
    price = product_price(other, product, quantity,
                          {.uom = unit_of(product, options), .currency = source, .moment = options.moment});
  } else {
    price =
        price_of(product, is_cost ? "standard_price" : "list_price", {.uom = unit_of(product, options), .day = day});
  }
  const RecordSet target = currency_of(rule, options);
  if (source == target) return price;
  return base::convert(price, source, target, product.env().company(), day, {.round = false});
}

namespace {

// In 17.0 a pricelist says whether its discounts are shown, and all that it is based on with it.
bool shows_policy_discount(const RecordSet& pricelist) {
  return pricelist.text("discount_policy") == "without_discount";
}

double price_before_policy_discount(const RecordSet& rule, const RecordSet& product, double quantity,
                                    const PriceOptions& options) {
  RecordSet lowest = rule;
  if (shows_policy_discount(rule["pricelist_id"]))
    while (lowest.text("base") == "pricelist" && shows_policy_discount(lowest["base_pricelist_id"]))
      lowest = product_rule(lowest["base_pricelist_id"], product, quantity, options);
  return rule_base_price(lowest, product, quantity, options);
}

}  // namespace

double price_before_discount(const RecordSet& rule, const RecordSet& product, double quantity,
                             const PriceOptions& options) {
  if (!product.env().since(Series::v18)) return price_before_policy_discount(rule, product, quantity, options);
  RecordSet lowest = rule;
  while (lowest.text("base") == "pricelist") {
    const RecordSet below = product_rule(lowest["base_pricelist_id"], product, quantity, options);
    if (below.text("compute_price") != "percentage") break;
    lowest = below;
  }
  return rule_base_price(lowest, product, quantity, options);
}

bool shows_discount(const RecordSet& rule) {
  constexpr Id superuser = 1;
  if (rule.empty()) return false;
  if (!rule.env().since(Series::v18)) return shows_policy_discount(rule["pricelist_id"]);
  if (rule.text("compute_price") != "percentage") return false;
  return base::has_group(rule.sudo().env()["res.users"].browse(superuser), "sale.group_discount_per_so_line");
}

namespace {

RecordSet pricelist_in_parameter(const RecordSet& pricelists, const std::string& key) {
  const std::string id = base::config_parameter(pricelists.env(), key);
  const bool is_number = !id.empty() && std::ranges::all_of(id, [](unsigned char c) { return std::isdigit(c); });
  return is_number ? pricelists.browse(std::stoll(id)).exists() : pricelists;
}

RecordSet fallback_pricelist(const RecordSet& pricelists, const Domain& usable) {
  const std::string key = "res.partner.property_product_pricelist";
  const std::string of_company = key + "_" + std::to_string(pricelists.env().company().id());
  RecordSet found = pricelists.search(usable & term("country_group_ids", "=", false), {.limit = 1});
  if (found.empty()) found = pricelist_in_parameter(pricelists, of_company);
  if (found.empty()) found = pricelist_in_parameter(pricelists, key);
  return found.empty() ? pricelists.search(usable, {.limit = 1}) : found;
}

}  // namespace

namespace {

std::string parameter_of(const RecordSet& partner) {
  return "res.partner.property_product_pricelist_" + std::to_string(partner.env().company().id()) + "_of_" +
         std::to_string(partner.id());
}

// Since 19.0 there are no prices by pricelist unless the feature is switched on.
bool uses_pricelists(const Env& env) {
  constexpr Id superuser = 1;
  return !env.since(Series::v19) || base::has_group(env.sudo()["res.users"].browse(superuser), pricelist_group);
}

}  // namespace

RecordSet own_pricelist(const RecordSet& partner) {
  if (partner.env().since(Series::v18)) return partner["specific_property_product_pricelist"];
  return pricelist_in_parameter(partner.env()["product.pricelist"], parameter_of(partner));
}

void set_own_pricelist(const RecordSet& partner, const RecordSet& pricelist) {
  if (partner.env().since(Series::v18)) return partner.set("specific_property_product_pricelist", pricelist);
  base::set_config_parameter(partner.env(), parameter_of(partner),
                             pricelist ? std::to_string(pricelist.id()) : std::string());
}

RecordSet pricelist_of_country(const Env& env, RecordSet country) {
  const RecordSet pricelists = env["product.pricelist"];
  const Domain usable = term("active", "=", true) & term("company_id", "in", List{env.company().id(), false});
  if (const Value& code = env.context("country_code"); country.empty() && code.is_text() && env.since(Series::v18))
    country = country.search(term("code", "=", code), {.limit = 1});
  const Domain of_country = term("country_group_ids.country_ids", "=", Value(country));
  const bool looks = country || !env.since(Series::v19);
  const RecordSet found = looks ? pricelists.search(usable & of_country, {.limit = 1}) : pricelists;
  return found.empty() ? fallback_pricelist(pricelists, usable) : found;
}

RecordSet pricelist_of_partner(const RecordSet& partner) {
  if (!uses_pricelists(partner.env())) return partner.env()["product.pricelist"];
  if (const RecordSet own = own_pricelist(partner); own && own.flag("active")) return own;
  return pricelist_of_country(partner.env(), partner["country_id"]);
}

}  // namespace paridoo::addons::product
