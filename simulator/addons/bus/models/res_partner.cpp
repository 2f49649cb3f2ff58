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

}  // namespace

Behaviour res_partner() { return {.model = "res.partner", .computes = {{{"im_status"}, compute_im_status}}}; }

}  // namespace paridoo::addons::bus
