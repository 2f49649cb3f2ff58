#include "simulator/addons/crm/addon.h"

#include "simulator/addons/crm/models.h"

namespace paridoo::addons::crm {

orm::Addon crm() {
  return {
      .name = "crm",
      .depends = {"sales_team", "mail", "utm"},
      .models = {crm_lead(), crm_lead_enrichment(), crm_lead_shown(), crm_lost_reason(), crm_stage(), crm_team(),
                 crm_team_alias(), res_partner(), utm_campaign()},
  };
}

}  // namespace paridoo::addons::crm
