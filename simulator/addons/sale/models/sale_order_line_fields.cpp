// The fields of a line that 19.0 calls otherwise.
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::RecordSet;

std::string_view unit_field(const orm::Env& env) {
  return env.since(orm::Series::v19) ? "product_uom_id" : "product_uom";
}

std::string_view taxes_field(const orm::Env& env) { return env.since(orm::Series::v19) ? "tax_ids" : "tax_id"; }

RecordSet unit_of(const RecordSet& line) { return line[unit_field(line.env())]; }

RecordSet taxes_of(const RecordSet& line) { return line[taxes_field(line.env())]; }

}  // namespace paridoo::addons::sale
