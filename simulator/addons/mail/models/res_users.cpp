#include "simulator/addons/base/users.h"
#include "simulator/addons/mail/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

constexpr std::string_view inbox_group = "mail.group_mail_notification_type_inbox";

void compute_notification_type(const RecordSet& self) {
  for (const RecordSet& user : self) {
    const bool inbox = base::has_group(user, inbox_group) && !user.flag("share");
    user.set("notification_type", inbox ? "inbox" : "email");
  }
}

void inverse_notification_type(const RecordSet& self) {
  const Id group = self.env().ref(inbox_group).id();
  for (const RecordSet& user : self) {
    const bool inbox = user.text("notification_type") == "inbox";
    if (inbox == base::has_group(user, inbox_group)) continue;
    user.write(
        {{std::string(base::groups_field(user.env())), List{inbox ? command::link(group) : command::unlink(group)}}});
  }
}

void check_notification_type(const RecordSet& self) {
  for (const RecordSet& user : self)
    if (user.text("notification_type") == "inbox" && user.flag("share"))
      throw validation_error("Only internal users are notified in Odoo.");
}

}  // namespace

Behaviour res_users() {
  return {
      .model = "res.users",
      .computes = {{{"notification_type"}, compute_notification_type}},
      .inverses = {{"notification_type", inverse_notification_type}},
      .constraints = {{check_notification_type, {"notification_type"}}},
  };
}

}  // namespace paridoo::addons::mail
