#include <algorithm>
#include <string>

#include "simulator/addons/base/models.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// Lines belong to one record, and what follows from other values follows in the copy too.
void compute_copied(const RecordSet& self) {
  for (const RecordSet& field : self)
    field.set("copied",
              field.text("ttype") != "one2many" && field.text("related").empty() && field.text("compute").empty());
}

RecordSet field_named(const RecordSet& fields, const std::string& model, const std::string& name) {
  return fields.search(term("model", "=", model) & term("name", "=", name), {.limit = 1});
}

// The last field of the path "partner_id.country_id.code".
RecordSet field_at(const RecordSet& fields, std::string model, std::string_view path) {
  RecordSet field = fields.none();
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    field = field_named(fields.none(), model, std::string(path.substr(0, dot)));
    if (!field) return field;
    model = field.text("relation");
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return field;
}

// Only fields that somebody has made know the records of the fields that they speak of.
void compute_related_field(const RecordSet& self) {
  for (const RecordSet& field : self) {
    const std::string path = field.text("state") == "manual" ? field.text("related") : "";
    field.set("related_field_id", path.empty() ? Value(false) : Value(field_at(self, field.text("model"), path)));
  }
}

void compute_relation_field(const RecordSet& self) {
  for (const RecordSet& field : self) {
    const std::string name = field.text("state") == "manual" ? field.text("relation_field") : "";
    const RecordSet found = name.empty() ? self.none() : field_named(self.none(), field.text("relation"), name);
    field.set("relation_field_id", found);
  }
}

// "Language (Contact)".
void compute_display_name(const RecordSet& self) {
  for (const RecordSet& field : self) {
    const std::string label = field.text("field_description");
    const bool alone = static_cast<bool>(self.env().context("hide_model"));
    field.set("display_name", alone ? label : label + " (" + field["model_id"].text("name") + ")");
  }
}

std::string choices_of(const Field& field) {
  std::string choices;
  for (const auto& [value, label] : field.facts->selection)
    choices += (choices.empty() ? "(" : ", (") + repr(value) + ", " + repr(label) + ")";
  return "[" + choices + "]";
}

// What can be chosen, as Python writes it.
void compute_selection(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const Model* model = self.env().registry().find(one.text("model"));
    const Field* field = model ? model->find(one.text("name")) : nullptr;
    const bool chooses = field && field->type() == FieldType::selection;
    one.set("selection", chooses ? Value(choices_of(*field)) : Value(false));
  }
}

}  // namespace

Behaviour ir_model_fields() {
  return {.model = "ir.model.fields",
          .computes = {{{"copied"}, compute_copied},
                       {{"selection"}, compute_selection},
                       {{"display_name"}, compute_display_name},
                       {{"related_field_id"}, compute_related_field},
                       {{"relation_field_id"}, compute_relation_field}},
          .indexes = {{{"model", "name"}}}};
}

}  // namespace paridoo::addons::base
