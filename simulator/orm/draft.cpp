#include "simulator/orm/draft.h"

#include <algorithm>

#include "simulator/orm/comodel.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/defaults.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/reference_field.h"

namespace paridoo::orm {

namespace {

enum Code { create_one, update_one, delete_one, unlink_one, link_one, clear_all, set_all };

bool is_inherited_value(const Field& field) { return !field.is_kept() && field.related_path.size() == 2; }

const Field* parent_link(const Field& field) {
  if (!is_inherited_value(field)) return nullptr;
  for (const auto& [_, through] : field.model->inherits)
    if (through == field.related_path.front()) return through;
  return nullptr;
}

// Computed values wait for what they depend on; defaults of the others hold until the form says more.
Dict with_defaults(const RecordSet& model, const Dict& values) {
  Dict all;
  for (const Field* field : model.model().fields) {
    if (!field->is_kept() || is_bookkeeping(field->name()) || values.contains(field->name())) continue;
    if (field->compute || field->is_related() || field->facts->company_dependent) continue;
    if (field->is_x2many() && !field->comodel) continue;
    if (const std::optional<Value> value = default_of(model, *field)) all.set(field->name(), *value);
  }
  all.update(values);
  return all;
}

// What is assigned, unless the same compute has something else to give: it then gives them all.
std::vector<const Field*> assigned(const Model& model, const Dict& values) {
  std::vector<const Field*> fields;
  for (const Item& item : values) {
    const Field& field = model.at(item.name);
    const auto is_given = [&](const Field* together) { return values.contains(together->name()); };
    if (std::ranges::all_of(field.computed_together, is_given)) fields.push_back(&field);
  }
  return fields;
}

std::int64_t code_of(const Field& field, const Value& command) {
  const bool fits = command.is_list() && !command.list().empty() && command.list().front().is_integer();
  if (!fits) throw value_error("Wrong command for " + field.model->name + "." + field.name() + ": " + repr(command));
  return command.list().front().integer();
}

Value part(const Value& command, std::size_t at) { return command.list().size() > at ? command.list()[at] : Value(); }

Dict values_in(const Value& command) {
  const Value values = part(command, 2);
  return values.is_dict() ? values.dict() : Dict();
}

}  // namespace

void assign_in_form(const RecordSet& records, std::string_view field, const Value& value) {
  const Field* assigned_field = &records.model().at(field);
  const Transaction::Protection protection(records.env().transaction(), {&assigned_field, 1}, records.ids());
  records.set(field, value);
}

Value Drafts::reference(const RecordSet& record) const {
  const auto found = made_.find(key(record));
  return found == made_.end() ? Value(record.id()) : found->second;
}

void Drafts::add_parents(const RecordSet& model, Dict& values) {
  for (const auto& [parent, through] : model.model().inherits) {
    if (values.get(through->name())) continue;
    Dict of_parent;
    for (const Item& item : Dict(values))
      if (const Field& field = model.model().at(item.name); parent_link(field) == through) {
        of_parent.set(field.related_path.back()->name(), item.value);
        values.erase(item.name);
      }
    values.set(through->name(), make(model.env()[parent->name], of_parent).id());
  }
}

RecordSet Drafts::make(const RecordSet& model, const Dict& given) {
  Dict values = with_defaults(model, given);
  add_parents(model, values);
  Transaction& transaction = model.env().transaction();
  const RecordSet record = model.browse(transaction.insert(model.env(), model.model(), {}));
  made_[key(record)] = 0;
  const std::vector<const Field*> fields = assigned(model.model(), values);
  const Transaction::Protection protection(transaction, fields, record.ids());
  transaction.created(model.model(), record.id());
  assign(record, values);
  settle_dependencies(record, fields);
  return record;
}

void Drafts::assign(const RecordSet& record, const Dict& values) {
  const Model& model = record.model();
  const Transaction::Protection protection(record.env().transaction(), assigned(model, values), record.ids());
  for (const Item* item : in_write_order(model, values)) put(record, model.at(item->name), item->value);
}

void Drafts::change(const RecordSet& record, const Dict& values) {
  const Model& model = record.model();
  Transaction& transaction = record.env().transaction();
  std::vector<const Field*> changed, volatile_ones;
  for (const Item& item : values) {
    const Field& field = model.at(item.name);
    changed.push_back(&field);
    if (!field.is_kept() && field.compute) volatile_ones.push_back(&field);
  }
  kept_.push_back(std::make_unique<Transaction::Protection>(transaction, volatile_ones, record.ids()));
  assign(record, values);
  const Transaction::Protection protection(transaction, assigned(model, values), record.ids());
  transaction.modified(changed, record.ids());
}

void Drafts::put(const RecordSet& record, const Field& field, const Value& value) {
  if (field.is_x2many() && field.is_kept()) return put_lines(record, field, value);
  if (parent_link(field)) return put_parent(record, field, value);
  if (field.is_related() && !field.is_kept()) return;
  if (field.is_x2many()) return;
  if (field.is_kept() || field.inverse)
    record.env().transaction().put(record.env(), field, record.id(), convert_for(record, field, value));
}

void Drafts::put_parent(const RecordSet& record, const Field& field, const Value& value) {
  const RecordSet parent = record.sudo()[field.related_path.front()->name()];
  if (parent) assign(parent, {{field.related_path.back()->name(), value}});
}

RecordSet Drafts::line_of(const RecordSet& record, const Field& field, const Value& command) {
  const RecordSet lines = record.env()[comodel_of(field).name];
  if (code_of(field, command) != create_one) {
    const RecordSet line = lines.browse(part(command, 1).is_integer() ? part(command, 1).integer() : 0);
    if (code_of(field, command) == update_one) assign(line, values_in(command));
    return line;
  }
  Dict values = values_in(command);
  const Field* inverse = field.type() == FieldType::one2many ? field.inverse_field : nullptr;
  if (inverse) values.set(inverse->name(), record.id());
  if (const Field* model_field = inverse ? model_field_of(*inverse) : nullptr)
    values.set(model_field->name(), record.model().name);
  const RecordSet line = make(lines, values);
  made_[key(line)] = part(command, 1).is_none() ? Value(0) : part(command, 1);
  return line;
}

void Drafts::put_lines(const RecordSet& record, const Field& field, const Value& commands) {
  if (!field.comodel || (field.type() == FieldType::one2many && !field.inverse_field)) return;
  Transaction& transaction = record.env().transaction();
  const Ids before = transaction.get(record.env(), field, record.id()).ids();
  Ids after = before;
  const auto add = [&](Id id) {
    if (id && std::find(after.begin(), after.end(), id) == after.end()) after.push_back(id);
  };
  const bool plain = commands.is_list() && !commands.list().empty() && commands.list().front().is_integer();
  for (const Value& command : plain ? List{List{6, 0, commands}} : commands.is_list() ? commands.list() : List{}) {
    switch (code_of(field, command)) {
      case create_one:
      case update_one:
      case link_one: add(line_of(record, field, command).id()); break;
      case delete_one:
      case unlink_one: std::erase(after, part(command, 1).is_integer() ? part(command, 1).integer() : 0); break;
      case clear_all: after.clear(); break;
      case set_all: after = part(command, 2).is_list() ? part(command, 2).ids() : Ids{}; break;
      default: throw value_error("Wrong command for " + field.name() + ": " + repr(command));
    }
  }
  if (field.type() == FieldType::many2many) {
    transaction.put(record.env(), field, record.id(), Value(after));
    return;
  }
  for (const Id id : before)
    if (std::find(after.begin(), after.end(), id) == after.end())
      transaction.put(record.env(), *field.inverse_field, id, {});
  for (const Id id : after) transaction.put(record.env(), *field.inverse_field, id, record.id());
}

}  // namespace paridoo::orm
