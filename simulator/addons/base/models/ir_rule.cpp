#include "simulator/addons/base/models.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// A rule without groups holds for everybody.
void compute_global(const RecordSet& self) {
  for (const RecordSet& rule : self) rule.set("global", rule["groups"].empty());
}

}  // namespace

Behaviour ir_rule() {
  return {
      .model = "ir.rule",
      .shared_relations = {{"groups", "res.groups", "rule_groups"}},
      .computes = {{{"global"}, compute_global}},
  };
}

}  // namespace paridoo::addons::base
