// crm.team: the opportunities of a sales team.
#include "simulator/addons/crm/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

using orm::Domain;
using orm::RecordSet;
using orm::term;

namespace {

void compute_lead_unassigned_count(const RecordSet& teams) {
  for (const RecordSet& team : teams)
    team.set("lead_unassigned_count",
             team.env()["crm.lead"].search_count(term("team_id", "=", team) & term("type", "=", "lead") &
                                                 term("user_id", "=", false)));
}

Domain open_opportunities(const RecordSet& team) {
  return term("team_id", "=", team) & term("probability", "<", 100) & term("type", "=", "opportunity");
}

void compute_opportunities(const RecordSet& teams) {
  for (const RecordSet& team : teams) {
    const RecordSet open = team.env()["crm.lead"].search(open_opportunities(team));
    team.set("opportunities_count", open.size());
    team.set("opportunities_amount", open.sum("expected_revenue"));
  }
}

void compute_overdue_opportunities(const RecordSet& teams) {
  for (const RecordSet& team : teams) {
    const RecordSet late =
        team.env()["crm.lead"].search(open_opportunities(team) & term("date_deadline", "<", team.env().today_text()));
    team.set("opportunities_overdue_count", late.size());
    team.set("opportunities_overdue_amount", late.sum("expected_revenue"));
  }
}

}  // namespace

orm::Behaviour crm_team() {
  return {
      .model = "crm.team",
      .computes = {{{"lead_unassigned_count"}, compute_lead_unassigned_count},
                   {{"opportunities_count", "opportunities_amount"},
                    compute_opportunities,
                    orm::In{.until = orm::Series::v18}},
                   {{"opportunities_overdue_count", "opportunities_overdue_amount"},
                    compute_overdue_opportunities,
                    orm::In{.until = orm::Series::v18}}},
  };
}

}  // namespace paridoo::addons::crm
