// ir.actions.*: what every kind of action has.
#include "simulator/addons/base/models.h"
#include "simulator/orm/external_ids.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

void compute_xml_id(const RecordSet& actions) {
  const std::vector<std::string> xmlids = external_ids_of(actions);
  for (std::size_t i = 0; i < actions.size(); ++i) actions.at(i).set("xml_id", xmlids[i]);
}

}  // namespace

Behaviour action_of(std::string_view model) { return {.model = model, .computes = {{{"xml_id"}, compute_xml_id}}}; }

}  // namespace paridoo::addons::base
