// What becomes stale, and how it is computed again.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/depth_guard.h"
#include "simulator/orm/domain_compile.h"
#include "simulator/orm/picture.h"
#include "simulator/orm/transaction.h"
#include "simulator/orm/transaction_cache.h"

namespace paridoo::orm {

namespace {

// Computes that keep making each other stale are a bug in an addon; this many rounds no honest call needs.
constexpr int rounds_max = 10000;

void sort_once(Ids& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

// Holds an element at the end of a stack.
template <typename Element>
class Within {
 public:
  Within(std::vector<Element>& stack, Element element) : stack_(stack) { stack_.push_back(std::move(element)); }
  ~Within() { stack_.pop_back(); }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  std::vector<Element>& stack_;
};

}  // namespace

Transaction::Protection::Protection(Transaction& transaction, std::span<const Field* const> fields,
                                    std::span<const Id> ids)
    : transaction_(transaction), fields_(fields.begin(), fields.end()), ids_(ids.begin(), ids.end()) {
  Cache& cache = *transaction_.cache_;
  cache.protections.push_back(this);
  for (const Field* field : fields_) ++cache.protected_by[static_cast<std::size_t>(field->index)];
}

Transaction::Protection::~Protection() {
  Cache& cache = *transaction_.cache_;
  cache.protections.pop_back();
  for (const Field* field : fields_) --cache.protected_by[static_cast<std::size_t>(field->index)];
}

bool Transaction::Protection::covers(const Field& field, Id id) const {
  return std::ranges::find(fields_, &field) != fields_.end() && std::ranges::find(ids_, id) != ids_.end();
}

Transaction::Leniency::Leniency(Transaction& transaction) : transaction_(transaction) {
  ++transaction_.cache_->leniencies;
}

Transaction::Leniency::~Leniency() { --transaction_.cache_->leniencies; }

bool Transaction::is_protected(const Field& field, Id id) const {
  return cache_->protected_by[static_cast<std::size_t>(field.index)] > 0 &&
         std::ranges::any_of(cache_->protections, [&](const Protection* one) { return one->covers(field, id); });
}

bool Transaction::add_stale(const Field& field, Id id) {
  cache_->was_stale[static_cast<std::size_t>(field.index)] = true;
  Ids& ids = cache_->stale[&field];
  if (ids.empty()) cache_->stale_order.push_back(&field);
  const auto place = std::ranges::lower_bound(ids, id);
  const bool is_new = place == ids.end() || *place != id;
  if (is_new) ids.insert(place, id);
  // Which records lead to its parent is not known until it is computed.
  if (is_new && field.type() == FieldType::many2one)
    for (const Field* inverse : field.inverse_fields) cache_->links[inverse].clear();
  return is_new;
}

void Transaction::outdate(const Field& field, std::span<const Id> ids) {
  for (const Id id : ids)
    if (!is_protected(field, id)) add_stale(field, id);
}

void Transaction::forget_stale(const Field& field, Id id) {
  const auto found = cache_->stale.find(&field);
  if (found == cache_->stale.end()) return;
  const auto [first, last] = std::ranges::equal_range(found->second, id);
  found->second.erase(first, last);
}

void Transaction::compute_if_stale(const Env& env, const Field& field, Id id) {
  if (!cache_->was_stale[static_cast<std::size_t>(field.index)]) return;
  const auto found = cache_->stale.find(&field);
  if (found != cache_->stale.end() && std::ranges::binary_search(found->second, id)) compute_stale(env, field);
}

void Transaction::compute_stale(const Env& env, const Field& field) {
  const Ids ids = std::exchange(cache_->stale[&field], {});
  if (!ids.empty()) run_compute(env.sudo(), field, ids);
}

void Transaction::run_compute(const Env& env, const Field& field, Ids ids) {
  const DepthGuard guard(field.name());
  Ids ordered = ids;
  std::sort(ordered.begin(), ordered.end());
  const Within<Computing> within(cache_->computing, {&field, std::move(ordered)});
  if (field.is_related()) {
    const Field* one = &field;
    const Protection protection(*this, {&one, 1}, ids);
    for (const Id id : ids) put(env, field, id, picture_for(field, related(env, field, id)));
    return check_computed(RecordSet(env, *field.model, std::move(ids)), {&one, 1});
  }
  for (const Field* together : field.computed_together)
    for (const Id id : ids) forget_stale(*together, id);
  const Protection protection(*this, field.computed_together, ids);
  const RecordSet records(env, *field.model, std::move(ids));
  field.compute(records);
  check_computed(records, field.computed_together);
}

// Odoo holds stored values against the constraints each time they have been computed.
void Transaction::check_computed(const RecordSet& records, std::span<const Field* const> fields) {
  if (cache_->leniencies > 0) return;
  for (const Constraint* constraint : records.model().constraints)
    if (std::ranges::any_of(fields, [&](const Field* field) {
          return field->is_kept() && std::ranges::find(constraint->fields, field->name()) != constraint->fields.end();
        }))
      constraint->function(records);
}

void Transaction::recompute(std::span<const Field* const> fields) {
  const Env env(*this, scopes_.front());
  for (const Field* field : fields)
    if (cache_->stale.contains(field)) compute_stale(env, *field);
}

void Transaction::recompute_all() {
  if (scopes_.empty()) return;
  const Env env(*this, scopes_.front());
  for (int round = 0; !cache_->stale_order.empty(); ++round) {
    if (round > rounds_max) throw std::logic_error("computes do not settle: " + cache_->stale_order.front()->name());
    const Field* field = cache_->stale_order.front();
    compute_stale(env, *field);
    cache_->stale_order.erase(cache_->stale_order.begin());
    if (!cache_->stale[field].empty()) cache_->stale_order.push_back(field);
  }
}

void Transaction::modified(std::span<const Field* const> fields, std::span<const Id> ids) {
  outdate();
  Visited visited;
  for (const Field* field : fields)
    for (const Trigger& trigger : field->triggers) follow(trigger, ids, visited);
}

void Transaction::outdate() {
  ++cache_->generation;
  cache_->rights.domains.clear();
}

void Transaction::follow(const Trigger& trigger, std::span<const Id> ids, Visited& visited) {
  Ids stale = backwards(trigger.path, Ids(ids.begin(), ids.end()));
  std::erase_if(stale, [&](Id id) { return !becomes_stale(*trigger.target, id, visited); });
  if (stale.empty()) return;
  for (const Trigger& next : trigger.target->triggers) follow(next, stale, visited);
}

// Whether the news is news: a value already stale has passed it on before.
bool Transaction::becomes_stale(const Field& target, Id id, Visited& visited) {
  if (!target.is_kept()) return visited[&target].insert(id).second;
  return !is_protected(target, id) && add_stale(target, id);
}

Ids Transaction::backwards(std::span<const Field* const> path, Ids ids) {
  for (std::size_t at = path.size(); at-- > 0 && !ids.empty();) ids = referring(*path[at], ids);
  return ids;
}

Ids Transaction::referring(const Field& step, const Ids& ids) {
  Ids found;
  if (step.type() == FieldType::many2many && step.domain && step.is_kept() && !scopes_.empty()) {
    // What its filter leaves out does not belong to it, and tells it nothing.
    const RecordSet shown = RecordSet(Env(*this, scopes_.front()), *step.comodel, ids).filtered_domain(*step.domain);
    found = shown.empty() ? Ids() : load_referring(step, shown.ids());
    sort_once(found);
    return found;
  }
  if (step.type() == FieldType::one2many) {
    if (!step.inverse_field || step.inverse_field->type() != FieldType::many2one || !step.inverse_field->is_kept())
      return {};
    for (const Id id : ids) {
      const Value parent = row(*step.comodel, id).values[static_cast<std::size_t>(step.inverse_field->column)];
      if (parent.is_integer()) found.push_back(parent.integer());
    }
  } else if (step.is_kept() && !step.facts->company_dependent) {
    const auto& known = cache_->referring[&step];
    if (const auto same = known.find(ids); same != known.end()) return same->second;
    found = load_referring(step, ids);
    sort_once(found);
    return cache_->referring[&step].emplace(ids, std::move(found)).first->second;
  }
  sort_once(found);
  return found;
}

// To a record that this transaction made, only what it has changed can refer. None: the store knows.
std::optional<Ids> Transaction::referring_to_new(const Field& step, std::span<const Id> ids) const {
  if (step.type() != FieldType::many2one || !step.comodel) return std::nullopt;
  const auto& others = cache_->rows[static_cast<std::size_t>(step.comodel->index)];
  const auto is_new = [&](Id id) {
    const auto found = others.find(id);
    return found != others.end() && found->second.is_new;
  };
  // Who changed a row is put into it when it is written.
  if (cache_->is_forgotten[static_cast<std::size_t>(step.model->index)] || step.name() == "write_uid" ||
      !std::ranges::all_of(ids, is_new))
    return std::nullopt;
  const auto& rows = cache_->rows[static_cast<std::size_t>(step.model->index)];
  Ids found;
  for (const auto& [model, id] : cache_->changed) {
    const auto row = model == step.model ? rows.find(id) : rows.end();
    if (row == rows.end()) continue;
    const Value& other = row->second.values[static_cast<std::size_t>(step.column)];
    if (other.is_integer() && std::ranges::find(ids, other.integer()) != ids.end()) found.push_back(id);
  }
  sort_once(found);
  return found;
}

Ids Transaction::load_referring(const Field& step, const Ids& ids) {
  const RelationTable& table = step.relation_table;
  const Sql wanted = list_select(Value(ids).list());
  if (step.type() == FieldType::many2many)
    return store_.ids(fmt::format("SELECT \"{}\" FROM \"{}\" WHERE \"{}\" IN {}", table.column, table.table,
                                  table.other_column, wanted.text),
                      wanted.parameters);
  if (std::optional<Ids> known = referring_to_new(step, ids)) return *std::move(known);
  const Field* const read = &step;
  write_dirty({&read, 1});
  return store_.ids(
      fmt::format("SELECT id FROM \"{}\" WHERE \"{}\" IN {}", step.model->table, step.name(), wanted.text),
      wanted.parameters);
}

}  // namespace paridoo::orm
