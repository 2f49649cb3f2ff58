// From the cache to SQLite.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/column.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/transaction.h"
#include "simulator/orm/transaction_cache.h"

namespace paridoo::orm {

void Transaction::flush() {
  recompute_all();
  write_dirty();
}

void Transaction::flush_for(std::span<const Field* const> fields) {
  recompute(fields);
  write_dirty(fields);
}

void Transaction::write_dirty() {
  std::vector<std::pair<const Model*, Id>> dirty;
  std::swap(dirty, cache_->dirty);
  for (const auto& [model, id] : dirty) {
    auto& rows = cache_->rows[static_cast<std::size_t>(model->index)];
    if (const auto found = rows.find(id); found != rows.end()) write_row(*model, id, found->second);
  }
}

namespace {

// Moments and authors of changes are only known when the row is written.
bool has_dirty(const Model& model, const Row& row, std::span<const Field* const> fields) {
  return std::ranges::any_of(fields, [&](const Field* field) {
    if (field->model != &model || field->column < 0) return false;
    const bool is_touch = field->name() == "write_date" || field->name() == "write_uid";
    return row.dirty[static_cast<std::size_t>(field->column)] || (is_touch && row.is_touched);
  });
}

}  // namespace

void Transaction::write_dirty(std::span<const Field* const> fields) {
  std::vector<std::pair<const Model*, Id>> dirty;
  std::swap(dirty, cache_->dirty);
  for (const auto& [model, id] : dirty) {
    auto& rows = cache_->rows[static_cast<std::size_t>(model->index)];
    const auto found = rows.find(id);
    if (found == rows.end()) continue;
    if (has_dirty(*model, found->second, fields))
      write_row(*model, id, found->second);
    else
      cache_->dirty.emplace_back(model, id);
  }
}

void Transaction::set_touched(const Model& model, Row& row) {
  const auto assign = [&](std::string_view name, Value value) {
    const Field* field = model.find(name);
    if (!field || field->column < 0) return;
    row.values[static_cast<std::size_t>(field->column)] = std::move(value);
    row.dirty[static_cast<std::size_t>(field->column)] = true;
    cache_->referring.erase(field);
  };
  assign("write_date", format_moment(now_));
  assign("write_uid", row.touched_by);
  row.is_touched = false;
}

void Transaction::write_row(const Model& model, Id id, Row& row) {
  if (row.is_touched) set_touched(model, row);
  std::string assignments;
  std::vector<Value> parameters;
  for (std::size_t at = 0; at < row.values.size(); ++at) {
    if (!row.dirty[at]) continue;
    try {
      check_refers(*model.columns[at], row.values[at]);
    } catch (const BrokenCheck&) {
      recompute_all();  // Odoo computes before it writes: what cannot be computed fails first
      throw;
    }
    assignments += assignments.empty() ? "\"" : ", \"";
    assignments.append(model.columns[at]->name()).append("\" = ?");
    parameters.push_back(bound_value(*model.columns[at], row.values[at]));
    row.dirty[at] = false;
  }
  row.is_dirty = false;
  if (assignments.empty()) return;
  parameters.emplace_back(id);
  store_.run(fmt::format("UPDATE \"{}\" SET {} WHERE id = ?", model.table, assignments), parameters);
  cache_->findings.forget(model);  // SQL did not see until now what was put
}

}  // namespace paridoo::orm
