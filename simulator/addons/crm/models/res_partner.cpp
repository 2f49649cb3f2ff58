// res.partner: in 17.0 a person has the sales team of its company.
#include "simulator/addons/crm/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

using orm::RecordSet;
using orm::Series;

namespace {

void compute_team(const RecordSet& partners) {
  for (const RecordSet& partner : partners)
    if (const RecordSet team = partner["parent_id"]["team_id"];
        team && !partner["team_id"] && partner.text("company_type") == "person")
      partner.set("team_id", team.id());
}

}  // namespace

orm::Behaviour res_partner() {
  return {.model = "res.partner", .computes = {{{"team_id"}, compute_team, {.until = Series::v17}}}};
}

}  // namespace paridoo::addons::crm
