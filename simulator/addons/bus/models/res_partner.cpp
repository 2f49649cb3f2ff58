#include "simulator/addons/bus/models.h"

namespace paridoo::addons::bus {

using namespace orm;

namespace {

// Nobody's presence is watched: users are away, and the robot is a robot.
void compute_im_status(const RecordSet& self) {
  const auto robot = self.env().find_ref("base.partner_root");
  for (const RecordSet& partner : self) {
    const bool is_robot = robot && robot->id() == partner.id();
    const bool is_user = !partner.sudo()["user_ids"].empty();
    partner.set("im_status", is_robot ? "bot" : is_user ? "offline" : "im_partner");
  }
}

void compute_offline_since(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("offline_since", false);
}

// Calls are made between browsers.
void compute_is_in_call(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("is_in_call", false);
}

}  // namespace

Behaviour res_partner() {
  constexpr In since_19{.since = Series::v19};
  return {.model = "res.partner",
          .computes = {{{"im_status"}, compute_im_status},
                       {{"offline_since"}, compute_offline_since, since_19},
                       {{"is_in_call"}, compute_is_in_call, since_19}}};
}

}  // namespace paridoo::addons::bus
