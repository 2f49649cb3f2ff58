#include "simulator/addons/resource/addon.h"

#include "simulator/addons/resource/models.h"

namespace paridoo::addons::resource {

orm::Addon resource() { return {.name = "resource", .depends = {"base"}, .models = {resource_calendar()}}; }

}  // namespace paridoo::addons::resource
