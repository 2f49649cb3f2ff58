// utm.campaign: the leads of a campaign.
#include "simulator/addons/base/users.h"
#include "simulator/addons/crm/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

using orm::RecordSet;
using orm::term;

namespace {

void compute_use_leads(const RecordSet& campaigns) {
  campaigns.set("use_leads", base::has_group(campaigns.env().user(), "crm.group_use_lead"));
}

void compute_crm_lead_count(const RecordSet& campaigns) {
  const RecordSet leads = campaigns.env()["crm.lead"].with_context({{"active_test", false}});
  for (const RecordSet& campaign : campaigns)
    campaign.set("crm_lead_count", leads.search_count(term("campaign_id", "=", campaign)));
}

}  // namespace

orm::Behaviour utm_campaign() {
  return {
      .model = "utm.campaign",
      .computes = {{{"use_leads"}, compute_use_leads}, {{"crm_lead_count"}, compute_crm_lead_count}},
  };
}

}  // namespace paridoo::addons::crm
