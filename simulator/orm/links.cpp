// Stored x2many fields: the ids that a record is linked to.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/domain_sql.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/reference_field.h"
#include "simulator/orm/transaction.h"
#include "simulator/orm/transaction_cache.h"

namespace paridoo::orm {

namespace {

// A link through res_id + res_model cannot be followed from the other side: such lists are asked for each time.
bool is_cacheable(const Field& field) {
  return field.type() == FieldType::many2many ||
         (field.inverse_field && field.inverse_field->type() == FieldType::many2one && field.inverse_field->is_kept());
}

Domain of_parent(const Field& field, Id id) {
  const Field& inverse = *field.inverse_field;
  Domain domain = term(inverse.name(), "=", id);
  if (const Field* model_field = model_field_of(inverse))
    domain = domain & term(model_field->name(), "=", field.model->name);
  return domain;
}

}  // namespace

const Ids& Transaction::linked(const Field& field, Id id) {
  auto& links = cache_->links[&field];
  if (const auto found = links.find(id); found != links.end() && is_cacheable(field)) return found->second;
  Ids loaded = field.type() == FieldType::many2many ? load_many2many(field, id) : load_one2many(field, id);
  return cache_->links[&field].insert_or_assign(id, std::move(loaded)).first->second;
}

// The SQL of a one2many is the same for each parent but for the parent's id, its first parameter.
PreparedSearch Transaction::one2many_search(const Field& field, Id parent) {
  auto& known = cache_->searches.one2manys;
  if (const auto found = known.find(&field); found != known.end()) return found->second;
  const Env env(*this, intern(1, true, {{"active_test", false}}));
  const Domain domain = of_parent(field, parent) & field.domain.value_or(Domain());
  PreparedSearch search = prepared_search(env[field.comodel->name], domain, "");
  if (search.is_lasting) known.emplace(&field, search);
  return search;
}

Ids Transaction::load_one2many(const Field& field, Id id) {
  if (!field.comodel || !field.inverse_field) return {};
  const Field* const inverse = field.inverse_field;
  recompute({&inverse, 1});
  if (!field.inverse_field->is_kept())
    return search_ids(*field.comodel, of_parent(field, id) & field.domain.value_or(Domain()));
  if (inverse->comodel == field.model)
    if (const auto known = referring_to_new(*inverse, {&id, 1}))
      if (known->empty() || (known->size() == 1 && !field.domain)) return *known;
  PreparedSearch search = one2many_search(field, id);
  flush_for(search.reads);
  search.sql.parameters.front() = id;
  return store_.ids(search.sql.text, search.sql.parameters);
}

Ids Transaction::pairs_of(const Field& field, Id id) {
  const RelationTable& table = field.relation_table;
  const Value parameter(id);
  return store_.ids(
      fmt::format("SELECT \"{}\" FROM \"{}\" WHERE \"{}\" = ?", table.other_column, table.table, table.column),
      {&parameter, 1});
}

// Of a new record the cache knows all pairs: nothing can have been left out of them.
Ids Transaction::links_before(const Field& field, Id id) {
  const auto& rows = cache_->rows[static_cast<std::size_t>(field.model->index)];
  const auto& links = cache_->links[&field];
  const auto row = rows.find(id);
  const auto known = links.find(id);
  const bool is_whole = row != rows.end() && row->second.is_new && known != links.end() && !field.domain;
  return is_whole ? known->second : pairs_of(field, id);
}

Ids Transaction::load_many2many(const Field& field, Id id) {
  Ids ids = pairs_of(field, id);
  if (!field.comodel || ids.empty() || (ids.size() == 1 && !field.domain)) return ids;
  return search_ids(*field.comodel, term("id", "in", ids) & field.domain.value_or(Domain()));
}

Ids Transaction::search_ids(const Model& model, const Domain& domain) {
  const Env env(*this, intern(1, true, {{"active_test", false}}));
  return env[model.name].search(domain).ids();
}

void Transaction::link(const Field& field, Id id, const Ids& others) {
  const RelationTable& table = field.relation_table;
  Ids wanted;
  for (const Id other : others)
    if (std::find(wanted.begin(), wanted.end(), other) == wanted.end()) wanted.push_back(other);
  Ids changed;
  for (const Id other : links_before(field, id))
    if (std::find(wanted.begin(), wanted.end(), other) == wanted.end()) changed.push_back(other);
  for (const Id other : changed)
    store_.run(fmt::format("DELETE FROM \"{}\" WHERE \"{}\" = ? AND \"{}\" = ?", table.table, table.column,
                           table.other_column),
               std::vector<Value>{id, other});
  for (const Id other : wanted) {
    store_.run(fmt::format("INSERT OR IGNORE INTO \"{}\" (\"{}\", \"{}\") VALUES (?, ?)", table.table, table.column,
                           table.other_column),
               std::vector<Value>{id, other});
    if (store_.changes() > 0) changed.push_back(other);
  }
  cache_->links[&field][id] = std::move(wanted);
  cache_->relinked.insert(field.relation_table.table);
  if (!changed.empty()) links_changed(field, id, changed);
}

void Transaction::links_changed(const Field& field, Id id, const Ids& others) {
  cache_->referring.erase(&field);
  forget_rights(*field.model);
  if (field.comodel) forget_rights(*field.comodel);
  for (const Field* inverse : field.inverse_fields) {
    cache_->referring.erase(inverse);
    for (const Id other : others) cache_->links[inverse].erase(other);
  }
  const Field* changed = &field;
  modified({&changed, 1}, {&id, 1});
  if (field.comodel && !field.inverse_fields.empty()) modified(field.inverse_fields, others);
}

// The one2many fields on the other side follow a many2one: the record leaves one list and joins the end of another.
void Transaction::move_between_parents(const Field& field, Id id, const Value& from, const Value& to) {
  Ids parents;
  for (const Value& parent : {from, to})
    if (parent.is_integer()) parents.push_back(parent.integer());
  if (parents.empty() || field.inverse_fields.empty()) return;
  for (const Field* inverse : field.inverse_fields) {
    auto& links = cache_->links[inverse];
    if (from.is_integer())
      if (const auto left = links.find(from.integer()); left != links.end()) std::erase(left->second, id);
    if (!to.is_integer()) continue;
    const auto joined = links.find(to.integer());
    if (joined == links.end()) continue;
    if (inverse->domain)
      links.erase(joined);
    else
      joined->second.push_back(id);
  }
  modified(field.inverse_fields, parents);
}

void Transaction::remove(const Model& model, std::span<const Id> ids) {
  const Value wanted(to_json(Value(Ids(ids.begin(), ids.end()))));
  store_.run(fmt::format("DELETE FROM \"{}\" WHERE id IN (SELECT value FROM json_each(?))", model.table), {&wanted, 1});
  const std::vector<Value> translated = {model.name + ".%", wanted};
  store_.run("DELETE FROM paridoo_translation WHERE field LIKE ? AND res_id IN (SELECT value FROM json_each(?))",
             translated);
  for (const Field* field : registry_.fields()) {
    if (field->type() != FieldType::many2many || !field->is_kept()) continue;
    const RelationTable& table = field->relation_table;
    if (field->model == &model)
      store_.run(
          fmt::format("DELETE FROM \"{}\" WHERE \"{}\" IN (SELECT value FROM json_each(?))", table.table, table.column),
          {&wanted, 1});
    else if (field->comodel == &model)
      store_.run(fmt::format("DELETE FROM \"{}\" WHERE \"{}\" IN (SELECT value FROM json_each(?))", table.table,
                             table.other_column),
                 {&wanted, 1});
  }
  forget_records(model, ids);
}

void Transaction::forget_referring(const Model& model) {
  std::erase_if(cache_->referring,
                [&](const auto& entry) { return entry.first->model == &model || entry.first->comodel == &model; });
}

void Transaction::forget_records(const Model& model, std::span<const Id> ids) {
  ++cache_->generation;
  forget_referring(model);
  forget_found_in(model);
  cache_->rights.domains.clear();
  for (const Id id : ids) {
    cache_->rows[static_cast<std::size_t>(model.index)].erase(id);
    cache_->existing[static_cast<std::size_t>(model.index)].erase(id);
  }
  for (auto& [field, stale] : cache_->stale)
    if (field->model == &model) std::erase_if(stale, [&](Id id) { return std::ranges::find(ids, id) != ids.end(); });
  for (auto& [field, links] : cache_->links) {
    if (field->model == &model)
      for (const Id id : ids) links.erase(id);
    if (field->comodel == &model)
      for (auto& [_, linked] : links)
        std::erase_if(linked, [&](Id id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); });
  }
}

}  // namespace paridoo::orm
