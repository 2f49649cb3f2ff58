// Prices by pricelist.
//
// A `product` is one record of product.product or product.template; a `pricelist` is one record of product.pricelist or
// none.
#pragma once

#include <optional>
#include <string_view>

#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::product {

// Whoever has it sees pricelists.
inline constexpr std::string_view pricelist_group = "product.group_product_pricelist";

// Makes each company without one its usual pricelist, if the user has pricelists at all.
void provide_pricelists(const orm::RecordSet& companies);

struct PriceOptions {
  std::optional<orm::RecordSet> uom = {};       // the unit of the quantity and of the price; the product's own
  std::optional<orm::RecordSet> currency = {};  // of the price; the pricelist's, else the company's
  std::optional<orm::Moment> moment = {};       // of the rules and of the rates; now
};

// The rule (product.pricelist.item) that applies first, or none.
orm::RecordSet product_rule(const orm::RecordSet& pricelist, const orm::RecordSet& product, double quantity,
                            const PriceOptions& options = {});
// The price of one `uom` at this quantity. Without a rule it is the sales price. Not rounded to the currency.
double product_price(const orm::RecordSet& pricelist, const orm::RecordSet& product, double quantity,
                     const PriceOptions& options = {});

// The price that one rule gives; `rule` empty: the sales price.
double rule_price(const orm::RecordSet& rule, const orm::RecordSet& product, double quantity,
                  const PriceOptions& options);
// What the rule starts from before it is applied: the sales price, the cost or another pricelist's price.
double rule_base_price(const orm::RecordSet& rule, const orm::RecordSet& product, double quantity,
                       const PriceOptions& options);
// The price before discounts: along chained pricelists as long as their rules show a discount. What sale.order.line
// shows beside a discount.
double price_before_discount(const orm::RecordSet& rule, const orm::RecordSet& product, double quantity,
                             const PriceOptions& options);
// Whether the rule's discount is to be shown beside the price before it.
bool shows_discount(const orm::RecordSet& rule);

// The pricelist that was given to a partner, in the current company. In 17.0 that is a record of ir.property, which is
// not simulated: there it is kept in a parameter.
orm::RecordSet own_pricelist(const orm::RecordSet& partner);
void set_own_pricelist(const orm::RecordSet& partner, const orm::RecordSet& pricelist);
// The pricelist of a country's group, else the fallback of the company.
orm::RecordSet pricelist_of_country(const orm::Env& env, orm::RecordSet country);
// The pricelist that holds for a partner: its own, that of its country's group, the fallback of the company.
orm::RecordSet pricelist_of_partner(const orm::RecordSet& partner);

}  // namespace paridoo::addons::product
