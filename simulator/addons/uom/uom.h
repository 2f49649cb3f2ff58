// Conversion between units of measure.
#pragma once

#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::uom {

struct QuantityOptions {
  bool round = true;  // to the rounding of the unit `to`
  orm::RoundingMethod method = orm::RoundingMethod::up;
  bool refuse_other_category = true;  // a UserError if the units do not convert; else the quantity as it is
};

// A quantity in the unit `from`, told in the unit `to`. Without `from`, the quantity as it is.
double compute_quantity(const orm::RecordSet& from, double quantity, const orm::RecordSet& to,
                        const QuantityOptions& options = {});

// A price for one unit `from`, told for one unit `to`; unchanged where they do not convert. Not rounded.
double compute_price(const orm::RecordSet& from, double price, const orm::RecordSet& to);

// The precision of a unit, for float_compare and its kin.
orm::Rounding rounding_of(const orm::RecordSet& unit);

}  // namespace paridoo::addons::uom
