#include "simulator/orm/selection.h"

#include <algorithm>

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

namespace {

const Field& origin_of(const Field& field) { return field.is_related() ? *field.related_path.back() : field; }

std::string method_of(const Field& field) { return "_selection_" + field.name(); }

}  // namespace

bool asks_for_options(const Field& field) {
  if (field.type() != FieldType::selection) return false;
  const Field& origin = origin_of(field);
  return origin.model->methods.contains(method_of(origin));
}

List options_of(const Env& env, const Field& field) {
  const Field& origin = origin_of(field);
  if (asks_for_options(field)) return env[origin.model->name].call(method_of(origin)).list();
  List options;
  for (const auto& [key, label] : field.facts->selection) options.push_back(List{key, label});
  return options;
}

bool is_option(const Env& env, const Field& field, std::string_view key) {
  const auto& known = field.facts->selection;
  if (std::any_of(known.begin(), known.end(), [&](const auto& option) { return option.first == key; })) return true;
  if (!asks_for_options(field)) return false;
  const List options = options_of(env, field);
  return std::any_of(options.begin(), options.end(),
                     [&](const Value& option) { return option.list().front() == Value(key); });
}

}  // namespace paridoo::orm
