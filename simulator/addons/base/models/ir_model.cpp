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

}  // namespace

Behaviour ir_model() {
  return {
      .model = "ir.model",
      .computes = {{{"count"}, compute_count}},
      .unique = {{{"model"}, "There is a model of this name already."}},
  };
}

}  // namespace paridoo::addons::base
