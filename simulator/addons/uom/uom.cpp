#include "simulator/addons/uom/uom.h"

#include "simulator/addons/base/decimal_precision.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::uom {

using orm::RecordSet;

namespace {

// How many reference units a unit holds. Until 18.0 the factor says how many of the unit make a reference unit.
double in_reference_units(const RecordSet& unit, double quantity) {
  const double factor = unit.number("factor");
  return unit.env().since(orm::Series::v19) ? quantity * factor : quantity / factor;
}

double from_reference_units(const RecordSet& unit, double quantity) {
  const double factor = unit.number("factor");
  return unit.env().since(orm::Series::v19) ? quantity / factor : quantity * factor;
}

// Until 18.0 only units of one category convert; later Odoo does not look.
bool is_other_category(const RecordSet& from, const RecordSet& to) {
  if (from.env().since(orm::Series::v19)) return false;
  return from["category_id"].id() != to["category_id"].id();
}

orm::Id root_of(RecordSet unit) {
  while (const RecordSet reference = unit["relative_uom_id"]) unit = reference;
  return unit.id();
}

}  // namespace

double compute_quantity(const RecordSet& from, double quantity, const RecordSet& to, const QuantityOptions& options) {
  if (from.empty() || quantity == 0) return quantity;
  const bool same = from.ensure_one().ids() == to.ids();
  if (!same && is_other_category(from, to)) {
    if (!options.refuse_other_category) return quantity;
    throw orm::user_error("The units " + from.text("name") + " and " + to.text("name") +
                          " are of different categories: a quantity does not convert from one to the other.");
  }
  double amount = quantity;
  if (!same) amount = in_reference_units(from, quantity);
  if (!same && to) amount = from_reference_units(to, amount);
  return options.round && to ? orm::float_round(amount, rounding_of(to), options.method) : amount;
}

double compute_price(const RecordSet& from, double price, const RecordSet& to) {
  if (from.empty() || to.empty() || price == 0 || from.ids() == to.ids()) return price;
  if (is_other_category(from, to)) return price;
  if (from.env().since(orm::Series::v19)) return price * to.number("factor") / from.number("factor");
  return price * from.number("factor") / to.number("factor");
}

bool are_convertible(const RecordSet& unit, const RecordSet& other) {
  if (unit.env().since(orm::Series::v19)) return root_of(unit) == root_of(other);
  return unit["category_id"].id() == other["category_id"].id();
}

int quantity_digits(const orm::Env& env) {
  return base::precision_of(env, env.since(orm::Series::v19) ? "Product Unit" : "Product Unit of Measure");
}

orm::Rounding rounding_of(const RecordSet& unit) { return {unit.number("rounding")}; }

}  // namespace paridoo::addons::uom
