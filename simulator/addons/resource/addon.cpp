#include "simulator/addons/resource/addon.h"

#include "simulator/addons/resource/models.h"

namespace paridoo::addons::resource {

orm::Addon resource() {
  return {.name = "resource",
          .depends = {"base"},
          .models = {resource_calendar(), resource_calendar_attendance(), resource_calendar_leaves()}};
}

}  // namespace paridoo::addons::resource
