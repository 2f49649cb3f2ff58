#include "simulator/addons/base/shown_records.h"

namespace paridoo::addons::base {

std::string shown(const orm::RecordSet& records) {
  std::string ids;
  for (const orm::Id id : records.ids()) ids += (ids.empty() ? "" : ", ") + std::to_string(id);
  return records.model().name + "(" + ids + (records.size() == 1 ? ",)" : ")");
}

}  // namespace paridoo::addons::base
