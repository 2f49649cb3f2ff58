// The table that load() is given, as a tree: a row is a record, cells of its relations are records below it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/registry.h"

namespace paridoo::orm {

// {"parent_id", "id"} of "parent_id/id", also written "parent_id:id"; {"parent_id", ".id"} of "parent_id.id".
using ImportPath = std::vector<std::string>;
ImportPath import_path(std::string_view written);

// The cell of this name says what the record itself is called.
inline constexpr std::string_view own_name = "";

struct ImportRecord {
  Dict cells = {};        // a list of dicts of the same kind for a relational field
  std::size_t first = 0;  // the rows that it was read from
  std::size_t last = 0;
};

// Rows that hold nothing but lines of a one2many belong to the record above them.
std::vector<ImportRecord> import_records(const Model& model, const std::vector<ImportPath>& paths,
                                         const std::vector<List>& rows);

}  // namespace paridoo::orm
