#include "simulator/addons/base/models/res_partner.h"
#include "simulator/addons/resource/models.h"

namespace paridoo::addons::resource {

orm::Behaviour resource_calendar() {
  return {
      .model = "resource.calendar",
      .computes = {{{"tz_offset"}, base::partner::compute_tz_offset}},
  };
}

}  // namespace paridoo::addons::resource
