#include "simulator/orm/load_refusals.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "simulator/orm/hooks.h"

namespace paridoo::orm {

namespace {

// "a, b" until 17.0, then "a and b", "a, b, and c".
std::string listed(const Env& env, const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t at = 0; at < names.size(); ++at) {
    const bool is_last = at + 1 == names.size() && at > 0 && env.since(Series::v18);
    if (at > 0) text += !is_last ? ", " : names.size() == 2 ? " and " : ", and ";
    text += names[at];
  }
  return text;
}

Dict of_missing_value(const RecordSet& model, const Field& field) {
  std::string text = fmt::format("Missing required value for the field '{}' ({})", field.facts->label, field.name());
  if (model.env().since(Series::v19))
    text += fmt::format(
        ".\nModel: '{}' ({})\n- create/update: a mandatory field is not set\n- delete: another model requires the "
        "record being deleted, you can archive it instead\n",
        field.model->facts->label, field.model->name);
  return {{"message", text}, {"field", field.name()}};
}

std::string already_there(const RecordSet& model, const Unique& unique) {
  std::vector<std::string> names, labels;
  for (const std::string_view name : unique.fields) {
    names.emplace_back(name);
    const Field* field = model.model().find(name);
    labels.push_back(field ? field->facts->label : std::string(name));
  }
  const std::string name = listed(model.env(), names), label = listed(model.env(), labels);
  if (names.size() == 1)
    return fmt::format("The value for the field '{}' already exists (this is probably '{}' in the current model).",
                       name, label);
  return fmt::format("The values for the fields '{}' already exist (they are probably '{}' in the current model).",
                     name, label);
}

Dict of_not_unique(const RecordSet& model, const NotUnique& fault) {
  const Unique& unique = *fault.unique;
  Dict out{{"message", model.env().since(Series::v19) ? fault.message() : already_there(model, unique)}};
  if (unique.fields.size() == 1) out.set("field", std::string(unique.fields.front()));
  return out;
}

}  // namespace

std::optional<Dict> database_refusal(const RecordSet& model, const Fault& fault) {
  if (const auto* missing = dynamic_cast<const MissingValue*>(&fault)) return of_missing_value(model, *missing->field);
  if (const auto* twice = dynamic_cast<const NotUnique*>(&fault)) return of_not_unique(model, *twice);
  if (!dynamic_cast<const BrokenCheck*>(&fault)) return std::nullopt;
  return Dict{{"message", model.env().since(Series::v19) ? fault.message() : "'" + fault.message() + "'"}};
}

}  // namespace paridoo::orm
