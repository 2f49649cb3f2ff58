#include "simulator/addons/base_automation/addon.h"

#include "simulator/addons/base_automation/models.h"

namespace paridoo::addons::base_automation {

orm::Addon base_automation() {
  return {
      .name = "base_automation",
      .depends = {"base", "mail"},
      .models = {every_model(), automation_rule(), ir_actions_server()},
  };
}

}  // namespace paridoo::addons::base_automation
