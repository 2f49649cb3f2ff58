// read(): records as clients see them.
#pragma once

#include <span>
#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

struct ReadOptions {
  bool with_names = true;  // many2one as [id, display name] ("_classic_read"), else as an id
};

// A list of dicts, "id" first. No fields: all that can be read. Records that do not exist are left out, as in Odoo.
Value read(const RecordSet& records, std::span<const std::string> fields, const ReadOptions& options = {});

}  // namespace paridoo::orm
