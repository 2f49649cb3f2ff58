#include "simulator/addons/base/idle_job.h"

#include <algorithm>
#include <array>

namespace paridoo::addons::base {

namespace {

struct Search {
  std::string_view model;
  std::string_view method;
  std::string_view records;  // of this model
};

constexpr auto searches = std::to_array<Search>({
    {"calendar.alarm_manager", "_send_reminder", "calendar.alarm"},
    {"discuss.channel.member", "_cleanup_expired_mutes", "discuss.channel.member"},
    {"discuss.channel.member", "_unmute", "discuss.channel.member"},
    {"fetchmail.server", "_fetch_mails", "fetchmail.server"},
    {"mail.message.schedule", "_send_notifications_cron", "mail.message.schedule"},
    {"mail.notification.web.push", "_push_notification_to_endpoint", "mail.notification.web.push"},
    {"mail.push", "_push_notification_to_endpoint", "mail.push"},
    {"mail.scheduled.message", "_post_messages_cron", "mail.scheduled.message"},
    {"payment.transaction", "_cron_finalize_post_processing", "payment.transaction"},
    {"payment.transaction", "_cron_post_process", "payment.transaction"},
    {"payment.transaction", "_cron_send_invoice", "payment.transaction"},
    {"res.partner.autocomplete.sync", "start_sync", "res.partner.autocomplete.sync"},
    {"res.users.deletion", "_gc_portal_users", "res.users.deletion"},
    {"res.users.settings", "_cleanup_expired_mutes", "res.users.settings"},
    {"sale.pdf.form.field", "_cron_post_upgrade_assign_missing_form_fields", "product.document"},
    {"sms.sms", "_process_queue", "sms.sms"},
    {"snailmail.letter", "_snailmail_cron", "snailmail.letter"},
});

}  // namespace

bool finds_no_records(const orm::Env& env, std::string_view model, std::string_view method) {
  return std::ranges::any_of(searches, [&](const Search& one) {
    return one.model == model && one.method == method && !env.registry().find(one.model) &&
           !env.registry().find(one.records);
  });
}

}  // namespace paridoo::addons::base
