#include "simulator/orm/defaults.h"

#include "simulator/orm/company_value.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/user_defaults.h"

namespace paridoo::orm {

namespace {

// The recordings were made by the administrator, on a day of their own, in the first company: what they show of these
// stands for "whoever asks", "now" and "where we are".
constexpr Id recording_user = 2;

Value as_of_now(const Env& env, const Field& field, const Value& recorded) {
  if (recorded.is_unset()) return recorded;
  if (field.type() == FieldType::datetime) return env.now_text();
  if (field.type() == FieldType::date) return env.today_text();
  if (field.type() == FieldType::many2one && field.facts->relation == "res.users" && recorded == Value(recording_user))
    return env.uid();
  if (field.type() == FieldType::many2one && field.facts->relation == "res.company") return env.company().id();
  if (field.type() == FieldType::many2many && field.facts->relation == "res.company")
    return List{command::set({env.company().id()})};
  return recorded;
}

const Field* inherited_through(const Field& field) {
  if (field.is_kept() || field.related_path.size() != 2) return nullptr;
  for (const auto& [parent, through] : field.model->inherits)
    if (through == field.related_path.front() && field.related_path.back()->name() == field.name())
      return field.related_path.back();
  return nullptr;
}

// Of every field of every new record: without a text made for each.
const Value* said_by_context(const Env& env, const Field& field) {
  constexpr std::string_view prefix = "default_";
  for (const Item& item : env.context())
    if (item.name.size() == prefix.size() + field.name().size() && item.name.starts_with(prefix) &&
        item.name.ends_with(field.name()))
      return &item.value;
  return nullptr;
}

// In 17.0 values of companies are records of ir.property, and what there is none of is answered too.
bool is_property(const Env& env, const Field& field) {
  const Field* inherited = inherited_through(field);
  return !env.since(Series::v18) && (inherited ? *inherited : field).facts->company_dependent;
}

}  // namespace

const Value* recorded_default(const Registry& registry, const Field& field) {
  const Dict& own = field.model->facts->defaults;
  if (!own.empty()) return own.find(field.name());
  for (const Field* through : registry.references_to(*field.model))
    for (const auto& [_, link] : through->model->inherits)
      if (link == through) return through->model->facts->defaults.find(field.name());
  return nullptr;
}

std::optional<Value> default_of(const RecordSet& model, const Field& field) {
  const Env& env = model.env();
  if (const Value* said = said_by_context(env, field)) return *said;
  if (const Value* set = user_default(env, field, env.uid())) return *set;
  if (field.default_value) {
    Value value = field.default_value(model);
    return value.is_none() ? std::nullopt : std::optional(std::move(value));
  }
  if (const Field* inherited = inherited_through(field)) return default_of(env[inherited->model->name], *inherited);
  if (field.facts->company_dependent) {
    const Value fallback = company_fallback(env, field);
    return fallback.is_none() ? std::nullopt : std::optional(fallback);
  }
  const Value* recorded = recorded_default(env.registry(), field);
  return recorded ? std::optional(as_of_now(env, field, *recorded)) : std::nullopt;
}

namespace {

// Links of a default are answered as one set of them.
Value shown_links(const Value& commands) {
  if (commands.is_unset()) return List{command::set({})};
  if (!commands.is_list()) return commands;
  Ids ids;
  for (const Value& one : commands.list()) {
    const List parts = one.is_list() ? one.list() : List{};
    if (one.is_integer())
      ids.push_back(one.integer());
    else if (parts.size() > 1 && parts[0] == Value(4) && parts[1].is_integer())
      ids.push_back(parts[1].integer());
    else if (parts.size() > 2 && parts[0] == Value(6) && parts[2].is_list())
      ids = parts[2].ids();
    else
      return commands;
  }
  return List{command::set(ids)};
}

}  // namespace

Dict RecordSet::default_get(std::span<const std::string> fields) const {
  Dict defaults;
  for (const std::string& name : fields) {
    const Field* field = model_->find(name);
    if (!field) continue;  // Odoo does not mind
    const std::optional<Value> value = default_of(*this, *field);
    if (value)
      defaults.set(name, field->is_x2many() ? shown_links(*value) : shown(*field, convert(env_, *field, *value)));
    else if (is_property(env_, *field))
      defaults.set(name, false);
  }
  return defaults;
}

}  // namespace paridoo::orm
