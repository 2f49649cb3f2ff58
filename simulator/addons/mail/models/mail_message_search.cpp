#include "simulator/addons/mail/condition.h"
#include "simulator/addons/mail/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

Id own_partner(const RecordSet& model) { return model.env().user().sudo()["partner_id"].id(); }

Domain with_notification(const Domain& notification) { return term("notification_ids", "any", to_list(notification)); }

Domain search_starred(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool wanted = asks_for_true(model.env(), comparison, operand);
  return term("starred_partner_ids", wanted ? "in" : "not in", Ids{own_partner(model)});
}

// Messages that the user was not told of need no action, and yet are not found among those that need none.
Domain search_needaction(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool is_read = !asks_for_true(model.env(), comparison, operand);
  return with_notification(term("res_partner_id", "=", own_partner(model)) & term("is_read", "=", is_read));
}

Domain search_has_error(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return if_wanted(asks_for_true(model.env(), comparison, operand),
                   with_notification(term("notification_status", "in", List{"bounce", "exception"})));
}

// Before 19.0 two conditions, which two notifications may fulfil; those without an error cannot be asked for.
Domain search_has_sms_error(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool wanted = asks_for_true(model.env(), comparison, operand);
  const Domain failed = term("notification_status", "=", "exception"), by_sms = term("notification_type", "=", "sms");
  if (model.env().since(Series::v19)) return if_wanted(wanted, with_notification(failed & by_sms));
  if (!wanted) throw not_implemented();
  return with_notification(failed) & with_notification(by_sms);
}

// No letters are sent by post.
Domain search_snailmail_error(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return if_wanted(asks_for_true(model.env(), comparison, operand), Domain::nothing());
}

}  // namespace

Behaviour mail_message_search() {
  return {
      .model = "mail.message",
      .searches = {{"starred", search_starred},
                   {"needaction", search_needaction},
                   {"has_error", search_has_error},
                   {"has_sms_error", search_has_sms_error},
                   {"snailmail_error", search_snailmail_error}},
  };
}

// The names of their records are no longer kept with messages, and so nothing to search by.
Behaviour mail_message_names() {
  return {.model = "mail.message", .in = {.since = Series::v19}, .rec_name = "subject"};
}

}  // namespace paridoo::addons::mail
