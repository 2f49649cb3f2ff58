#include "simulator/addons/account/stored_values.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

std::vector<const Field*> fields_named(const Model& model, std::initializer_list<std::string_view> names) {
  std::vector<const Field*> fields;
  for (const std::string_view name : names) fields.push_back(&model.at(name));
  return fields;
}

}  // namespace

void compute_now(const RecordSet& records, std::initializer_list<std::string_view> fields,
                 void (*compute)(const RecordSet&)) {
  if (records.empty()) return;
  const std::vector<const Field*> computed = fields_named(records.model(), fields);
  const Transaction::Protection protection(records.env().transaction(), computed, records.ids());
  compute(records);
}

void store(const RecordSet& records, std::string_view field, const Value& value) {
  if (records.empty()) return;
  const std::vector<const Field*> stored = fields_named(records.model(), {field});
  const Transaction::Protection protection(records.env().transaction(), stored, records.ids());
  records.set(field, value);
}

void outdate_dependents(const RecordSet& records, std::string_view field) {
  records.env().transaction().modified(fields_named(records.model(), {field}), records.ids());
}

void write_changed(const RecordSet& record, const Dict& values) {
  Dict changed;
  for (const Item& item : values)
    if (!(record.value(item.name) == item.value) && !(record.value(item.name).is_unset() && item.value.is_unset()))
      changed.set(item.name, item.value);
  if (!changed.empty()) record.write(std::move(changed));
}

void GivenValues::add(const RecordSet& records, const Dict& given) {
  std::vector<const Field*> fields;
  for (const Item& item : given) {
    const Field* field = records.model().find(item.name);
    if (field && field->compute && !field->is_related()) fields.push_back(field);
  }
  if (fields.empty() || records.empty()) return;
  protections_.push_back(std::make_unique<Transaction::Protection>(records.env().transaction(), fields, records.ids()));
}

}  // namespace paridoo::addons::account
