#include "simulator/addons/helpdesk/addon.h"

#include "simulator/addons/helpdesk/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::helpdesk {

orm::Addon helpdesk() { return {.name = "helpdesk", .depends = {"mail"}, .models = {helpdesk_ticket()}}; }

void install(const orm::Env& env) {
  env["ir.sequence"].create(
      {{"name", "Helpdesk Ticket"}, {"code", "helpdesk.ticket"}, {"padding", 5}, {"company_id", false}});
  env["helpdesk.stage"].create({{{"name", "New"}, {"sequence", 0}},
                                {{"name", "In Progress"}, {"sequence", 1}},
                                {{"name", "Solved"}, {"sequence", 2}, {"fold", true}},
                                {{"name", "Cancelled"}, {"sequence", 3}, {"fold", true}}});
}

}  // namespace paridoo::addons::helpdesk
