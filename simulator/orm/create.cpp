// create() without the hooks.
#include <algorithm>
#include <deque>

#include "simulator/orm/commands.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/defaults.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/record_rules.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

// A recorded default may be a record that its server made when it was asked for it (the sequence of a new company).
bool was_made_elsewhere(const RecordSet& model, const Field& field, const Value& value) {
  if (field.type() != FieldType::many2one || !field.comodel || !value.is_integer()) return false;
  return !model.env().context().contains("default_" + field.name()) &&
         !model.env().transaction().exists(*field.comodel, value.integer());
}

// A default counts for what is kept here; inherited fields get theirs from the parent's own create().
void add_defaults(const RecordSet& model, Dict& values) {
  for (const Field* field : model.model().fields) {
    if (!field->is_kept() || is_bookkeeping(field->name()) || values.contains(field->name())) continue;
    // What company-dependent fields fall back on is not copied into each record.
    if (field->facts->company_dependent && !model.env().context().contains("default_" + field->name())) continue;
    // Lines of which nothing is known cannot be made.
    if (field->type() == FieldType::one2many && !field->comodel) continue;
    const std::optional<Value> value = default_of(model, *field);
    if (value && !was_made_elsewhere(model, *field, *value)) values.set(field->name(), *value);
  }
}

// Moves the values of inherited fields to the parent record, which is made if it is not given.
void write_parents(const RecordSet& model, Dict& values) {
  for (const auto& [parent, through] : model.model().inherits) {
    Dict of_parent;
    for (const Item& item : Dict(values)) {
      const Field& field = model.model().at(item.name);
      if (field.is_kept() || field.related_path.size() != 2 || field.related_path.front() != through) continue;
      of_parent.set(field.related_path.back()->name(), item.value);
      values.erase(item.name);
    }
    const RecordSet parents = model.env()[parent->name];
    if (!values.get(through->name()))
      values.set(through->name(), parents.create(of_parent).id());
    else if (!of_parent.empty())
      parents.browse(values.get(through->name()).integer()).write(of_parent);
  }
}

// A number that is required is 0 where nothing is said: SQL that sums or compares it must not meet a NULL.
bool is_never_empty(const Field& field) {
  const bool is_number =
      field.type() == FieldType::integer || field.type() == FieldType::real || field.type() == FieldType::monetary;
  return is_number && field.facts->required && field.name() != "id" && !field.compute;
}

using Columns = std::vector<std::pair<const Field*, Value>>;

// Amounts wait until the record says in which currency they are.
Columns columns_of(const RecordSet& model, const Dict& values) {
  const Env& env = model.env();
  Columns columns;
  for (const Item& item : values) {
    const Field& field = model.model().at(item.name);
    if (field.column >= 0 && field.type() != FieldType::monetary && !is_bookkeeping(item.name))
      columns.emplace_back(&field, convert(env, field, item.value));
  }
  for (const Field* field : model.model().columns)
    if (is_never_empty(*field) && !values.contains(field->name()))
      columns.emplace_back(field, convert(env, *field, {}));
  const auto stamp = [&](std::string_view name, Value value) {
    if (const Field* field = model.model().find(name); field && field->column >= 0)
      columns.emplace_back(field, std::move(value));
  };
  for (const std::string_view name : {"create_date", "write_date"}) stamp(name, env.now_text());
  for (const std::string_view name : {"create_uid", "write_uid"}) stamp(name, env.uid());
  return columns;
}

// Odoo reads what a new record is linked to, before the database sees the link.
void link(const RecordSet& record, const Field& field, const Value& given) {
  try {
    apply_commands(record, field, given);
  } catch (const BrokenLink& broken) {
    if (broken.field == &field) throw Fault(FaultKind::missing_error, broken.message());
    throw;
  }
}

// Links to other records come before amounts, since a currency may be found through them; records that belong to this
// one come after.
void fill(const RecordSet& record, const Dict& values) {
  const auto write_links = [&](FieldType type) {
    for (const Item& item : values) {
      const Field& field = record.model().at(item.name);
      if (field.type() == type && field.is_kept()) link(record, field, item.value);
    }
  };
  write_links(FieldType::many2many);
  for (const Item& item : values) {
    const Field& field = record.model().at(item.name);
    if (field.type() == FieldType::monetary && field.column >= 0)
      record.env().transaction().put(record.env(), field, record.id(), convert_for(record, field, item.value));
  }
  write_links(FieldType::one2many);
  for (const Item& item : values) {
    const Field& field = record.model().at(item.name);
    if (is_written_through(field)) write_through(record, field, item.value);
  }
}

