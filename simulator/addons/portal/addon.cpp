#include "simulator/addons/portal/addon.h"

#include "simulator/addons/portal/models.h"

namespace paridoo::addons::portal {

orm::Addon portal() { return {.name = "portal", .depends = {"base", "mail"}, .models = {portal_mixin()}}; }

}  // namespace paridoo::addons::portal
