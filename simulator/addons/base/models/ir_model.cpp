#include <fmt/format.h>

#include "simulator/addons/base/models.h"
#include "simulator/orm/store.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

void compute_count(const RecordSet& self) {
  self.env().flush();
  for (const RecordSet& record : self) {
    const Model* model = self.env().registry().find(record.text("model"));
    record.set("count",
               model ? self.env().store().scalar(fmt::format("SELECT count(*) FROM \"{}\"", model->table)) : Value(0));
  }
}

// The models that it delegates to.
void compute_inherited_models(const RecordSet& self) {
  for (const RecordSet& record : self) {
    List names;
    if (const Model* model = self.env().registry().find(record.text("model")))
      for (const auto& [parent, through] : model->inherits) names.emplace_back(parent->name);
    record.set("inherited_model_ids", self.search(term("model", "in", names)).ids());
  }
}

}  // namespace

Behaviour ir_model() {
  return {
      .model = "ir.model",
      .computes = {{{"count"}, compute_count}, {{"inherited_model_ids"}, compute_inherited_models}},
      .unique = {{{"model"}, "There is a model of this name already."}},
  };
}

}  // namespace paridoo::addons::base
