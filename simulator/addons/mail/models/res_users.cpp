#include "simulator/addons/base/config_parameter.h"
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

bool is_away(const RecordSet& user) {
  const auto from = user.moment("out_of_office_from"), to = user.moment("out_of_office_to");
  const Moment now = user.env().now();
  return from && base::is_internal(user) && *from <= now && (!to || now <= *to);
}

void compute_is_out_of_office(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("is_out_of_office", is_away(user));
}

// Roles are sets of groups that administrators write.
void compute_can_edit_role(const RecordSet& self) {
  const bool may = base::has_group(self.env().user(), "base.group_erp_manager");
  for (const RecordSet& user : self) user.set("can_edit_role", may);
}

void compute_has_external_mail_server(const RecordSet& self) {
  const bool has = !base::config_parameter(self.env(), "base_setup.default_external_email_server").empty();
  for (const RecordSet& user : self) user.set("has_external_mail_server", has);
}

// Servers that belong to one user are set up with the keys of Gmail or Outlook, which nobody gives here.
void compute_outgoing_mail_server(const RecordSet& self) {
  for (const RecordSet& user : self) {
    user.set("outgoing_mail_server_id", false);
    user.set("outgoing_mail_server_type", "default");
  }
}

}  // namespace

Behaviour res_users() {
  constexpr In since_19{.since = Series::v19};
  return {
      .model = "res.users",
      .computes = {{{"notification_type"}, compute_notification_type},
                   {{"is_out_of_office"}, compute_is_out_of_office, since_19},
                   {{"can_edit_role"}, compute_can_edit_role, since_19},
                   {{"has_external_mail_server"}, compute_has_external_mail_server, since_19},
                   {{"outgoing_mail_server_id", "outgoing_mail_server_type"}, compute_outgoing_mail_server, since_19}},
      .inverses = {{"notification_type", inverse_notification_type}},
      .constraints = {{check_notification_type, {"notification_type"}}},
  };
}

}  // namespace paridoo::addons::mail
