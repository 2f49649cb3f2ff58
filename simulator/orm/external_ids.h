// External ids: the rows of ir.model.data that name records.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

struct ExternalId {
  Id row = 0;  // in ir.model.data
  std::string model = {};
  Id id = 0;
  bool noupdate = false;
};

// What "module.name" names; the record itself may be gone.
std::optional<ExternalId> find_external_id(const Env& env, std::string_view xmlid);
// Names a record; a name that is there already gets this record.
void set_external_id(const Env& env, std::string_view xmlid, const RecordSet& record, bool noupdate);
// The first external id of each record ("" where there is none).
std::vector<std::string> external_ids_of(const RecordSet& records);
// The same, but records without one are given one of the module __export__.
std::vector<std::string> ensured_external_ids(const RecordSet& records);

}  // namespace paridoo::orm
