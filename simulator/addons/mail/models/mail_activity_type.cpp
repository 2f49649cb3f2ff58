#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

void compute_delay_label(const RecordSet& self) {
  for (const RecordSet& type : self) {
    std::string unit = type.text("delay_unit");
    for (const auto& [value, label] : type.model().at("delay_unit").facts->selection)
      if (value == unit) unit = label;
    type.set("delay_label", std::to_string(type.integer("delay_count")) + " " + unit);
  }
}

void compute_initial_res_model(const RecordSet& self) {
  for (const RecordSet& type : self) type.set("initial_res_model", type.value("res_model"));
}

// Only a form that is being edited can tell.
void compute_res_model_change(const RecordSet& self) {
  for (const RecordSet& type : self) type.set("res_model_change", false);
}

// A type that suggests others triggers none.
void compute_triggered_next_type(const RecordSet& self) {
  for (const RecordSet& type : self)
    type.set("triggered_next_type_id",
             type.text("chaining_type") == "suggest" ? Value(false) : Value(type["triggered_next_type_id"]));
}

// And a type that triggers one suggests none.
void compute_suggested_next_types(const RecordSet& self) {
  for (const RecordSet& type : self)
    type.set("suggested_next_type_ids",
             type.text("chaining_type") == "trigger" ? Ids{} : type["suggested_next_type_ids"].ids());
}

}  // namespace

Behaviour mail_activity_type() {
  return {
      .model = "mail.activity.type",
      .computes = {{{"triggered_next_type_id"}, compute_triggered_next_type},
                   {{"suggested_next_type_ids"}, compute_suggested_next_types},
                   {{"delay_label"}, compute_delay_label},
                   {{"initial_res_model"}, compute_initial_res_model},
                   {{"res_model_change"}, compute_res_model_change}},
  };
}

}  // namespace paridoo::addons::mail
