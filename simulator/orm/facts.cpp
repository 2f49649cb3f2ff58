#include "simulator/orm/facts.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace paridoo::orm {

namespace {

// By the value of the enumeration.
constexpr std::array<std::string_view, 3> series_names = {"17.0", "18.0", "19.0"};
constexpr std::array<std::string_view, 19> type_names = {"boolean",    "integer",
                                                         "float",      "monetary",
                                                         "char",       "text",
                                                         "html",       "date",
                                                         "datetime",   "selection",
                                                         "binary",     "json",
                                                         "reference",  "many2one_reference",
                                                         "properties", "properties_definition",
                                                         "many2one",   "one2many",
                                                         "many2many"};
static_assert(type_names.size() == static_cast<std::size_t>(FieldType::many2many) + 1);

// Puts `one` where its name belongs, over the one of that name if there is one.
template <class Named, class Name, class Join>
void put(std::vector<Named>& sorted, Named one, Name name, Join join) {
  const auto place = std::lower_bound(sorted.begin(), sorted.end(), one,
                                      [&](const Named& a, const Named& b) { return a.*name < b.*name; });
  if (place != sorted.end() && (*place).*name == one.*name)
    join(*place, std::move(one));
  else
    sorted.insert(place, std::move(one));
}

void join_model(ModelFacts& model, ModelFacts further) {
  model.defaults.update(further.defaults);
  for (FieldFacts& field : further.fields)
    put(model.fields, std::move(field), &FieldFacts::name,
        [](FieldFacts& old, FieldFacts now) { old = std::move(now); });
}

}  // namespace

std::string_view name_of(Series series) { return series_names.at(static_cast<std::size_t>(series)); }

std::optional<Series> series_named(std::string_view name) {
  const auto found = std::find(series_names.begin(), series_names.end(), name);
  if (found == series_names.end()) return std::nullopt;
  return static_cast<Series>(found - series_names.begin());
}

std::string_view name_of(FieldType type) { return type_names.at(static_cast<std::size_t>(type)); }

FieldType field_type_named(std::string_view name) {
  const auto found = std::find(type_names.begin(), type_names.end(), name);
  if (found == type_names.end()) throw std::runtime_error("unknown field type '" + std::string(name) + "'");
  return static_cast<FieldType>(found - type_names.begin());
}

std::vector<ModelFacts> merge_facts(std::vector<ModelFacts> facts, std::vector<ModelFacts> further) {
  for (ModelFacts& model : further) put(facts, std::move(model), &ModelFacts::model, join_model);
  return facts;
}

}  // namespace paridoo::orm
