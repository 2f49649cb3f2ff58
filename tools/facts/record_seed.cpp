#include "tools/facts/record_seed.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

#include "src/odoo/protocol/json_value.h"

namespace paridoo::facts {

namespace {

using nlohmann::json;
using odoo::Domain;
using odoo::Session;

using Fields = std::map<std::string, json>;  // what fields_get says, by name
using ExternalIds = std::map<std::int64_t, std::vector<std::string>>;
using ModelIds = std::map<std::string, std::int64_t>;

template <typename T>
T asked(Result<T> answer, const std::string& what) {
  if (!answer) throw std::runtime_error(what + ": " + answer.error().message);
  return std::move(*answer);
}

json rows(const Session& odoo, const std::string& model, const Domain& domain, odoo::Fields fields) {
  return odoo::to_json(asked(odoo.search_read(model, domain, fields, {.order = "id"}), model));
}

// Who wrote a record, and when, is told by each database itself; one2many lists are the other side of many2one fields.
bool is_seed(const std::string& name, const json& field) {
  constexpr std::array<std::string_view, 5> left_out = {"id", "create_uid", "create_date", "write_uid", "write_date"};
  if (std::find(left_out.begin(), left_out.end(), name) != left_out.end()) return false;
  return field.value("store", false) && field.at("type") != "one2many";
}

Fields seed_fields(const Session& odoo, const std::string& model) {
  const json described = odoo::to_json(asked(odoo.call(model, "fields_get", {}), model));
  Fields fields;
  for (const auto& [name, field] : described.items())
    if (is_seed(name, field)) fields.emplace(name, field);
  return fields;
}

ExternalIds external_ids(const Session& odoo, const std::string& model) {
  constexpr std::array<std::string_view, 2> asked_fields = {"complete_name", "res_id"};
  ExternalIds ids;
  for (const json& row : rows(odoo, "ir.model.data", odoo::where("model", "=", model), asked_fields))
    ids[row.at("res_id")].push_back(row.at("complete_name"));
  return ids;
}

ModelIds known_models(const std::filesystem::path& folder) {
  ModelIds ids;
  std::ifstream in(folder / "ir.model.json");
  if (!in) return ids;
  for (const json& row : json::parse(in)) ids[row.at("model")] = row.at("id");
  return ids;
}

// The ids of the server's models, and those that the folder gives them.
std::map<std::int64_t, std::int64_t> model_ids(const Session& odoo, const std::filesystem::path& folder) {
  std::map<std::int64_t, std::int64_t> ids;
  const ModelIds known = known_models(folder);
  if (known.empty()) return ids;
  constexpr std::array<std::string_view, 1> asked_fields = {"model"};
  for (const json& row : rows(odoo, "ir.model", {}, asked_fields))
    if (const auto found = known.find(row.at("model")); found != known.end()) ids[row.at("id")] = found->second;
  return ids;
}

bool says_nothing(const json& value) {
  return value.is_null() || value == false || value == 0 ||
         ((value.is_structured() || value.is_string()) && value.empty());
}

class SeedRecorder {
 public:
  SeedRecorder(const Session& odoo, const std::string& model, const std::filesystem::path& folder)
      : fields_(seed_fields(odoo, model)), xmlids_(external_ids(odoo, model)), models_(model_ids(odoo, folder)) {}

  std::vector<std::string_view> field_names() const {
    std::vector<std::string_view> names;
    for (const auto& [name, _] : fields_) names.push_back(name);
    return names;
  }

  json line(const json& row) const {
    json line = {{"id", row.at("id")}};
    for (const auto& [name, field] : fields_)
      if (json value = seed_value(field, row.at(name)); !says_nothing(value)) line[name] = std::move(value);
    const auto xmlids = xmlids_.find(row.at("id"));
    if (xmlids != xmlids_.end()) line["xmlids"] = xmlids->second;
    return line;
  }

 private:
  json seed_value(const json& field, const json& value) const {
    if (field.at("type") != "many2one" || !value.is_array()) return value;
    const std::int64_t id = value.at(0);
    if (field.at("relation") != "ir.model" || models_.empty()) return id;
    const auto found = models_.find(id);
    if (found == models_.end())
      throw std::runtime_error(fmt::format("the folder does not know the model {}", value.at(1).dump()));
    return found->second;
  }

  Fields fields_;
  ExternalIds xmlids_;
  std::map<std::int64_t, std::int64_t> models_;
};

std::filesystem::path write(const std::filesystem::path& file, const std::vector<json>& lines) {
  std::ofstream out(file);
  out << "[\n";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string text;
    for (const auto& [name, value] : lines[i].items())
      text += fmt::format("{}\"{}\": {}", text.empty() ? "" : ", ", name, value.dump());
    out << "{" << text << (i + 1 < lines.size() ? "},\n" : "}\n");
  }
  out << "]\n";
  if (!out.flush()) throw std::runtime_error(fmt::format("{} cannot be written", file.string()));
  return file;
}

}  // namespace

std::filesystem::path record_seed(const Session& odoo, const SeedWanted& wanted, const std::filesystem::path& folder) {
  const Session all = odoo.with_context({{"active_test", false}, {"lang", "en_US"}});
  const SeedRecorder recorder(all, wanted.model, folder);
  const Domain domain = wanted.field.empty() ? Domain() : odoo::where(wanted.field, "=", wanted.value);
  std::vector<json> lines;
  for (const json& row : rows(all, wanted.model, domain, recorder.field_names())) lines.push_back(recorder.line(row));
  std::filesystem::create_directories(folder);
  return write(folder / (wanted.model + ".json"), lines);
}

}  // namespace paridoo::facts
