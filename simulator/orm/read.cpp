#include "simulator/orm/read.h"

#include <fmt/format.h>

#include "simulator/orm/binary_text.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/properties.h"
#include "simulator/orm/record_rules.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

// Whether nobody has simulated what a field shows: it, or the field that it is the image of.
bool is_unknown(const Field& field) {
  return field.is_related() ? is_unknown(*field.related_path.back()) : field.lacks_behaviour();
}

// Without a list of fields, those that are kept for others are left out, and those that nobody has simulated rather
// than answered with something untrue.
std::vector<const Field*> fields_to_read(const Env& env, const Model& model, std::span<const std::string> names) {
  std::vector<const Field*> fields;
  if (names.empty())
    for (const Field* field : model.fields)
      if (!is_unknown(*field) && may_use(env, *field)) fields.push_back(field);
  for (const std::string& name : names) {
    check_field_access(env, model.at(name), Operation::read);
    fields.push_back(&model.at(name));
  }
  return fields;
}

Value many2one_shown(const RecordSet& record, const Field& field, const Value& value, const ReadOptions& options) {
  // Some models name their records by texts, which are their ids and their names in one.
  if (value.is_text() && options.with_names) return List{value, value};
  if (!value.is_integer() || !options.with_names) return shown(field, value);
  if (!field.comodel) return List{value, fmt::format("{},{}", field.facts->relation, value.integer())};
  const RecordSet other = record.env().sudo()[field.comodel->name].browse(value.integer());
  if (!other.exists()) return false;
  return List{value, shown(other.model().at("display_name"), other.value("display_name"))};
}

Value field_shown(const RecordSet& record, const Field& field, const ReadOptions& options) {
  // What belongs to a record is searched for, which takes the right to read such records.
  if (field.type() == FieldType::one2many && field.is_kept() && field.comodel)
    check_access(record.env(), *field.comodel, Operation::read);
  if (field.is_x2many() && field.comodel) return shown(record[field.name()]).ids();
  if (field.type() == FieldType::properties) return properties_shown(record, field);
  const Value value = record.value(field.name());
  if (value.is_none() && field.lacks_behaviour()) throw not_simulated(field.model->name + "." + field.name());
  if (field.type() == FieldType::binary && wants_size(record.env(), field)) return size_shown(field, value);
  return field.type() == FieldType::many2one ? many2one_shown(record, field, value, options) : shown(field, value);
}

}  // namespace

Value read(const RecordSet& records, std::span<const std::string> names, const ReadOptions& options) {
  check_access(records.env(), records.model(), Operation::read);
  const std::vector<const Field*> fields = fields_to_read(records.env(), records.model(), names);
  const RecordSet existing = records.exists();
  check_shown(existing);
  // Some computes share among the records what there is.
  for (const Field* field : fields)
    records.env().transaction().compute_together(existing.env(), *field, existing.ids());
  List rows;
  for (const RecordSet& record : existing) {
    Dict row;
    row.set("id", record.id());
    for (const Field* field : fields) row.set(field->name(), field_shown(record, *field, options));
    rows.emplace_back(std::move(row));
  }
  return rows;
}

}  // namespace paridoo::orm
