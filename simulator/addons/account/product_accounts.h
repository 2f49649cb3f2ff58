// The accounts that a product's revenues and costs are booked on.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

struct ProductAccounts {
  orm::RecordSet income, expense;
};
// Of a product.product or product.template: its own, else its category's, mapped by the fiscal position. Asks
// "_get_product_accounts", which other modules extend.
ProductAccounts product_accounts(const orm::RecordSet& product, const orm::RecordSet& position);

// The price of a product on a document, in the document's currency and unit, as its taxes after the fiscal position
// mean it: document_type "sale", "purchase" or "other" (no price).
struct DocumentPrice {
  orm::RecordSet company, currency, uom, position;
  orm::Day day;
  std::string document_type = {};
};
double tax_included_unit_price(const orm::RecordSet& product, const DocumentPrice& document);

}  // namespace paridoo::addons::account
