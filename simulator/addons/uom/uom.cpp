#include "simulator/addons/uom/uom.h"

#include "simulator/orm/fault.h"

namespace paridoo::addons::uom {

using orm::RecordSet;

double compute_quantity(const RecordSet& from, double quantity, const RecordSet& to, const QuantityOptions& options) {
  if (from.empty() || quantity == 0) return quantity;
  const bool same = from.ensure_one().ids() == to.ids();
  if (!same && from["category_id"].id() != to["category_id"].id()) {
    if (!options.refuse_other_category) return quantity;
    throw orm::user_error("The units " + from.text("name") + " and " + to.text("name") +
                          " are of different categories: a quantity does not convert from one to the other.");
  }
  double amount = quantity;
  if (!same) amount = quantity / from.number("factor") * to.number("factor");
  return options.round && to ? orm::float_round(amount, rounding_of(to), options.method) : amount;
}

double compute_price(const RecordSet& from, double price, const RecordSet& to) {
  if (from.empty() || to.empty() || price == 0 || from.ids() == to.ids()) return price;
  if (from["category_id"].id() != to["category_id"].id()) return price;
  return price * from.number("factor") / to.number("factor");
}

orm::Rounding rounding_of(const RecordSet& unit) { return {unit.number("rounding")}; }

}  // namespace paridoo::addons::uom
