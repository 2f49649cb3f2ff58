#include "simulator/orm/facts_beside.h"

#include <algorithm>
#include <stdexcept>

#include "simulator/orm/json_text.h"

namespace paridoo::orm {

namespace {

template <class Named, class Name>
Named& at(std::vector<Named>& all, const std::string& name, Name field, const std::string& place) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.*field == name; });
  if (found == all.end()) throw std::runtime_error(place + "/" + name + ": not in the facts");
  return *found;
}

}  // namespace

std::vector<ModelFacts> with_false_defaults(std::vector<ModelFacts> facts, const std::filesystem::path& file) {
  const Value root = read_json_file(file);
  for (const Item& item : root.dict()) {
    ModelFacts& model = at(facts, item.name, &ModelFacts::model, file.string() + ": ");
    for (const Item& field : item.value.dict()) {
      at(model.fields, field.name, &FieldFacts::name, file.string() + ": /" + item.name);
      model.defaults.set(field.name, field.value);
    }
  }
  return facts;
}

std::vector<ModelFacts> with_precomputed(std::vector<ModelFacts> facts, const std::filesystem::path& file) {
  const Value root = read_json_file(file);
  for (const Item& item : root.dict()) {
    ModelFacts& model = at(facts, item.name, &ModelFacts::model, file.string() + ": ");
    for (const Value& field : item.value.list())
      at(model.fields, field.text(), &FieldFacts::name, file.string() + ": /" + item.name).precompute = true;
  }
  return facts;
}

}  // namespace paridoo::orm
