#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

// Who may see a value: whoever may see the field, or administrators if it is gone.
void compute_field_groups(const RecordSet& self) {
  for (const RecordSet& tracking : self) {
    const RecordSet told = tracking["field_id"];
    const Model* model = told ? self.env().registry().find(told.text("model")) : nullptr;
    const Field* field = model ? model->find(told.text("name")) : nullptr;
    tracking.set("field_groups", !field                         ? Value("base.group_system")
                                 : field->facts->groups.empty() ? Value(false)
                                                                : Value(field->facts->groups));
  }
}

}  // namespace

Behaviour mail_tracking_value() {
  return {
      .model = "mail.tracking.value",
      .rec_name = "field_id",
      .computes = {{{"field_groups"}, compute_field_groups, In{.until = Series::v17}}},
  };
}

}  // namespace paridoo::addons::mail
