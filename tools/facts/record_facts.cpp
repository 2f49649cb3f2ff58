#include "tools/facts/record_facts.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "src/odoo/protocol/json_value.h"

namespace paridoo::facts {

namespace {

using nlohmann::json;
using odoo::Domain;
using odoo::Session;

using FieldNames = std::set<std::string>;          // empty: all
using Wanted = std::map<std::string, FieldNames>;  // by model

template <typename T>
T asked(Result<T> answer, const std::string& what) {
  if (!answer) throw std::runtime_error(what + ": " + answer.error().message);
  return std::move(*answer);
}

json rows(const Session& odoo, const std::string& model, const Domain& domain, odoo::Fields fields) {
  return odoo::to_json(asked(odoo.search_read(model, domain, fields, {.order = "id"}), model));
}

void want_fields(const Session& odoo, const Domain& domain, Wanted& wanted) {
  constexpr std::array<std::string_view, 2> asked_fields = {"model", "name"};
  for (const json& row : rows(odoo, "ir.model.fields", domain, asked_fields))
    wanted[row.at("model")].insert(row.at("name").get<std::string>());
}

// A module names each field that it brings in ir.model.data.
void want_module(const Session& odoo, const std::string& module, Wanted& wanted) {
  constexpr std::array<std::string_view, 1> asked_fields = {"res_id"};
  odoo::Ids ids;
  const Domain brought = odoo::where("module", "=", module) & odoo::where("model", "=", "ir.model.fields");
  for (const json& row : rows(odoo, "ir.model.data", brought, asked_fields)) ids.push_back(row.at("res_id"));
  if (ids.empty()) throw std::runtime_error(module + " brings no fields, or is not installed");
  want_fields(odoo, odoo::where("id", "in", ids), wanted);
}

Wanted all_wanted(const Session& odoo, const FactsWanted& wanted) {
  Wanted all;
  for (const std::string& module : wanted.modules) want_module(odoo, module, all);
  if (wanted.manual_fields) want_fields(odoo, odoo::where("state", "=", "manual"), all);
  for (const std::string& model : wanted.models) all[model] = {};
  if (all.empty()) throw std::runtime_error("nothing to record: no such field is there");
  return all;
}

bool says_nothing(const json& value) {
  return value.is_null() || value == false || ((value.is_structured() || value.is_string()) && value.empty());
}

json without_empty(json object) {
  for (auto at = object.begin(); at != object.end();) at = says_nothing(at.value()) ? object.erase(at) : std::next(at);
  return object;
}

// Without the words that explain the field to people.
json told(json description) {
  for (const char* key : {"help", "name", "manual"}) description.erase(key);
  return without_empty(std::move(description));
}

// fields_get does not say these.
void add_reflected(const Session& odoo, const std::string& model, json& fields) {
  constexpr std::array<std::string_view, 4> asked_fields = {"name", "copied", "on_delete", "index"};
  for (const json& row : rows(odoo, "ir.model.fields", odoo::where("model", "=", model), asked_fields)) {
    const auto field = fields.find(row.at("name").get<std::string>());
    if (field == fields.end()) continue;
    for (const char* key : {"copied", "on_delete", "index"})
      if (!says_nothing(row.at(key))) (*field)[key] = row.at(key);
  }
}

json fields_of(const Session& odoo, const std::string& model, const FieldNames& names) {
  const json described = odoo::to_json(asked(odoo.call(model, "fields_get", {}), model));
  json fields = json::object();
  for (const auto& [name, description] : described.items())
    if (names.empty() || names.count(name)) fields[name] = told(description);
  add_reflected(odoo, model, fields);
  return fields;
}

// A model whose defaults cannot be asked without a context is recorded without.
json defaults_of(const Session& odoo, const std::string& model, const json& fields) {
  odoo::List names;
  for (const auto& [name, description] : fields.items()) names.emplace_back(name);
  const auto answer = odoo.call(model, "default_get", {std::move(names)});
  if (!answer) return json::object();
  const json defaults = without_empty(odoo::to_json(*answer));
  return defaults.is_object() ? defaults : json::object();
}

json facts_of(const Session& odoo, const std::string& model, const FieldNames& names) {
  constexpr std::array<std::string_view, 3> asked_fields = {"name", "order", "transient"};
  const json described = rows(odoo, "ir.model", odoo::where("model", "=", model), asked_fields);
  if (described.empty()) throw std::runtime_error(model + ": that Odoo has no such model");
  json facts = {{"model", model}, {"name", described[0].at("name")}, {"order", described[0].at("order")}};
  if (described[0].at("transient") == true) facts["transient"] = true;
  facts["fields"] = fields_of(odoo, model, names);
  facts["defaults"] = defaults_of(odoo, model, facts["fields"]);
  return facts;
}

std::filesystem::path write(const std::filesystem::path& folder, const json& facts) {
  const std::filesystem::path file = folder / (facts.at("model").get<std::string>() + ".json");
  std::ofstream out(file);
  out << facts.dump(1) << "\n";
  if (!out.flush()) throw std::runtime_error(fmt::format("{} cannot be written", file.string()));
  return file;
}

}  // namespace

std::vector<std::filesystem::path> record_facts(const Session& odoo, const FactsWanted& wanted,
                                                const std::filesystem::path& folder) {
  std::vector<json> recorded;
  for (const auto& [model, names] : all_wanted(odoo, wanted)) recorded.push_back(facts_of(odoo, model, names));
  std::filesystem::create_directories(folder);
  std::vector<std::filesystem::path> files;
  for (const json& facts : recorded) files.push_back(write(folder, facts));
  return files;
}

}  // namespace paridoo::facts
