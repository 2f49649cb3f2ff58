// Records in the shape of a specification: which fields, and which fields of the records behind relations.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::web {

// A specification as a client gave it; none for an empty one.
const orm::Dict& specification_of(const orm::Value& given);
// A list of dicts, "id" first. Records that do not exist are left out.
orm::Value web_read(const orm::RecordSet& records, const orm::Dict& specification);

}  // namespace paridoo::addons::web