bool is_computed_from(const Field& field, const Field& other) {
  return std::any_of(field.facts->depends.begin(), field.facts->depends.end(), [&](const std::string& path) {
    return std::string_view(path).substr(0, path.find('.')) == other.name();
  });
}

// What properties there are stands on another record, which is looked at for each new one.
void compute_first(const RecordSet& record, const Field& field) {
  if (field.type() != FieldType::properties) return static_cast<void>(record.sudo().value(field.name()));
  const Value& holder = field.facts->description.get("definition_record");
  const Value& definition = field.facts->description.get("definition_record_field");
  record.sudo()[holder.text()].value(definition.text());
}

// The database refuses what refers to no record. Odoo computes before it inserts: what cannot be computed fails first.
void check_references(const RecordSet& record, const Columns& columns) {
  for (const auto& [field, value] : columns) try {
      record.env().transaction().check_refers(*field, value);
    } catch (const BrokenCheck&) {
      for (const Field* other : record.model().fields)
        if (other->facts->precompute && other->is_kept() && is_computed_from(*other, *field))
          compute_first(record, *other);
      throw;
    }
}

// What is computed before a record is inserted, and is not for anybody to change, is not taken from the values either.
void drop_forced(const Model& model, Dict& values) {
  for (const Field* field : model.fields)
    if (field->facts->precompute && field->facts->readonly) values.erase(field->name());
}

// A record of a batch that was inserted and is still to be filled.
struct Inserted {
  RecordSet record;
  Dict values;
  Columns columns;
  std::vector<const Field*> given;
};

Inserted inserted(const RecordSet& model, Dict values) {
  for (const Item& item : values) model.model().at(item.name);
  write_parents(model, values);
  add_defaults(model, values);
  drop_forced(model.model(), values);
  Columns columns = columns_of(model, values);
  const Id id = model.env().transaction().insert(model.env(), model.model(), columns);
  std::vector<const Field*> given = written_with(model.model(), values);
  return {.record = model.browse(id),
          .values = std::move(values),
          .columns = std::move(columns),
          .given = std::move(given)};
}

// The records of a batch come before the records that belong to them.
void fill_all(const std::vector<Inserted>& batch) {
  for (const auto& [record, values, columns, given] : batch) {
    check_references(record, columns);
    fill(record, values);
    settle_dependencies(record, given);
  }
}

}  // namespace

void settle_dependencies(const RecordSet& record, std::span<const Field* const> given) {
  std::vector<const Field*> asked(given.begin(), given.end());
  for (std::size_t at = 0; at < asked.size(); ++at)
    for (const std::string& path : asked[at]->facts->depends) {
      const Field* own = record.model().find(std::string_view(path).substr(0, path.find('.')));
      if (!own || !(own->compute || own->is_related())) continue;
      if (own->is_kept())
        record.sudo().value(own->name());
      else if (std::find(asked.begin(), asked.end(), own) == asked.end())
        asked.push_back(own);
    }
}

RecordSet create_plain(const RecordSet& model, const std::vector<Dict>& values) {
  check_access(model.env(), model.model(), Operation::create);
  Transaction& transaction = model.env().transaction();
  RecordSet made = model.none();
  std::vector<Inserted> batch;
  {
    std::deque<Transaction::Protection> protections;  // what was given stays until all are filled
    for (const Dict& one : values) {
      const Inserted& last = batch.emplace_back(inserted(model, one));
      protections.emplace_back(transaction, last.given, last.record.ids());
      transaction.created(model.model(), last.record.id());
      made |= last.record;
    }
    const Transaction::Leniency leniency(transaction);
    fill_all(batch);
  }
  for (const Inserted& one : batch) check_constraints(one.record, one.values, true);
  check_rules(made, Operation::create);
  return made;
}

}  // namespace paridoo::orm
