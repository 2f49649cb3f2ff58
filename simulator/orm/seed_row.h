// What the readers of seed files share: lines of a file, rows of a table, external ids. Private to seed_*.cpp and
// record_rules_file.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

[[noreturn]] void seed_refuse(const std::string& what);
// Calls `each` with the record of every line; what it throws gets file and line in front.
void for_each_line(const std::filesystem::path& file, const std::function<void(const Dict&)>& each);

// A row of a table in the making.
struct SeedRow {
  std::string columns = {};
  std::string marks = {};
  std::vector<Value> parameters = {};

  void add(std::string_view column, Value value);
  Id insert(Store& store, const std::string& table) const;
};

void add_external_id(Store& store, const Registry& registry, std::string_view xmlid, const Model& model, Id id,
                     bool noupdate);

}  // namespace paridoo::orm
