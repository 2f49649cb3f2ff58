// The behaviours of the module crm.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::crm {

orm::Behaviour crm_lead();
orm::Behaviour crm_lead_enrichment();
orm::Behaviour crm_lead_shown();
orm::Behaviour crm_lost_reason();
orm::Behaviour res_partner();
orm::Behaviour crm_stage();
orm::Behaviour crm_team();
orm::Behaviour crm_team_alias();
orm::Behaviour utm_campaign();

}  // namespace paridoo::addons::crm
