#include "simulator/addons/uom/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::uom {

using namespace orm;

namespace {

// Only a form's onchange gives it a value.
void compute_reference_uom_id(const RecordSet& self) {
  for (const RecordSet& category : self) category.set("reference_uom_id", false);
}

}  // namespace

Behaviour uom_category() {
  return {
      .model = "uom.category",
      .in = {.until = Series::v18},
      .computes = {{{"reference_uom_id"}, compute_reference_uom_id}},
  };
}

}  // namespace paridoo::addons::uom
