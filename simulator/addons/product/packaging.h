// Packagings of products, until 18.0: how many of a product's units one holds.
#pragma once

#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::product {

struct PackagingSearch {
  std::string_view use = "sales";  // the flag that a packaging has to have: "sales" or "purchase"
  double quantity = 0;
  orm::RecordSet unit;
  orm::RecordSet company;
};
// The largest packaging of the product that the quantity fills without a rest, or none.
orm::RecordSet suitable_packaging(const orm::RecordSet& product, const PackagingSearch& search);

// The quantity, moved to a multiple of the packaging's.
double whole_packagings(const orm::RecordSet& packaging, double quantity, const orm::RecordSet& unit,
                        orm::RoundingMethod method = orm::RoundingMethod::half_up);

// How many packagings a quantity is.
double count_packagings(const orm::RecordSet& packaging, double quantity, const orm::RecordSet& unit);

// The quantity, in `unit`, that so many packagings hold.
double packed_quantity(const orm::RecordSet& packaging, double packagings, const orm::RecordSet& unit);

}  // namespace paridoo::addons::product
