#include "simulator/addons/utm/models.h"
#include "simulator/addons/utm/unique_names.h"

namespace paridoo::addons::utm {

using namespace orm;

namespace {

// The identifier follows the title.
void compute_name(const RecordSet& self) {
  for (const RecordSet& campaign : self)
    campaign.set("name", unique_name(self.none(), campaign.text("title"), campaign.ids()));
}

Dict prepared(const RecordSet& model, Dict values) {
  values = with_unique_name(model, std::move(values));
  if (!values.get("title") && values.get("name")) values.set("title", values.get("name"));
  return values;
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  RecordSet made = model.none();
  for (Dict& one : values) made |= super({prepared(model, std::move(one))});
  return made;
}

}  // namespace

Behaviour utm_campaign() {
  return {
      .model = "utm.campaign",
      .rec_name = "title",
      .computes = {{{"name"}, compute_name}},
      .unique = {{{"name"}, "There is a campaign with this identifier already."}},
      .create = create,
  };
}

}  // namespace paridoo::addons::utm
