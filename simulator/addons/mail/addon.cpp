#include "simulator/addons/mail/addon.h"

#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

orm::Addon mail() {
  return {
      .name = "mail",
      .depends = {"base"},
      .models = {mail_activity(),
                 mail_activity_mixin(),
                 mail_activity_search(),
                 mail_activity_type(),
                 mail_alias(),
                 mail_alias_domain(),
                 mail_alias_mixin(),
                 mail_followers(),
                 mail_message(),
                 mail_message_names(),
                 mail_message_search(),
                 mail_mail(),
                 mail_notification(),
                 mail_template(),
                 mail_compose_message(),
                 mail_thread(),
                 mail_thread_blacklist(),
                 mail_thread_search(),
                 mail_tracking_value(),
                 res_company(),
                 res_partner(),
                 res_users()},
  };
}

}  // namespace paridoo::addons::mail
