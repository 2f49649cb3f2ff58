#include "simulator/addons/bus/addon.h"

#include "simulator/addons/bus/models.h"

namespace paridoo::addons::bus {

orm::Addon bus() { return {.name = "bus", .depends = {"base"}, .models = {res_partner(), res_users()}}; }

}  // namespace paridoo::addons::bus
