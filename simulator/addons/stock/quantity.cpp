#include "simulator/addons/stock/quantity.h"

#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {

int quantity_decimals(const Env& env) {
  return base::precision_of(env, env.since(Series::v19) ? "Product Unit" : "Product Unit of Measure");
}

Rounding quantity_digits(const Env& env) { return orm::digits(quantity_decimals(env)); }

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
