// What conditions on the fields of mail.thread mean.
#include "simulator/addons/base/users.h"
#include "simulator/addons/mail/condition.h"
#include "simulator/addons/mail/models.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

Id own_partner(const RecordSet& model) { return model.env().user().sudo()["partner_id"].id(); }

// The ids of the records of a model that a partner follows.
Ids followed_ids(const RecordSet& model, const Domain& by_whom) {
  Ids ids;
  const Domain own = term("res_model", "=", model.model().name) & by_whom;
  for (const RecordSet& follower : model.sudo().env()["mail.followers"].search(own))
    ids.push_back(follower.integer("res_id"));
  return ids;
}

// Who is no employee may not find out what others follow.
void refuse_others(const Env& env, const Value& operand) {
  const RecordSet user = env.user().sudo();
  if (!env.since(Series::v18) || env.is_superuser() || base::is_internal(user)) return;
  const RecordSet allowed = user["partner_id"] | user["partner_id"]["commercial_partner_id"];
  for (const Value& one : asked_values(operand))
    if (!one.is_integer() || !allowed.contains(one.integer()))
      throw access_error("You can search for what you follow, not for what others do.");
}

Domain search_message_partner_ids(const RecordSet& model, std::string_view comparison, const Value& operand) {
  refuse_others(model.env(), operand);
  const bool negative = is_negative(comparison);
  const std::string positive(negative ? opposite(comparison) : comparison);
  return term("id", negative ? "not in" : "in", followed_ids(model, term("partner_id", positive, operand)));
}

// As asks_for_true, for the fields whose search knows "!= False" too before 19.0.
bool asks_for_true_or_not_false(const Env& env, std::string_view comparison, const Value& operand) {
  return asks_for_true(env, comparison, operand) || (!env.since(Series::v19) && comparison == "!=" && !operand);
}

Domain search_message_is_follower(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool wanted = asks_for_true_or_not_false(model.env(), comparison, operand);
  return term("id", wanted ? "in" : "not in", followed_ids(model, term("partner_id", "=", own_partner(model))));
}

Domain search_has_message(const RecordSet& model, std::string_view comparison, const Value& operand) {
  Ids ids;
  for (const RecordSet& message : model.sudo().env()["mail.message"].search(term("model", "=", model.model().name)))
    ids.push_back(message.integer("res_id"));
  const bool wanted = asks_for_true_or_not_false(model.env(), comparison, operand);
  return term("id", wanted ? "in" : "not in", ids);
}

Domain search_message_needaction(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("message_ids.needaction", std::string(comparison), operand);
}

// Before 19.0 who asks for records without errors gets those with a message of their own that has none.
Domain search_message_has_error(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool is_whole = model.env().since(Series::v19);
  const Domain failed = is_whole ? term("has_error", "=", true) : term("has_error", std::string(comparison), operand);
  const Domain own = term("author_id", "=", own_partner(model));
  return if_wanted(!is_whole || asks_for_true(model.env(), comparison, operand),
                   term("message_ids", "any", to_list(failed & own)));
}

Domain search_message_has_sms_error(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const Domain own = term("message_ids.author_id", "=", own_partner(model));
  if (!model.env().since(Series::v19)) return term("message_ids.has_sms_error", std::string(comparison), operand) & own;
  return if_wanted(asks_for_true(model.env(), comparison, operand), term("message_ids.has_sms_error", "=", true) & own);
}

}  // namespace

Behaviour mail_thread_search() {
  return {
      .mixin_marker = "message_follower_ids",
      .searches = {{"message_partner_ids", search_message_partner_ids},
                   {"message_is_follower", search_message_is_follower},
                   {"has_message", search_has_message},
                   {"message_needaction", search_message_needaction},
                   {"message_has_error", search_message_has_error},
                   {"message_has_sms_error", search_message_has_sms_error}},
  };
}

}  // namespace paridoo::addons::mail
