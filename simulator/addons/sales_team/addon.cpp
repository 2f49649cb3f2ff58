#include "simulator/addons/sales_team/addon.h"

#include "simulator/addons/sales_team/models.h"

namespace paridoo::addons::sales_team {

orm::Addon sales_team() {
  return {.name = "sales_team", .depends = {"base", "mail"}, .models = {crm_team(), res_users()}};
}

}  // namespace paridoo::addons::sales_team
