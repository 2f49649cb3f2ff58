// write() without the hooks, and what create() shares with it.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/column.h"
#include "simulator/orm/commands.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/record_rules.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

void write_related(const RecordSet& records, const Field& field, const Value& value) {
  for (const RecordSet& record : records) {
    RecordSet at = record;
    for (std::size_t step = 0; step + 1 < field.related_path.size(); ++step) at = at[field.related_path[step]->name()];
    const Field& target = *field.related_path.back();
    if (at && !(field.is_kept() && at.value(target.name()) == convert_for(at, target, value)))
      at.write({{target.name(), value}});
  }
}

bool is_empty(const RecordSet& record, const Field& field) {
  const Value value = record.value(field.name());
  return value.is_none();
}

// Numbers and flags are never empty: they are 0 and False. What companies say each for itself is no column that the
// database could refuse.
bool can_be_empty(const Field& field) {
  if (field.facts->company_dependent) return false;
  switch (field.type()) {
    case FieldType::boolean:
    case FieldType::integer:
    case FieldType::real:
    case FieldType::monetary: return false;
    default: return field.column >= 0;
  }
}

void check_required(const RecordSet& record, const Field& field) {
  if (!field.facts->required || !can_be_empty(field) || field.name() == "id" || !is_empty(record, field)) return;
  throw MissingValue(
      field, fmt::format("The field '{}' of '{}' ({}.{}) is required and cannot be left empty.", field.facts->label,
                         field.model->facts->label, field.model->name, field.name()));
}

// Whether SQL compares its column as a search would compare the field.
bool is_compared_as_it_is(const Field& field) {
  if (field.column < 0 || field.facts->translate || field.facts->company_dependent) return false;
  return field.type() == FieldType::character || field.type() == FieldType::integer ||
         field.type() == FieldType::many2one || field.type() == FieldType::many2one_reference;
}

bool is_in_another_row(const RecordSet& record, std::span<const Field* const> fields, std::span<const Value> values) {
  record.env().transaction().flush_for(fields);
  std::string sql = fmt::format("SELECT 1 FROM \"{}\" WHERE id <> ?", record.model().table);
  std::vector<Value> bound{record.id()};
  for (std::size_t at = 0; at < fields.size(); ++at) {
    sql += " AND \"" + fields[at]->name() + "\" = ?";
    bound.push_back(bound_value(*fields[at], values[at]));
  }
  return !record.env().store().scalar(sql + " LIMIT 1", bound).is_none();
}

bool is_in_another_record(const RecordSet& record, std::span<const Field* const> fields,
                          std::span<const Value> values) {
  Domain same = term("id", "!=", record.id());
  for (std::size_t at = 0; at < fields.size(); ++at) same = same & term(fields[at]->name(), "=", values[at]);
  return record.sudo().with_context({{"active_test", false}}).search_count(same) > 0;
}

void check_unique(const RecordSet& record, const Unique& unique) {
  std::vector<const Field*> fields;
  std::vector<Value> values;
  for (const std::string_view name : unique.fields) {
    fields.push_back(&record.model().at(name));
    values.push_back(record.value(name));
    if (values.back().is_none()) return;
  }
  const bool is_plain = std::ranges::all_of(fields, [](const Field* field) { return is_compared_as_it_is(*field); });
  if ((is_plain ? is_in_another_row : is_in_another_record)(record, fields, values))
    throw NotUnique(unique, std::string(unique.message));
}

bool speaks_of(std::span<const std::string_view> fields, const Dict& values) {
  return std::any_of(fields.begin(), fields.end(), [&](std::string_view field) { return values.contains(field); });
}

}  // namespace

bool is_bookkeeping(std::string_view field) {
  return field == "id" || field == "create_uid" || field == "create_date" || field == "write_uid" ||
         field == "write_date" || field == "parent_path";
}

