// What a transaction leaves to the next one: rows, links and rights as the store has them.
#include <algorithm>
#include <cmath>

#include "simulator/orm/transaction.h"
#include "simulator/orm/transaction_cache.h"

namespace paridoo::orm {

namespace {

// A few megabytes: a database that is read whole is read again.
constexpr std::size_t rows_handed_on_max = 2000;
constexpr std::size_t links_handed_on_max = 10'000;
constexpr std::size_t ids_handed_on_max = 100'000;
// Counting looks at every model: not each time.
constexpr int hand_ons_a_count = 16;

// Whether read_column() would give the same value. JSON may come back otherwise than it was put.
bool is_as_read(const Field& field, const Value& value) {
  if (value.is_none()) return true;
  if (field.facts->company_dependent) return false;
  switch (field.type()) {
    case FieldType::boolean: return value.is_boolean();
    case FieldType::integer:
    case FieldType::many2one:
    case FieldType::many2one_reference: return value.is_integer();
    case FieldType::real:
    case FieldType::monetary: return value.is_real() && !std::isnan(value.number());
    case FieldType::json:
    case FieldType::properties:
    case FieldType::properties_definition: return false;
    default: return value.is_text();
  }
}

bool is_as_read(const Model& model, const Row& row) {
  if (row.is_dirty || row.is_touched) return false;
  for (std::size_t at = 0; at < row.values.size(); ++at)
    if (!is_as_read(*model.columns[at], row.values[at])) return false;
  return true;
}

// Models are ordered by each other's records: so far one looks.
constexpr int order_depth_max = 4;

// Collects the models whose rows the order of a model's records goes by. False if it goes by more than plain columns.
bool collect_order(const Model& model, std::vector<std::size_t>& models, int depth = 0) {
  if (depth > order_depth_max) return false;
  models.push_back(static_cast<std::size_t>(model.index));
  return std::ranges::all_of(model.order, [&](const OrderTerm& term) {
    if (term.field->column < 0) return false;
    if (term.field->type() != FieldType::many2one) return true;
    return term.field->comodel && collect_order(*term.field->comodel, models, depth + 1);
  });
}

// Links are looked up by the superuser, without a language.
LinkOrder order_of_links(const Field& field) {
  std::vector<std::size_t> models;
  const bool is_plain = field.comodel && !field.domain && collect_order(*field.comodel, models);
  return is_plain ? LinkOrder(std::move(models)) : std::nullopt;
}

// Whether the records stay in the order in which they were found.
bool are_links_settled(SearchMemory& searches, const Field& field, const std::vector<bool>& has_changed) {
  auto found = searches.link_orders.find(&field);
  if (found == searches.link_orders.end()) found = searches.link_orders.emplace(&field, order_of_links(field)).first;
  const LinkOrder& order = found->second;
  return order && std::ranges::none_of(*order, [&](std::size_t model) { return has_changed[model]; });
}

template <class ByModel>
void clear_if_more(ByModel& all, std::size_t most) {
  std::size_t known = 0;
  for (const auto& some : all) known += some.size();
  if (known > most)
    for (auto& some : all) some.clear();
}

using Changed = std::vector<std::pair<const Model*, Id>>;

void keep_rows_as_read(RowMemory& memory, const Changed& changed) {
  for (const auto& [model, id] : changed) {
    const auto at = static_cast<std::size_t>(model->index);
    const auto found = memory.rows[at].find(id);
    if (found == memory.rows[at].end()) continue;
    found->second.is_changed = found->second.is_new = false;
    if (is_as_read(*model, found->second)) continue;
    memory.rows[at].erase(found);
    memory.existing[at].insert(id);
  }
}

void keep_settled_links(RowMemory& memory, const std::vector<bool>& has_changed) {
  std::erase_if(memory.links,
                [&](const auto& of) { return !are_links_settled(memory.searches, *of.first, has_changed); });
  std::size_t known = 0;
  for (const auto& [_, of_field] : memory.links) known += of_field.size();
  if (known > links_handed_on_max) memory.links.clear();
}

}  // namespace

std::shared_ptr<RowMemory> Transaction::hand_on() {
  keep_rows_as_read(*cache_, cache_->changed);
  if (!cache_->relinked.empty())
    std::erase_if(cache_->links,
                  [&](const auto& of) { return cache_->relinked.contains(of.first->relation_table.table); });
  keep_settled_links(*cache_, cache_->has_changed);
  if (cache_->hand_ons++ % hand_ons_a_count == 0) {
    clear_if_more(cache_->rows, rows_handed_on_max);
    clear_if_more(cache_->existing, ids_handed_on_max);
  }
  return std::make_shared<RowMemory>(std::move(static_cast<RowMemory&>(*cache_)));
}

}  // namespace paridoo::orm
