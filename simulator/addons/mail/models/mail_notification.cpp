// mail.notification: whom a message was for, and whether it reached them.
#include <chrono>

#include "simulator/addons/mail/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& one : self) one.set("display_name", one["res_partner_id"].value("display_name"));
}

// Colleagues need to know for some months only what they have read.
Value gc_notifications(const RecordSet& model, const Arguments& arguments) {
  const Moment limit = model.env().now() - std::chrono::days(arguments["max_age_days"].integer());
  const Domain old = term("is_read", "=", true) & term("read_date", "<", format_moment(limit)) &
                     term("res_partner_id.partner_share", "=", false) &
                     term("notification_status", "in", List{"sent", "canceled"});
  model.search(old).unlink();
  return {};
}

}  // namespace

Behaviour mail_notification() {
  return {.model = "mail.notification",
          .computes = {{{"display_name"}, compute_display_name}},
          .methods = {model_method("_gc_notifications", "max_age_days=180", gc_notifications)}};
}

}  // namespace paridoo::addons::mail
