#include "simulator/addons/uom/protected_units.h"

#include "simulator/orm/fault.h"

namespace paridoo::addons::uom {

using namespace orm;

namespace {

// What people are expected to have no use for.
List unprotected_names(const Env& env) {
  List names{"product_uom_hour", "product_uom_dozen"};
  if (env.since(Series::v19)) names.push_back("product_uom_pack_6");
  return names;
}

bool is_protected(const RecordSet& unit) {
  const RecordSet names = unit.sudo().env()["ir.model.data"];
  const Domain own = term("model", "=", "uom.uom") & term("res_id", "=", unit.id()) & term("module", "=", "uom");
  return names.search_count(own & term("name", "not in", unprotected_names(unit.env()))) > 0;
}

}  // namespace

void unlink_unprotected(const RecordSet& units, const UnlinkSuper& super) {
  for (const RecordSet& unit : units)
    if (is_protected(unit))
      throw user_error("The unit " + unit.text("name") + " is used by the system: archive it instead.");
  super(units);
}

}  // namespace paridoo::addons::uom
