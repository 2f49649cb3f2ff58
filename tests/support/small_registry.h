// Facts of made-up models, and registries of them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/facts.h"
#include "simulator/orm/registry.h"

namespace paridoo::tests {

// A stored field of a type that fields_get names ("float"), with the comodel if it is relational.
inline orm::FieldFacts field(std::string name, std::string_view type, std::string relation = "") {
  return {.name = std::move(name),
          .type = orm::field_type_named(type),
          .store = true,
          .searchable = true,
          .sortable = true,
          .relation = std::move(relation)};
}

// A model with an id and these fields.
inline orm::ModelFacts model(std::string name, std::vector<orm::FieldFacts> fields) {
  fields.insert(fields.begin(), field("id", "integer"));
  return {.model = std::move(name), .order = "id", .fields = std::move(fields)};
}

inline std::unique_ptr<const orm::Registry> registry(std::vector<orm::ModelFacts> models,
                                                     std::vector<orm::Addon> addons = {}) {
  return orm::Registry::build(orm::Series::v18, std::move(models), std::move(addons));
}

}  // namespace paridoo::tests
