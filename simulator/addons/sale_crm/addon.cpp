#include "simulator/addons/sale_crm/addon.h"

#include "simulator/addons/sale_crm/models.h"

namespace paridoo::addons::sale_crm {

orm::Addon sale_crm() {
  return {
      .name = "sale_crm",
      .depends = {"sale", "crm"},
      .models = {crm_lead(), sale_order()},
  };
}

}  // namespace paridoo::addons::sale_crm
