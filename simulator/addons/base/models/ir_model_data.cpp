#include "simulator/addons/base/models.h"

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

}  // namespace

Behaviour ir_model_data() {
  return {
      .model = "ir.model.data",
      .computes = {{{"complete_name"}, compute_complete_name},
                   {{"reference"}, compute_reference},
                   {{"display_name"}, compute_display_name}},
      .unique = {{{"module", "name"}, "There is a record with this external id already."}},
  };
}

}  // namespace paridoo::addons::base
