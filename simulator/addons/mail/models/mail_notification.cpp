// mail.notification: whom a message was for, and whether it reached them.
#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& one : self) one.set("display_name", one["res_partner_id"].value("display_name"));
}

}  // namespace

Behaviour mail_notification() {
  return {.model = "mail.notification", .computes = {{{"display_name"}, compute_display_name}}};
}

}  // namespace paridoo::addons::mail
