#include "simulator/orm/seed_row.h"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

#include "simulator/orm/json_text.h"

namespace paridoo::orm {

void seed_refuse(const std::string& what) { throw std::runtime_error(what); }

void for_each_line(const std::filesystem::path& file, const std::function<void(const Dict&)>& each) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) seed_refuse(file.string() + ": cannot be read");
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    if (line == "[" || line == "]" || line.empty()) continue;
    if (line.back() == ',') line.pop_back();
    try {
      const Value record = from_json(line);
      if (!record.is_dict()) seed_refuse("not a record");
      each(record.dict());
    } catch (const std::exception& error) {
      seed_refuse(fmt::format("{}:{}: {}", file.string(), number, error.what()));
    }
  }
}

void SeedRow::add(std::string_view column, Value value) {
  columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", column);
  marks += marks.empty() ? "?" : ", ?";
  parameters.push_back(std::move(value));
}

Id SeedRow::insert(Store& store, const std::string& table) const {
  return store.insert(fmt::format("INSERT INTO \"{}\" ({}) VALUES ({})", table, columns, marks), parameters);
}

void add_external_id(Store& store, const Registry& registry, std::string_view xmlid, const Model& model, Id id,
                     bool noupdate) {
  const std::size_t dot = xmlid.find('.');
  if (dot == std::string_view::npos) seed_refuse(fmt::format("the external id '{}' has no module", xmlid));
  SeedRow row;
  row.add("module", xmlid.substr(0, dot));
  row.add("name", xmlid.substr(dot + 1));
  row.add("model", model.name);
  row.add("res_id", id);
  row.add("noupdate", noupdate);
  row.insert(store, registry.at("ir.model.data").table);
}

}  // namespace paridoo::orm
