// Records that data files and imports name by external ids (_load_records).
#pragma once

#include <string>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

struct LoadedRecord {
  std::string xmlid = {};  // "module.name"; empty: none
  Dict values = {};        // with "id" for a record that is known by its id
  Dict info = {};          // where it was read, for messages
};

// Makes those that are not there, changes those that are; the ids stand in the order of the records.
Ids load_records(const RecordSet& model, const std::vector<LoadedRecord>& records);

}  // namespace paridoo::orm
