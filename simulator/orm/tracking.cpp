// What records held before a transaction changed them, and what is done before it is committed.
#include <algorithm>
#include <array>

#include "simulator/orm/company_value.h"
#include "simulator/orm/transaction.h"
#include "simulator/orm/transaction_cache.h"
#include "simulator/orm/translation.h"

namespace paridoo::orm {

namespace {

constexpr std::string_view finalize = "_track_finalize";

bool wants_no_tracking(const Env& env) {
  return static_cast<bool>(env.context("tracking_disable")) || static_cast<bool>(env.context("mail_notrack"));
}

// As get() would give it, but whatever is stale stays so.
Value seen_by(const Env& env, const Field& field, Id id, const Value& kept) {
  if (field.facts->company_dependent) return company_value(env, field, kept);
  if (!is_translated(field) || kept.is_none()) return kept;
  const std::string language = wanted_language(env);
  const Value own = language.empty() ? Value() : translation_of(env, field, id, language);
  return own.is_none() ? kept : own;
}

}  // namespace

InitialValues::Record& InitialValues::of(Id id) {
  const auto [place, is_new] = places.try_emplace(id, records.size());
  if (is_new) records.push_back({.id = id});
  return records[place->second];
}

const std::vector<TrackedField>& Transaction::tracked(const Model& model) {
  auto& known = cache_->tracked[static_cast<std::size_t>(model.index)];
  if (known) return *known;
  known.emplace();
  const Model* reflection = registry_.find("ir.model.fields");
  if (!reflection || !reflection->has("tracking")) return *known;
  const Value name(model.name);
  store_.run("SELECT name, id, tracking FROM ir_model_fields WHERE model = ? AND tracking > 0", {&name, 1},
             [&](const StoreRow& row) {
               if (const Field* field = model.find(row.text(0)))
                 known->push_back({field, row.integer(1), row.integer(2)});
             });
  return *known;
}

bool Transaction::tells_changes(const Model& model) {
  return model.methods.contains(finalize) && !tracked(model).empty();
}

InitialValues& Transaction::initial_values(const Env& env, const Model& model) {
  for (InitialValues& known : cache_->initial)
    if (known.model == &model) return known;
  before_commit(env, [&model](const Env& own) { RecordSet(own, model).call(finalize); });
  return cache_->initial.emplace_back(InitialValues{.env = env, .model = &model});
}

void Transaction::track(const Env& env, const Model& model, Id id) {
  if (!tells_changes(model) || wants_no_tracking(env)) return;
  InitialValues::Record& record = initial_values(env, model).of(id);
  if (!record.is_told || std::exchange(record.is_whole, true)) return;
  const Row& kept = row(model, id);
  for (const auto& [field, _, sequence] : tracked(model))
    if (field->is_kept() && !field->is_x2many())
      record.values.emplace_back(field, seen_by(env, *field, id, kept.values[static_cast<std::size_t>(field->column)]));
}

void Transaction::track(const Env& env, const Field& field, Id id, Value value) {
  InitialValues::Record& record = initial_values(env, *field.model).of(id);
  const bool is_known = std::ranges::any_of(record.values, [&](const auto& one) { return one.first == &field; });
  if (record.is_told && !is_known) record.values.emplace_back(&field, std::move(value));
}

void Transaction::track_no_more(const Env& env, const Model& model, Id id) {
  initial_values(env, model).of(id).is_told = false;
}

std::optional<InitialValues> Transaction::take_initial_values(const Model& model) {
  const auto found = std::ranges::find(cache_->initial, &model, &InitialValues::model);
  if (found == cache_->initial.end()) return std::nullopt;
  InitialValues taken = std::move(*found);
  cache_->initial.erase(found);
  return taken;
}

void Transaction::before_commit(const Env& env, std::function<void(const Env&)> work) {
  cache_->before_commit.emplace_back(env, std::move(work));
}

void Transaction::finish() {
  flush();
  while (!cache_->before_commit.empty()) {
    const auto [env, work] = cache_->before_commit.front();
    cache_->before_commit.erase(cache_->before_commit.begin());
    work(env);
    flush();
  }
}

}  // namespace paridoo::orm
