#include "simulator/orm/reference_field.h"

namespace paridoo::orm {

const Field* model_field_of(const Field& reference) {
  if (reference.type() != FieldType::many2one_reference) return nullptr;
  if (const Value& said = reference.facts->description.get("model_field"); said.is_text())
    return reference.model->find(said.text());
  for (const char* usual : {"res_model", "model"})
    if (const Field* field = reference.model->find(usual)) return field;
  return nullptr;
}

}  // namespace paridoo::orm
