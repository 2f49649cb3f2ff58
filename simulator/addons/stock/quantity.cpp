#include "simulator/addons/stock/quantity.h"

#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {

Rounding quantity_digits(const Env& env) { return orm::digits(base::precision_of(env, "Product Unit of Measure")); }

double in_unit(const RecordSet& from, double quantity, const RecordSet& to) {
  return uom::compute_quantity(from, quantity, to, {.method = RoundingMethod::half_up});
}

double in_unit_unrounded(const RecordSet& from, double quantity, const RecordSet& to) {
  return uom::compute_quantity(from, quantity, to, {.round = false});
}

int compare(double a, double b, const RecordSet& unit) { return orm::float_compare(a, b, uom::rounding_of(unit)); }

bool is_zero(double quantity, const RecordSet& unit) { return orm::float_is_zero(quantity, uom::rounding_of(unit)); }

double quantity_in(const Value& value) {
  if (value.is_unset()) return 0;
  if (!value.is_number() && !value.is_boolean())
    throw orm::Fault(orm::FaultKind::type_error, "a quantity must be a number, not " + orm::repr(value));
  return value.number();
}

}  // namespace paridoo::addons::stock
