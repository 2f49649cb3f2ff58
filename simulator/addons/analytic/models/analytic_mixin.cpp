#include "simulator/addons/analytic/models.h"

namespace paridoo::addons::analytic {

using namespace orm;

namespace {

// Distribution models, which would propose one, are not simulated: nobody can have made any, and what was written stays.
void compute_analytic_distribution(const RecordSet& self) {
  for (const RecordSet& record : self) record.set("analytic_distribution", record.value("analytic_distribution"));
}

}  // namespace

Behaviour analytic_mixin() {
  return {
      .mixin_marker = "analytic_distribution",
      .computes = {{{"analytic_distribution"}, compute_analytic_distribution}},
  };
}

}  // namespace paridoo::addons::analytic