std::vector<const Item*> in_write_order(const Model& model, const Dict& values) {
  std::vector<const Item*> items;
  for (const Item& item : values)
    if (!is_bookkeeping(item.name)) items.push_back(&item);
  const auto rank = [&](const Item* item) {
    const Field& field = model.at(item->name);
    return field.is_x2many() ? 2 : field.type() == FieldType::monetary ? 1 : 0;
  };
  std::stable_sort(items.begin(), items.end(), [&](const Item* a, const Item* b) { return rank(a) < rank(b); });
  return items;
}

std::vector<const Field*> written_with(const Model& model, const Dict& values) {
  std::vector<const Field*> fields;
  const auto add = [&](const Field* field) {
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
  };
  for (const Item& item : values) {
    const Field& field = model.at(item.name);
    if (!field.inverse && (!(field.compute || field.is_related()) || field.facts->readonly)) continue;
    add(&field);
    for (const Field* together : field.computed_together) add(together);
  }
  return fields;
}

bool is_written_through(const Field& field) {
  return !field.is_kept() || field.inverse || (field.is_related() && !field.facts->readonly);
}

void write_through(const RecordSet& records, const Field& field, const Value& value) {
  if (field.inverse) {
    if (!field.is_kept())
      for (const RecordSet& record : records)
        record.env().transaction().put(
            record.env(), field, record.id(),
            field.is_x2many() ? Value(ids_after_commands(record, field, value)) : convert_for(record, field, value));
    field.inverse(records);
  } else if (field.is_related() && !field.facts->readonly) {
    write_related(records, field, value);
  }
}

namespace {

void check_kept(const RecordSet& records, const Dict& values, bool all_required) {
  const Model& model = records.model();
  for (const RecordSet& record : records)
    for (const Field* field : model.columns)
      if (all_required || values.contains(field->name())) check_required(record, *field);
  for (const Unique* unique : model.unique)
    if (speaks_of(unique->fields, values))
      for (const RecordSet& record : records) check_unique(record, *unique);
}

void check_values(const RecordSet& records, const Dict& values) {
  for (const Constraint* constraint : records.model().constraints)
    if (speaks_of(constraint->fields, values)) constraint->function(records);
}

}  // namespace

void check_constraints(const RecordSet& records, const Dict& values, bool all_required) {
  check_kept(records, values, all_required);
  check_values(records, values);
}

namespace {

// What depends on a written field is computed again even if its value stays.
void put_written(const RecordSet& record, const Field& field, const Value& value) {
  Transaction& transaction = record.env().transaction();
  if (transaction.put(record.env(), field, record.id(), convert_for(record, field, value))) return;
  const Field* written = &field;
  const Id id = record.id();
  transaction.modified({&written, 1}, {&id, 1});
}

void put_all(const RecordSet& records, const Dict& values) {
  const Model& model = records.model();
  Transaction& transaction = records.env().transaction();
  for (const RecordSet& record : records) transaction.touch(records.env(), model, record.id());
  const Transaction::Protection protection(transaction, written_with(model, values), records.ids());
  for (const Item* item : in_write_order(model, values)) {
    const Field& field = model.at(item->name);
    for (const RecordSet& record : records) {
      if (!field.is_kept()) break;
      if (field.is_x2many())
        apply_commands(record, field, item->value);
      else
        put_written(record, field, item->value);
    }
    if (is_written_through(field)) write_through(records, field, item->value);
  }
  // Links too, whatever the commands did.
  for (const Item& item : values)
    if (const Field* field = &model.at(item.name); field->is_x2many()) transaction.modified({&field, 1}, records.ids());
}

}  // namespace

// What is gone is written for nothing, as the database does it: only rules, hooks and constraints mind, if they look.
void write_plain(const RecordSet& records, const Dict& values) {
  const Model& model = records.model();
  if (!records.empty()) check_access(records.env(), model, Operation::write);
  for (const Item& item : values) model.at(item.name);
  check_rules(records, Operation::write);
  if (records.empty() || values.empty()) return;
  const RecordSet existing = records.exists();
  put_all(existing, values);
  check_kept(existing, values, false);
  check_values(records, values);
}

}  // namespace paridoo::orm
