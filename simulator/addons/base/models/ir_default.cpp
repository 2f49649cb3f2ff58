#include "simulator/addons/base/models.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// The field that a client names, and that its value fits.
const Field& field_for(const RecordSet& defaults, const Value& model, const Value& name, const Value& value) {
  const Model* owner = model.is_text() ? defaults.env().registry().find(model.text()) : nullptr;
  const Field* field = owner && name.is_text() ? owner->find(name.text()) : nullptr;
  if (!field) throw validation_error("There is no field " + repr(name) + " of " + repr(model));
  try {
    if (!field->is_x2many()) convert(defaults.env(), *field, value);
  } catch (const Fault&) {
    throw validation_error(field->model->name + "." + field->name() + " cannot be " + repr(value));
  }
  return *field;
}

RecordSet record_of(const RecordSet& defaults, const Field& field) {
  return defaults.env()["ir.model.fields"].sudo().search(
      term("model", "=", field.model->name) & term("name", "=", field.name()), {.limit = 1});
}

// True stands for whoever asks, and where.
Value who(const Value& given, Id current) { return given.is_boolean() && given.boolean() ? Value(current) : given; }

// One default for each field, user, company and condition.
Value set(const RecordSet& self, const Arguments& arguments) {
  const Field& field = field_for(self, arguments["model_name"], arguments["field_name"], arguments["value"]);
  Dict scope{{"field_id", record_of(self, field)},
             {"user_id", who(arguments["user_id"], self.env().uid())},
             {"company_id", who(arguments["company_id"], self.env().company().id())},
             {"condition", arguments["condition"]}};
  Domain same;
  for (const Item& item : scope) same = same & term(std::string(item.name), "=", item.value);
  const Value text = python_json(arguments["value"]);
  if (const RecordSet before = self.search(same)) {
    if (before.value("json_value") != text) before.write({{"json_value", text}});
    return true;
  }
  scope.set("json_value", text);
  self.create(std::move(scope));
  return true;
}

Value discard_values(const RecordSet& self, const Arguments& arguments) {
  const Field& field = field_for(self, arguments["model_name"], arguments["field_name"], false);
  if (!arguments["values"].is_list()) throw validation_error("The values to discard are a list.");
  List texts;
  for (const Value& value : arguments["values"].list()) texts.push_back(python_json(value));
  self.search(term("field_id", "=", record_of(self, field)) & term("json_value", "in", std::move(texts))).unlink();
  return true;
}

// What was remembered of the defaults is read from the store again.
void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  super(self, std::move(values));
  self.env().transaction().forget(self.model());
}

void check_json(const RecordSet& self) {
  for (const RecordSet& record : self) try {
      from_json(record.text("json_value"));
    } catch (const std::invalid_argument&) {
      throw validation_error("The value of a default is JSON.");
    }
}

}  // namespace

Behaviour ir_default() {
  return {
      .model = "ir.default",
      .rec_name = "field_id",
      .constraints = {{check_json, {"json_value"}}},
      .methods = {model_method("set", "model_name, field_name, value, user_id=False, company_id=False, condition=False",
                               set),
                  model_method("discard_values", "model_name, field_name, values", discard_values)},
      .write = write,
  };
}

}  // namespace paridoo::addons::base
