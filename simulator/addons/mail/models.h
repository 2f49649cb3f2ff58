// The models of the addon mail.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

orm::Behaviour mail_activity();
orm::Behaviour mail_activity_mixin();
orm::Behaviour mail_activity_search();
orm::Behaviour mail_activity_type();
orm::Behaviour mail_alias();
orm::Behaviour mail_alias_domain();
orm::Behaviour mail_alias_mixin();
orm::Behaviour mail_compose_message();
orm::Behaviour mail_mail();
orm::Behaviour mail_message();
orm::Behaviour mail_message_names();
orm::Behaviour mail_message_search();
orm::Behaviour mail_notification();
orm::Behaviour mail_template();
orm::Behaviour mail_followers();
orm::Behaviour mail_thread();
orm::Behaviour mail_thread_blacklist();
orm::Behaviour mail_thread_search();
orm::Behaviour mail_tracking_value();
orm::Behaviour res_company();
orm::Behaviour res_partner();
orm::Behaviour res_users();

}  // namespace paridoo::addons::mail
