// Bodies that do not fit, made from a schema and a body that does.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace paridoo::contract_suite {

struct BadBody {
  std::string name;  // what is wrong with it
  nlohmann::json body;
  std::string pointer;  // to what is at fault
};

// For everything that the schema says of `good` and of what it could have besides: wrong types, what is missing, what
// is unknown, what is out of range or too long. `schema` stands for itself: see contract::Schemas::bundled().
std::vector<BadBody> bad_bodies(const nlohmann::json& schema, const nlohmann::json& good);

// The schema that a reference, or a single allOf, leads to.
const nlohmann::json& resolved(const nlohmann::json& document, const nlohmann::json& schema);

}  // namespace paridoo::contract_suite
