#include "simulator/orm/comodel.h"

#include "simulator/orm/fault.h"

namespace paridoo::orm {

const Model& comodel_of(const Field& field) {
  if (!field.comodel)
    throw not_simulated(field.model->name + "." + field.name() + " (there are no facts of " + field.facts->relation +
                        ")");
  return *field.comodel;
}

}  // namespace paridoo::orm
