// crm.stage: the stages of a pipeline.
#include "simulator/addons/crm/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

using orm::Domain;
using orm::RecordSet;

namespace {

void compute_team_count(const RecordSet& stages) {
  stages.set("team_count", stages.env()["crm.team"].search_count(Domain::everything()));
}

}  // namespace

orm::Behaviour crm_stage() {
  return {
      .model = "crm.stage",
      .computes = {{{"team_count"}, compute_team_count}},
  };
}

}  // namespace paridoo::addons::crm
