#include "simulator/addons/bus/models.h"

namespace paridoo::addons::bus {

using namespace orm;

namespace {

void compute_im_status(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("im_status", "offline");
}

}  // namespace

Behaviour res_users() { return {.model = "res.users", .computes = {{{"im_status"}, compute_im_status}}}; }

}  // namespace paridoo::addons::bus
