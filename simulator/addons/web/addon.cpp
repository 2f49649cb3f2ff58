#include "simulator/addons/web/addon.h"

#include "simulator/addons/web/models.h"

namespace paridoo::addons::web {

orm::Addon web() { return {.name = "web", .depends = {"base"}, .models = {base_web(), res_users()}}; }

}  // namespace paridoo::addons::web
