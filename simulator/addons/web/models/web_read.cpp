#include "simulator/addons/web/models/web_read.h"

#include <algorithm>
#include <map>

#include "simulator/orm/fault.h"
#include "simulator/orm/read.h"
#include "simulator/orm/reference_field.h"

namespace paridoo::addons::web {

using namespace orm;

namespace {

RecordSet seen(const RecordSet& records, const Dict& specification) {
  const Value& context = specification.get("context");
  return context.is_dict() ? records.with_context(context.dict()) : records;
}

std::map<Id, Value> by_id(Value rows) {
  std::map<Id, Value> out;
  for (Value& row : rows.list()) {
    const Id id = row.dict().get("id").integer();
    out.emplace(id, std::move(row));
  }
  return out;
}

bool is_name_alone(const Dict& fields) { return fields.size() == 1 && fields.contains("display_name"); }

// A record behind a many2one is named even to those who may not read it.
Value record_read(const RecordSet& record, const Dict& fields) {
  if (is_name_alone(fields)) return Dict{{"id", record.id()}, {"display_name", record.sudo().value("display_name")}};
  Dict others = fields;
  others.erase("display_name");
  const Value rows = web_read(record, others);
  if (rows.list().empty()) return false;
  Value row = rows.list().front();
  if (fields.contains("display_name")) row.dict().set("display_name", record.sudo().value("display_name"));
  return row;
}

// In the order that the specification asks for; inactive records stay where the relation shows them.
Ids ordered(const RecordSet& records, const Dict& specification) {
  const Value& order = specification.get("order");
  if (!order.is_text() || order.text().empty() || records.empty()) return records.ids();
  return records.with_context({{"active_test", false}})
      .search(term("id", "in", records.ids()), {.order = order.text()})
      .ids();
}

Value lines_read(const RecordSet& records, const Dict& specification) {
  const Ids ids = ordered(records, specification);
  const Value* fields = specification.find("fields");
  if (!fields) return ids;
  const Value& limit = specification.get("limit");
  const std::size_t count =
      limit.is_integer() ? std::min<std::size_t>(static_cast<std::size_t>(limit.integer()), ids.size()) : ids.size();
  const RecordSet read =
      seen(records.browse(Ids(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(count))), specification);
  std::map<Id, Value> rows = by_id(web_read(read, specification_of(*fields)));
  List out;
  for (const Id id : ids) {
    const auto row = rows.find(id);
    out.push_back(row == rows.end() ? Value(Dict{{"id", id}}) : std::move(row->second));
  }
  return out;
}

// --- references: a model and an id

struct Referred {
  const Model* model = nullptr;
  Id id = 0;
};

Referred referred(const RecordSet& record, const Field& field) {
  const Value value = record.value(field.name());
  const Registry& registry = record.env().registry();
  if (field.type() == FieldType::many2one_reference) {
    const Field* model_field = model_field_of(field);
    const Value model = model_field ? record.value(model_field->name()) : Value();
    if (!model.is_text() || !value.is_integer()) return {};
    return {registry.find(model.text()), value.integer()};
  }
  const std::size_t comma = value.is_text() ? value.text().find(',') : std::string::npos;
  if (comma == std::string::npos) return {};
  return {registry.find(value.text().substr(0, comma)), std::stoll(value.text().substr(comma + 1))};
}

void read_reference(Dict& row, const RecordSet& record, const Field& field, const Dict& specification) {
  if (!record.value(field.name())) return;
  const Referred target = referred(record, field);
  const RecordSet other =
      target.model ? seen(record.env()[target.model->name].browse(target.id), specification) : record.none();
  if (!target.model || other.exists().empty()) return row.set(field.name(), false);
  const Value* fields = specification.find("fields");
  if (!fields) return;
  Value read = record_read(other, specification_of(*fields));
  if (read.is_dict() && field.type() == FieldType::reference)
    read.dict().set("id", Dict{{"id", target.id}, {"model", target.model->name}});
  row.set(field.name(), std::move(read));
}

// Of what is specified with more than its name.
void shape(Dict& row, const RecordSet& record, const Field& field, const Dict& specification) {
  const Value* fields = specification.find("fields");
  if (field.type() == FieldType::reference || field.type() == FieldType::many2one_reference) {
    read_reference(row, record, field, specification);
  } else if (field.is_x2many() && field.comodel) {
    row.set(field.name(), lines_read(record[field.name()], specification));
  } else if (field.type() == FieldType::many2one && field.comodel && fields && row.get(field.name())) {
    row.set(field.name(), record_read(seen(record[field.name()], specification), specification_of(*fields)));
  }
}

struct Specified {
  const Field* field = nullptr;
  const Dict* wanted = nullptr;
};

bool leads_to_records(const Field& field) {
  return field.comodel || field.type() == FieldType::reference || field.type() == FieldType::many2one_reference;
}

// The fields of which more is wanted than their value. What is said of others is not looked at.
std::vector<Specified> specified_fields(const Model& model, const Dict& specification) {
  std::vector<Specified> out;
  for (const Item& item : specification) {
    const Field& field = model.at(item.name);
    if (!leads_to_records(field)) continue;
    const Dict& wanted = specification_of(item.value);
    if (!wanted.empty()) out.push_back({.field = &field, .wanted = &wanted});
  }
  return out;
}

}  // namespace

const Dict& specification_of(const Value& given) {
  static const Dict nothing;
  if (given.is_unset()) return nothing;
  if (!given.is_dict()) throw Fault(FaultKind::type_error, "a specification is a dict of fields, not " + repr(given));
  return given.dict();
}

Value web_read(const RecordSet& records, const Dict& specification) {
  std::vector<std::string> names;
  for (const Item& item : specification)
    if (item.name != "id") names.push_back(item.name);
  if (names.empty()) {
    List rows;
    for (const Id id : records.ids()) rows.emplace_back(Dict{{"id", id}});
    return rows;
  }
  Value rows = read(records, names, {.with_names = false});
  if (rows.list().empty()) return rows;
  const std::vector<Specified> specified = specified_fields(records.model(), specification);
  for (Value& row : rows.list()) {
    const RecordSet record = records.browse(row.dict().get("id").integer());
    for (const auto& [field, wanted] : specified) shape(row.dict(), record, *field, *wanted);
  }
  return rows;
}

}  // namespace paridoo::addons::web
