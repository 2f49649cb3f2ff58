// The fields of a line that 19.0 calls otherwise.
#include "simulator/addons/purchase/models/purchase_order_line.h"

namespace paridoo::addons::purchase {

using orm::RecordSet;

std::string_view unit_field(const orm::Env& env) {
  return env.since(orm::Series::v19) ? "product_uom_id" : "product_uom";
}

std::string_view taxes_field(const orm::Env& env) { return env.since(orm::Series::v19) ? "tax_ids" : "taxes_id"; }

RecordSet unit_of(const RecordSet& line) { return line[unit_field(line.env())]; }

RecordSet taxes_of(const RecordSet& line) { return line[taxes_field(line.env())]; }

}  // namespace paridoo::addons::purchase
