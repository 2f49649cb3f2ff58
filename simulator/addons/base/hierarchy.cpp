#include "simulator/addons/base/hierarchy.h"

namespace paridoo::addons::base {

bool has_cycle(const orm::RecordSet& records, std::string_view field) {
  for (const orm::RecordSet& record : records.sudo()) {
    orm::RecordSet visited = record;
    for (orm::RecordSet above = record[field]; !above.empty(); above = above[field]) {
      if (visited.contains(above)) return true;
      visited |= above;
    }
  }
  return false;
}

}  // namespace paridoo::addons::base
