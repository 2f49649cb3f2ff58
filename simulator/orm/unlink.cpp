// unlink() without the hooks: what refers to the records decides with its on_delete.
#include <fmt/format.h>

#include "simulator/orm/fault.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

Ids referring_ids(const RecordSet& records, const Field& reference) {
  const Value wanted(to_json(Value(records.ids())));
  return records.env().store().ids(fmt::format("SELECT id FROM \"{}\" WHERE \"{}\" IN (SELECT value FROM json_each(?))",
                                               reference.model->table, reference.name()),
                                   {&wanted, 1});
}

void refuse(const RecordSet& records, const Field& reference) {
  throw validation_error(fmt::format(
      "The operation cannot be completed: records of '{}' ({}) still refer to what is to be deleted from '{}' through "
      "the field '{}'.",
      reference.model->facts->label, reference.model->name, records.model().facts->label, reference.facts->label));
}

void remove_with_dependents(const RecordSet& records);

void settle(const RecordSet& records, const Field& reference) {
  const Ids ids = referring_ids(records, reference);
  if (ids.empty()) return;
  const RecordSet referring = records.env().sudo()[reference.model->name].browse(ids);
  switch (reference.facts->on_delete) {
    case OnDelete::restrict: {
      // A tree of one model may go as a whole.
      if (reference.model == &records.model() && records.contains(referring)) return;
      return refuse(records, reference);
    }
    case OnDelete::cascade: {
      const bool own_kind = reference.model == &records.model();
      return remove_with_dependents(own_kind ? referring - records.in(referring.env()) : referring);
    }
    case OnDelete::set_null:
      for (const Id id : ids) records.env().transaction().unset(reference, id);
  }
}

// What depends on the records must become stale while the way to it can still be followed.
void forget_dependents(const RecordSet& records) {
  Transaction& transaction = records.env().transaction();
  transaction.modified(records.model().fields, records.ids());
  for (const Field* field : records.model().columns) {
    if (field->type() != FieldType::many2one || field->inverse_fields.empty()) continue;
    Ids parents;
    for (const RecordSet& record : records)
      if (const Value parent = record.value(field->name()); parent.is_integer()) parents.push_back(parent.integer());
    transaction.modified(field->inverse_fields, parents);
  }
}

// A default that is one of these records is none any more.
void forget_defaults(const RecordSet& records, const Value& ids) {
  const Model* defaults = records.env().registry().find("ir.default");
  if (!defaults) return;
  records.env().store().run(
      "DELETE FROM ir_default WHERE json_value IN (SELECT CAST(value AS TEXT) FROM json_each(?)) AND field_id IN "
      "(SELECT id FROM ir_model_fields WHERE ttype = 'many2one' AND relation = ?)",
      std::vector<Value>{ids, records.model().name});
  if (records.env().store().changes() > 0) records.env().transaction().forget(*defaults);
}

void remove_with_dependents(const RecordSet& records) {
  if (records.empty()) return;
  forget_dependents(records);
  for (const Field* reference : records.env().registry().references_to(records.model())) settle(records, *reference);
  const Value wanted(to_json(Value(records.ids())));
  records.env().store().run("DELETE FROM ir_model_data WHERE model = ? AND res_id IN (SELECT value FROM json_each(?))",
                            std::vector<Value>{records.model().name, wanted});
  if (records.env().store().changes() > 0)
    records.env().transaction().forget(records.env().registry().at("ir.model.data"));
  forget_defaults(records, wanted);
  records.env().transaction().remove(records.model(), records.ids());
}

}  // namespace

void unlink_plain(const RecordSet& records) {
  if (records.empty()) return;
  records.env().flush();
  remove_with_dependents(records.exists());
}

}  // namespace paridoo::orm
