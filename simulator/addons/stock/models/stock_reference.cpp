// stock.reference (19.0): what the transfers of one document share; a procurement group before.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/procurement.h"

namespace paridoo::addons::stock {

std::string group_field(const Env& env) { return env.since(Series::v19) ? "reference_ids" : "group_id"; }

RecordSet groups_of(const RecordSet& record) { return record[group_field(record.env())]; }

namespace {

void compute_picking_ids(const RecordSet& references) {
  for (const RecordSet& reference : references) reference.set("picking_ids", reference["move_ids"]["picking_id"]);
}

}  // namespace

Behaviour stock_reference() {
  return {.model = "stock.reference",
          .in = {.since = Series::v19},
          .shared_relations = {{"move_ids", "stock.move", "reference_ids"}},
          .computes = {{{"picking_ids"}, compute_picking_ids}}};
}

}  // namespace paridoo::addons::stock
