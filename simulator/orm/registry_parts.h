// What a registry is made of while it is being joined; private to registry*.cpp.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "simulator/orm/registry.h"

namespace paridoo::orm {

struct Registry::Parts {
  Series series = Series::v18;
  std::vector<ModelFacts> facts;
  std::vector<Addon> addons;
  std::vector<std::string> addon_names;
  std::deque<Model> models;
  std::deque<Field> fields;
  std::vector<const Model*> model_list;
  std::vector<const Field*> field_list;
  std::unordered_map<std::string_view, Model*> by_name;
  std::vector<std::vector<const Field*>> references;  // by Model::index
  std::vector<std::string> problems;                  // names that do not fit, collected to be reported at once

  Field& field(const Field* found) { return fields[static_cast<std::size_t>(found->index)]; }
};

// The fields along "partner_id.name"; empty if the path leaves the models that the facts know.
std::vector<const Field*> fields_along(const Model& model, std::string_view path);

// The stages of Registry::build, in this order.
void join(Registry::Parts& parts);           // all of them; throws what they found wrong
void add_models(Registry::Parts& parts);     // facts -> models and fields, linked to each other
void add_behaviour(Registry::Parts& parts);  // behaviour rows -> fields, methods, hooks
void add_triggers(Registry::Parts& parts);   // depends paths -> triggers

}  // namespace paridoo::orm
