// What a copy of a record starts with, without the hooks.
#include "simulator/orm/convert.h"
#include "simulator/orm/hooks.h"

namespace paridoo::orm {

namespace {

bool is_parent_link(const Field& field) {
  for (const auto& [_, through] : field.model->inherits)
    if (through == &field) return true;
  return false;
}

// An inherited field is copied into the copy's own parent, unless that parent is given.
bool is_copied(const Field& field, const Dict& defaults) {
  if (!field.facts->copied || field.name() == "id" || field.name().starts_with("create_") ||
      field.name().starts_with("write_") || field.name() == "parent_path" || defaults.contains(field.name()) ||
      is_parent_link(field))
    return false;
  if (field.is_kept()) return true;
  // What lives in forms is copied with the value that a form begins with.
  if (!field.compute && !field.is_related() && !field.is_x2many() && !field.facts->relation.size()) return true;
  return field.is_related() && is_parent_link(*field.related_path.front()) &&
         !defaults.contains(field.related_path.front()->name());
}

Value copied_value(const RecordSet& record, const Field& field) {
  if (field.type() == FieldType::properties && !record.value(field.name())) return List{};
  if (field.type() == FieldType::many2many) return List{command::set(record.value(field.name()).ids())};
  if (field.type() != FieldType::one2many) return shown(field, record.value(field.name()));
  List commands;
  // Lines of a model that the facts do not have: there are none.
  if (!field.comodel) return commands;
  // Lines are copied in the order of their ids, whatever the model's own order is.
  const RecordSet lines = record[field.name()].sorted([](const RecordSet& line) { return line.id(); });
  for (Dict& values : copy_data(lines, {})) commands.push_back(command::create(std::move(values)));
  return commands;
}

Dict data_of(const RecordSet& record, const Dict& defaults) {
  Dict values = defaults;
  for (const Field* field : record.model().fields)
    if (is_copied(*field, defaults)) values.set(field->name(), copied_value(record, *field));
  for (Item& item : values)
    // The copy of a line belongs to the copy of its parent.
    if (item.value.is_list())
      if (const Field* field = record.model().find(item.name); field && field->inverse_field)
        for (Value& one : item.value.list())
          if (one.is_list() && one.list().size() == 3 && one.list()[2].is_dict())
            one.list()[2].dict().erase(field->inverse_field->name());
  return values;
}

}  // namespace

std::vector<Dict> copy_data_plain(const RecordSet& records, const Dict& defaults) {
  std::vector<Dict> all;
  for (const RecordSet& record : records) all.push_back(data_of(record, defaults));
  return all;
}

}  // namespace paridoo::orm
