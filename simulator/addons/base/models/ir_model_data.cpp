#include "simulator/addons/base/models.h"
#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

std::string complete_name_of(const RecordSet& data) {
  const std::string module = data.text("module"), name = data.text("name");
  return module.empty() ? name : module + "." + name;
}

void compute_complete_name(const RecordSet& self) {
  for (const RecordSet& data : self) data.set("complete_name", complete_name_of(data));
}

void compute_reference(const RecordSet& self) {
  for (const RecordSet& data : self)
    data.set("reference", data.text("model") + "," + std::to_string(data.integer("res_id")));
}

// The record's own name, as long as there is a record.
void compute_display_name(const RecordSet& self) {
  for (const RecordSet& data : self) {
    const Model* model = self.env().registry().find(data.text("model"));
    const Id id = data.integer("res_id");
    const RecordSet record = model && id ? self.env()[model->name].browse(id).exists() : self.none();
    const std::string name = record.empty() ? "" : record.sudo().display_name();
    data.set("display_name", name.empty() ? complete_name_of(data) : name);
  }
}

// What an external id names, as its model and id; False for the id of a record that the user may not see.
Value check_object_reference(const RecordSet& self, const orm::Arguments& arguments) {
  const Env& env = self.env();
  const Value &module = arguments["module"], &name = arguments["xml_id"];
  if (!module.is_text() || !name.is_text()) throw orm::value_error("an external id is a module and a name");
  const RecordSet record = env.ref(module.text() + "." + name.text());
  if (orm::may(env, record.model(), orm::Operation::read)) return orm::List{record.model().name, record.id()};
  if (arguments["raise_on_access_error"])
    throw orm::access_error("You may not see the record " + module.text() + "." + name.text());
  return orm::List{record.model().name, false};
}

}  // namespace

Behaviour ir_model_data() {
  return {
      .model = "ir.model.data",
      .computes = {{{"complete_name"}, compute_complete_name},
                   {{"reference"}, compute_reference},
                   {{"display_name"}, compute_display_name}},
      .unique = {{{"module", "name"}, "There is a record with this external id already."}},
      .indexes = {{{"model", "res_id"}}},
      .methods = {orm::model_method("check_object_reference", "module, xml_id, raise_on_access_error=False",
                                    check_object_reference)},
  };
}

}  // namespace paridoo::addons::base
