// uom.uom since 19.0: a unit says how many of another unit it holds. There are no categories any more, and all units
// round to the precision "Product Unit".
#include <algorithm>
#include <cmath>

#include "simulator/addons/uom/models.h"
#include "simulator/addons/uom/protected_units.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::uom {

using namespace orm;

namespace {

void compute_factor(const RecordSet& self) {
  for (const RecordSet& unit : self) {
    const RecordSet reference = unit["relative_uom_id"];
    const double own = unit.number("relative_factor");
    unit.set("factor", reference.empty() ? own : own * reference.number("factor"));
  }
}

// Small units come first. A unit that has its place keeps it.
void compute_sequence(const RecordSet& self) {
  constexpr double last = 1000;
  for (const RecordSet& unit : self)
    if (unit.integer("sequence") == 0)
      unit.set("sequence", static_cast<std::int64_t>(std::min(unit.number("relative_factor") * 100, last)));
}

void compute_rounding(const RecordSet& self) { self.set("rounding", std::pow(10.0, -quantity_digits(self.env()))); }

void check_relative_factor(const RecordSet& self) {
  for (const RecordSet& unit : self)
    if (unit.number("relative_factor") == 0)
      throw validation_error("A unit of measure holds more than nothing of its reference unit.");
}

void check_reference(const RecordSet& self) {
  for (const RecordSet& unit : self)
    if (unit["relative_uom_id"].empty() && unit.number("relative_factor") != 1)
      throw user_error("The unit " + unit.text("name") + " needs a reference unit that it holds so many of.");
}

}  // namespace

Behaviour uom_uom_relative() {
  return {
      .model = "uom.uom",
      .in = {.since = Series::v19},
      .parent_name = "relative_uom_id",
      .computes = {{{"factor"}, compute_factor}, {{"sequence"}, compute_sequence}, {{"rounding"}, compute_rounding}},
      .constraints = {{check_relative_factor, {"relative_factor"}},
                      {check_reference, {"relative_factor", "relative_uom_id"}}},
      .unlink = unlink_unprotected,
  };
}

}  // namespace paridoo::addons::uom
