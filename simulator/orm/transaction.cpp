#include "simulator/orm/transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "simulator/orm/column.h"
#include "simulator/orm/company_value.h"
#include "simulator/orm/defaults.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/transaction_cache.h"
#include "simulator/orm/translation.h"

namespace paridoo::orm {

namespace {

bool decides_rights(const Model& model) {
  constexpr std::array<std::string_view, 6> models = {"ir.model",    "ir.model.access", "ir.rule",
                                                      "res.company", "res.groups",      "res.users"};
  return std::find(models.begin(), models.end(), model.name) != models.end();
}

Value in_language(const Env& env, const Field& field, Id id, const Value& english) {
  const std::string language = english.is_none() ? std::string() : wanted_language(env);
  if (language.empty()) return english;
  const Value own = translation_of(env, field, id, language);
  return own.is_none() ? english : own;
}

// Whether a text is kept as the translation of the English one that is there.
bool is_translation(const Env& env, const Field& field, Id id, const Value& english, const Value& text) {
  if (!is_translated(field)) return false;
  const std::string language = wanted_language(env);
  if (text.is_none()) forget_translations(env, field, id);
  if (language.empty() || text.is_none()) return false;
  translate(env, field, id, language, text);
  return !english.is_none();
}

Fault missing(const Model& model, Id id) {
  return {FaultKind::missing_error,
          fmt::format("Record does not exist or has been deleted.\n(Record: {}({},))", model.name, id)};
}

}  // namespace

Transaction::Transaction(Store& store, const Registry& registry, const Clock& clock, std::mt19937_64& chance,
                         const std::shared_ptr<RowMemory>& memory)
    : store_(store), registry_(registry), now_(clock()), chance_(chance), cache_(std::make_unique<Cache>()) {
  if (memory) static_cast<RowMemory&>(*cache_) = std::move(*memory);
  cache_->rows.resize(registry.models().size());
  cache_->was_stale.resize(registry.fields().size());
  cache_->protected_by.resize(registry.fields().size());
  cache_->existing.resize(registry.models().size());
  cache_->has_changed.resize(registry.models().size());
  cache_->is_forgotten.resize(registry.models().size());
  cache_->tracked.resize(registry.models().size());
  if (cache_->decides_rights.empty())
    for (const Model* model : registry.models()) cache_->decides_rights.push_back(decides_rights(*model));
}

Transaction::~Transaction() = default;

Env Transaction::env(Id uid, Dict context, bool superuser) {
  return {*this, intern(uid, superuser, std::move(context))};
}

const Scope& Transaction::intern(Id uid, bool superuser, Dict context) {
  const auto found = std::find_if(scopes_.begin(), scopes_.end(), [&](const Scope& scope) {
    return scope.uid == uid && scope.superuser == superuser && scope.context == context;
  });
  if (found != scopes_.end()) return *found;
  return scopes_.emplace_back(Scope{
      .uid = uid, .superuser = superuser, .context = std::move(context), .key = static_cast<int>(scopes_.size())});
}

const Scope& Transaction::with_rights(const Scope& scope, bool superuser) {
  if (scope.superuser == superuser) return scope;
  if (!scope.other_rights) scope.other_rights = &intern(scope.uid, superuser, scope.context);
  return *scope.other_rights;
}

Row& Transaction::row(const Model& model, Id id) {
  auto& rows = cache_->rows[static_cast<std::size_t>(model.index)];
  if (const auto found = rows.find(id); found != rows.end()) return found->second;
  Row loaded;
  const Value parameter(id);
  store_.run(model.row_sql, {&parameter, 1}, [&](const StoreRow& row) {
    loaded.values.reserve(model.columns.size());
    for (std::size_t at = 0; at < model.columns.size(); ++at)
      loaded.values.push_back(read_column(*model.columns[at], row, static_cast<int>(at)));
  });
  if (loaded.values.empty()) throw missing(model, id);
  loaded.dirty.resize(loaded.values.size());
  return rows.emplace(id, std::move(loaded)).first->second;
}

const Value* Transaction::look(const Env& env, const Field& field, Id id) {
  if (field.column < 0 || field.facts->company_dependent) return nullptr;
  if (field.facts->translate && !wanted_language(env).empty()) return nullptr;
  compute_if_stale(env, field, id);
  return &row(*field.model, id).values[static_cast<std::size_t>(field.column)];
}

const Ids& Transaction::links(const Env& env, const Field& field, Id id) {
  compute_if_stale(env, field, id);
  return linked(field, id);
}

Value Transaction::get(const Env& env, const Field& field, Id id) {
  if (const Value* value = look(env, field, id)) return *value;
  if (field.is_kept()) {
    if (field.is_x2many()) return links(env, field, id);
    compute_if_stale(env, field, id);
    const Value& kept = row(*field.model, id).values[static_cast<std::size_t>(field.column)];
    return field.facts->company_dependent ? company_value(env, field, kept) : in_language(env, field, id, kept);
  }
  if (field.is_related()) return related(env, field, id);
  if (field.compute) return computed(env, field, id);
  if (field.lacks_behaviour()) throw not_simulated(field.model->name + "." + field.name());
  // It lives in forms only: read elsewhere, it holds what a new record would have.
  return field.is_x2many() ? Value(List{}) : default_of(env[field.model->name], field).value_or(Value());
}

// Related fields are read past the reader's own rights, as Odoo does.
Value Transaction::related(const Env& env, const Field& field, Id id) {
  const Env sudo = env.sudo();
  for (std::size_t at = 0; at + 1 < field.related_path.size(); ++at) {
    const Value next = get(sudo, *field.related_path[at], id);
    id = next.is_integer()                        ? next.integer()
         : next.is_list() && !next.list().empty() ? next.list().front().integer()
                                                  : 0;
    if (id == 0) return field.is_x2many() ? Value(List{}) : Value();
  }
  return get(sudo, *field.related_path.back(), id);
}

Value Transaction::computed(const Env& env, const Field& field, Id id) {
  auto& values = cache_->computed[&field];  // unordered_map: stays valid while computes add other fields
  const ComputedKey key{id, env.scope().key};
  const auto holds = [&](const Computed& known) {
    // What a client wrote stands while the field's inverse carries it to where it belongs.
    return known.generation == cache_->generation || is_protected(field, id);
  };
  if (const auto found = values.find(key); found != values.end() && holds(found->second)) return found->second.value;
  values.erase(key);
  run_compute(env, field, {id});
  const auto& assigned = cache_->computed[&field];
  const auto found = assigned.find(key);
  if (found == assigned.end())
    throw std::logic_error("the compute of " + field.model->name + "." + field.name() + " did not assign it");
  return found->second.value;
}

void Transaction::compute_together(const Env& env, const Field& field, const Ids& ids) {
  if (field.is_kept() || field.is_related() || !field.compute) return;
  const auto& values = cache_->computed[&field];
  Ids unknown;
  for (const Id id : ids) {
    const auto found = values.find({id, env.scope().key});
    const bool is_known = found != values.end() && found->second.generation == cache_->generation;
    if (!is_known && !is_protected(field, id)) unknown.push_back(id);
  }
  if (unknown.size() > 1) run_compute(env, field, std::move(unknown));
}

bool Transaction::put(const Env& env, const Field& field, Id id, Value value) {
  if (!field.is_kept()) {
    cache_->computed[&field][{id, env.scope().key}] = {std::move(value), cache_->generation};
    return true;
  }
  forget_stale(field, id);
  if (field.is_x2many()) {
    link(field, id, value.ids());
    return true;
  }
  Row& kept = row(*field.model, id);
  const std::size_t column = static_cast<std::size_t>(field.column);
  if (field.facts->company_dependent) value = with_company_value(env, field, kept.values[column], std::move(value));
  const Field* changed = &field;
  if (is_translation(env, field, id, kept.values[column], value)) {
    modified({&changed, 1}, {&id, 1});
    return true;
  }
  if (kept.values[column] == value) return false;
  track(env, *field.model, id);
  const Value before = std::exchange(kept.values[column], value);
  kept.dirty[column] = true;
  if (field.type() == FieldType::many2one) cache_->referring.erase(&field);
  mark_dirty(*field.model, id, kept);
  if (field.type() == FieldType::many2one) move_between_parents(field, id, before, value);
  // What depends on a computed value became stale together with it. Who refers to the record is only known now.
  if (field.type() == FieldType::many2one || !cache_->computes(field, id)) modified({&changed, 1}, {&id, 1});
  return true;
}

void Transaction::unset(const Field& field, Id id) {
  Row& kept = row(*field.model, id);
  const std::size_t column = static_cast<std::size_t>(field.column);
  const Value before = std::exchange(kept.values[column], {});
  if (before.is_none()) return;
  kept.dirty[column] = true;
  cache_->referring.erase(&field);
  mark_dirty(*field.model, id, kept);
  move_between_parents(field, id, before, {});
  outdate();
}

RightsMemory& Transaction::rights() { return cache_->rights; }
SearchMemory& Transaction::searches() { return cache_->searches; }
Findings& Transaction::findings() { return cache_->findings; }
std::optional<UserDefaults>& Transaction::user_defaults() { return cache_->user_defaults; }

void Transaction::forget_rights(const Model& changed) {
  if (changed.name == "ir.model.fields") cache_->tracked.assign(cache_->tracked.size(), std::nullopt);
  if (changed.name == "ir.default") cache_->user_defaults.reset();
  if (cache_->decides_rights[static_cast<std::size_t>(changed.index)]) cache_->rights = {};
}

void Transaction::forget_found_in(const Model& changed) {
  forget_rights(changed);
  cache_->findings.forget(changed);
  cache_->has_changed[static_cast<std::size_t>(changed.index)] = true;
}

void Transaction::mark_dirty(const Model& model, Id id, Row& row) {
  forget_found_in(model);
  if (!row.is_dirty) cache_->dirty.emplace_back(&model, id);
  if (!row.is_changed) cache_->changed.emplace_back(&model, id);
  row.is_dirty = row.is_changed = true;
}

void Transaction::touch(const Env& env, const Model& model, Id id) {
  Row& touched = row(model, id);
  touched.is_touched = true;
  touched.touched_by = env.uid();
  mark_dirty(model, id, touched);
}

Id Transaction::insert(const Env& env, const Model& model, const std::vector<std::pair<const Field*, Value>>& given) {
  std::string columns, marks;
  std::vector<Value> parameters;
  Row row;
  row.values.resize(model.columns.size());
  row.dirty.resize(model.columns.size());
  for (const auto& [field, value] : given) {
    const Value kept = field->facts->company_dependent ? with_company_value(env, *field, {}, value) : value;
    if (kept.is_none()) continue;
    if (field->type() == FieldType::many2one) cache_->referring.erase(field);
    columns += columns.empty() ? "\"" : ", \"";
    columns.append(field->name()).append("\"");
    marks += marks.empty() ? "?" : ", ?";
    parameters.push_back(bound_value(*field, kept));
    row.values[static_cast<std::size_t>(field->column)] = kept;
  }
  const Id id =
      columns.empty()
          ? store_.insert(fmt::format("INSERT INTO \"{}\" DEFAULT VALUES", model.table), {})
          : store_.insert(fmt::format("INSERT INTO \"{}\" ({}) VALUES ({})", model.table, columns, marks), parameters);
  lasting_->drew_id(model.table, id);
  row.values.front() = id;
  row.is_changed = row.is_new = true;
  forget_found_in(model);
  cache_->changed.emplace_back(&model, id);
  if (tells_changes(model)) track_no_more(env, model, id);
  for (const auto& [field, value] : given)
    if (is_translated(*field)) is_translation(env, *field, id, {}, value);
  cache_->rows[static_cast<std::size_t>(model.index)].emplace(id, std::move(row));
  for (const Field* field : model.fields)
    if (field->type() == FieldType::many2many && field->is_kept()) cache_->links[field][id] = {};
  return id;
}

void Transaction::created(const Model& model, Id id) {
  for (const Field* field : model.fields)
    if (field->is_kept() && (field->compute || field->is_related()) && !is_protected(*field, id)) add_stale(*field, id);
  for (const Field* field : model.columns)
    if (field->type() == FieldType::many2one && !field->inverse_fields.empty())
      move_between_parents(*field, id, {}, row(model, id).values[static_cast<std::size_t>(field->column)]);
  outdate();
  Visited visited;
  for (const Trigger* trigger : model.triggers_of_new) follow(*trigger, {&id, 1}, visited);
}

bool Transaction::exists(const Model& model, Id id) {
  auto& known = cache_->existing[static_cast<std::size_t>(model.index)];
  if (cache_->rows[static_cast<std::size_t>(model.index)].contains(id) || known.contains(id)) return true;
  if (model.columns.empty()) return false;
  const Value parameter(id);
  const std::string sql = fmt::format("SELECT id FROM \"{}\" WHERE id = ?", model.table);
  if (store_.scalar(sql, {&parameter, 1}).is_none()) return false;
  known.insert(id);
  return true;
}

void Transaction::check_refers(const Field& field, const Value& value) {
  if (field.type() != FieldType::many2one || field.facts->company_dependent || !field.comodel || !value.is_integer())
    return;
  if (!field.comodel->columns.empty() && !exists(*field.comodel, value.integer()))
    throw BrokenCheck(fmt::format("The operation cannot be completed: there is no {} {} that {}.{} could refer to.",
                                  field.comodel->name, value.integer(), field.model->name, field.name()));
}

void Transaction::forget(const Model& model) {
  write_dirty();
  ++cache_->generation;
  cache_->rows[static_cast<std::size_t>(model.index)].clear();
  cache_->existing[static_cast<std::size_t>(model.index)].clear();
  cache_->is_forgotten[static_cast<std::size_t>(model.index)] = true;
  forget_referring(model);
  forget_found_in(model);
  cache_->rights.domains.clear();
  std::erase_if(cache_->links,
                [&](const auto& entry) { return entry.first->model == &model || entry.first->comodel == &model; });
}

void Transaction::forget_all() {
  for (auto& rows : cache_->rows) rows.clear();
  for (auto& ids : cache_->existing) ids.clear();
  cache_->links.clear();
  cache_->referring.clear();
  cache_->rights = {};
  cache_->findings = {};
  cache_->user_defaults.reset();
  cache_->computed.clear();
  cache_->stale.clear();
  cache_->stale_order.clear();
  cache_->dirty.clear();
  cache_->initial.clear();
  cache_->before_commit.clear();
  ++cache_->generation;
  lasting_->repeat(store_);
}

}  // namespace paridoo::orm
