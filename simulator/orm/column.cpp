#include "simulator/orm/column.h"

#include "simulator/orm/json_text.h"

namespace paridoo::orm {

namespace {

bool lies_as_json(const Field& field) {
  switch (field.type()) {
    case FieldType::json:
    case FieldType::properties:
    case FieldType::properties_definition: return true;
    default: return field.facts->company_dependent;
  }
}

}  // namespace

Value read_column(const Field& field, const StoreRow& row, int column) {
  if (row.is_null(column)) return {};
  if (lies_as_json(field)) return from_json(row.text(column));
  switch (field.type()) {
    case FieldType::boolean: return row.integer(column) != 0;
    case FieldType::integer:
    case FieldType::many2one:
    case FieldType::many2one_reference: return row.integer(column);
    case FieldType::real:
    case FieldType::monetary: return row.real(column);
    default: return row.text(column);
  }
}

Value bound_value(const Field& field, const Value& value) {
  if (value.is_none()) return value;
  return lies_as_json(field) ? Value(to_json(value)) : value;
}

}  // namespace paridoo::orm
