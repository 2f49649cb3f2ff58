#include "simulator/addons/product/packaging.h"

#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

// A packaging of one company is for that company, and for products that the company has.
bool is_for_company(const RecordSet& packaging, const RecordSet& company) {
  const RecordSet own = packaging["company_id"], of_product = packaging["product_id"]["company_id"];
  return (own.empty() || own == company) && (of_product.empty() || of_product == own);
}

}  // namespace

double whole_packagings(const RecordSet& packaging, double quantity, const RecordSet& unit, RoundingMethod method) {
  const RecordSet own = packaging["product_id"]["uom_id"];
  const double held = uom::compute_quantity(own, packaging.number("qty"), unit);
  if (quantity == 0 || held == 0) return quantity;
  // Quantities are floats: a modulo would not find that 8 is five times 1.6.
  const double whole = float_round(quantity / held, {1.0}, method) * held;
  return float_compare(whole, quantity, uom::rounding_of(own)) != 0 ? whole : quantity;
}

RecordSet suitable_packaging(const RecordSet& product, const PackagingSearch& search) {
  const RecordSet usable = product["packaging_ids"].filtered([&](const RecordSet& packaging) {
    return packaging.flag(search.use) && is_for_company(packaging, search.company);
  });
  for (const RecordSet& packaging : usable.sorted([](const RecordSet& one) { return one.number("qty"); }, true))
    if (whole_packagings(packaging, search.quantity, search.unit) == search.quantity) return packaging;
  return usable.none();
}

double count_packagings(const RecordSet& packaging, double quantity, const RecordSet& unit) {
  const RecordSet own = packaging["product_uom_id"];
  return float_round(uom::compute_quantity(unit, quantity, own) / packaging.number("qty"), uom::rounding_of(own));
}

double packed_quantity(const RecordSet& packaging, double packagings, const RecordSet& unit) {
  return uom::compute_quantity(packaging["product_uom_id"], packagings * packaging.number("qty"), unit);
}

}  // namespace paridoo::addons::product
