#include "simulator/addons/utm/models.h"
#include "simulator/addons/utm/unique_names.h"

namespace paridoo::addons::utm {

using namespace orm;

namespace {

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  RecordSet made = model.none();
  for (Dict& one : values) made |= super({with_unique_name(model, std::move(one))});
  return made;
}

}  // namespace

Behaviour utm_source() {
  return {
      .model = "utm.source",
      .unique = {{{"name"}, "There is a source of this name already."}},
      .create = create,
  };
}

}  // namespace paridoo::addons::utm
