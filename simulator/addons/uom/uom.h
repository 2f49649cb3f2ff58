// Conversion between units of measure.
#pragma once

#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::uom {

struct QuantityOptions {
  bool round = true;  // to the rounding of the unit `to`
  orm::RoundingMethod method = orm::RoundingMethod::up;
  bool refuse_other_category = true;  // until 18.0: a UserError if the units do not convert; else the quantity as it is
};

// A quantity in the unit `from`, told in the unit `to`. Without `from`, the quantity as it is.
double compute_quantity(const orm::RecordSet& from, double quantity, const orm::RecordSet& to,
                        const QuantityOptions& options = {});

// A price for one unit `from`, told for one unit `to`; unchanged where they do not convert. Not rounded.
double compute_price(const orm::RecordSet& from, double price, const orm::RecordSet& to);

// Whether a quantity in one unit can be told in the other: units of one category, since 19.0 those that come from one
// reference unit.
bool are_convertible(const orm::RecordSet& unit, const orm::RecordSet& other);

// The decimals of quantities: the precision "Product Unit of Measure", since 19.0 "Product Unit".
int quantity_digits(const orm::Env& env);

// The precision of a unit, for float_compare and its kin.
orm::Rounding rounding_of(const orm::RecordSet& unit);

}  // namespace paridoo::addons::uom
