#include "tools/contract/odoo_contract.h"

#include <nlohmann/json.hpp>

#include <utility>

#include "src/contract/schemas.h"
#include "src/odoo/protocol/json_value.h"

namespace paridoo::contract_suite {

namespace {

const odoo::Value* find_member(const odoo::Dict& dict, std::string_view name) {
  for (const auto& member : dict) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

// The schemas say what may be in a row; what must be is what was asked for.
std::string missing_field(const odoo::ObjectCall& call, const odoo::Value& answer) {
  const auto* fields = find_member(call.keywords, "fields");
  if (call.method != "search_read" || !fields || !answer.is_list()) return {};
  for (const auto& row : answer.list()) {
    for (const auto& field : fields->list()) {
      if (!row.find(field.text())) return call.model + ".search_read answers without " + field.text();
    }
  }
  return {};
}

// The same of rows that were specified, and of the rows within them.
std::string missing_specified(const std::string& model, const odoo::Dict& specification, const odoo::Value& rows) {
  if (!rows.is_list()) return {};
  for (const auto& row : rows.list()) {
    for (const auto& [field, wanted] : specification) {
      const auto* value = row.find(field);
      if (!value) return model + ".web_search_read answers without " + field;
      const auto* within = wanted.find("fields");
      auto missing = within ? missing_specified(model, within->dict(), *value) : std::string();
      if (!missing.empty()) return missing;
    }
  }
  return {};
}

std::string missing_field_within(const odoo::ObjectCall& call, const odoo::Value& answer) {
  const auto* specification = find_member(call.keywords, "specification");
  const auto* records = answer.find("records");
  if (call.method != "web_search_read" || !specification || !records) return {};
  return missing_specified(call.model, specification->dict(), *records);
}

// Empty if the answer keeps the contract.
std::string violation_of(const std::string& call, const odoo::Value& answer) {
  const auto schema = "odoo/" + call + ".json";
  const auto& schemas = contract::Schemas::embedded();
  if (!schemas.contains(schema)) return call + " has no schema in contracts/odoo";
  const auto json = odoo::to_json(answer);
  const auto wrong = schemas.check(schema, json);
  if (!wrong) return {};
  const auto pointer = nlohmann::json::json_pointer(wrong->pointer);
  const auto found = json.contains(pointer) ? json.at(pointer).dump().substr(0, 200) : "nothing";
  return "Odoo's answer to " + call + " at " + wrong->pointer + ": " + wrong->message + " (it is " + found + ")";
}

}  // namespace

odoo::Observer OdooContract::observer() {
  return [this](const odoo::ObjectCall& call, const Result<odoo::Value>& answer, std::chrono::microseconds) {
    check(call, answer);
  };
}

// Refusals are not answers: what they look like is the protocol's affair.
void OdooContract::check(const odoo::ObjectCall& call, const Result<odoo::Value>& answer) {
  const auto name = call.model + "." + call.method;
  auto violation = answer ? violation_of(name, *answer) : std::string();
  if (answer && violation.empty()) violation = missing_field(call, *answer);
  if (answer && violation.empty()) violation = missing_field_within(call, *answer);
  const std::lock_guard lock(mutex_);
  calls_.insert(name);
  if (!violation.empty()) violations_.push_back(std::move(violation));
}

std::vector<std::string> OdooContract::take_violations() const {
  const std::lock_guard lock(mutex_);
  return std::exchange(violations_, {});
}

std::set<std::string> OdooContract::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

}  // namespace paridoo::contract_suite
