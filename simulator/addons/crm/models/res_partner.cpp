// res.partner: its opportunities; in 17.0 a person has the sales team of its company.
#include "simulator/addons/base/users.h"
#include "simulator/addons/crm/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

using namespace orm;

namespace {

// Leads and opportunities of the partner and of all below it, lost ones too, for those who sell.
void compute_opportunity_count(const RecordSet& self) {
  const Env unfiltered = self.env().with_context({{"active_test", false}});
  const bool sells = base::has_group(self.env().user(), "sales_team.group_sale_salesman");
  for (const RecordSet& partner : self) {
    const RecordSet all = partner.in(unfiltered).none().search(term("id", "child_of", partner.id()));
    const Domain own = term("partner_id", "in", all.ids());
    partner.set("opportunity_count", sells ? unfiltered["crm.lead"].search_count(own) : 0);
  }
}

void compute_team(const RecordSet& partners) {
  for (const RecordSet& partner : partners)
    if (const RecordSet team = partner["parent_id"]["team_id"];
        team && !partner["team_id"] && partner.text("company_type") == "person")
      partner.set("team_id", team.id());
}

}  // namespace

Behaviour res_partner() {
  return {.model = "res.partner",
          .computes = {{{"opportunity_count"}, compute_opportunity_count},
                       {{"team_id"}, compute_team, {.until = Series::v17}}}};
}

}  // namespace paridoo::addons::crm
