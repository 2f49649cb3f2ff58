// Searches by what records of mail.thread and mail.activity.mixin, messages and letters show and do not keep.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

constexpr int own_user = 2, own_partner = 3;

class MailSearches : public ::testing::TestWithParam<Series> {
 protected:
  // The result, or the name of the fault.
  Value call(std::string_view model, std::string_view method, List args) {
    return support::outcome_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  Value partner(std::string_view name) { return create("res.partner", {{"name", name}}); }
  // Those of some records that a condition finds, the first one first.
  Value among(std::string_view model, const List& records, std::string_view field, std::string_view comparison,
              const Value& operand) {
    const List domain{List{"id", "in", records}, List{field, comparison, operand}};
    const Value found = call(model, "search", {domain});
    if (!found.is_list()) return found;
    List ordered;
    for (const Value& one : records)
      if (std::ranges::find(found.list(), one) != found.list().end()) ordered.push_back(one);
    return ordered;
  }
  Value message_on(const Value& record, std::string_view subject = "S") {
    return create("mail.message", {{"model", "res.partner"},
                                   {"res_id", record},
                                   {"subject", subject},
                                   {"body", "b"},
                                   {"message_type", "comment"}});
  }
  Value notify(const Value& message, Dict more) {
    more.set("mail_message_id", message);
    more.set("res_partner_id", own_partner);
    return create("mail.notification", std::move(more));
  }
  Value activity_on(const Value& record, const Value& type = false) {
    const Value of = call("ir.model", "search", {List{List{"model", "=", "res.partner"}}}).list().front();
    Dict values{{"res_model_id", of}, {"res_id", record}, {"user_id", own_user}};
    if (type) values.set("activity_type_id", type);
    return create("mail.activity", std::move(values));
  }
  bool is_19() const { return GetParam() == Series::v19; }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

INSTANTIATE_TEST_SUITE_P(Series, MailSearches, ::testing::Values(Series::v17, Series::v18, Series::v19));

TEST_P(MailSearches, FindRecordsByWhoFollowsThem) {
  const Value followed = partner("A"), left = partner("B");
  call("res.partner", "message_unsubscribe", {List{left}, List{own_partner}});
  const List both{followed, left};
  EXPECT_EQ(among("res.partner", both, "message_partner_ids", "=", own_partner), Value(List{followed}));
  EXPECT_EQ(among("res.partner", both, "message_partner_ids", "!=", own_partner), Value(List{left}));
  EXPECT_EQ(among("res.partner", both, "message_partner_ids", "not in", List{own_partner}), Value(List{left}));
  EXPECT_EQ(among("res.partner", both, "message_partner_ids", "!=", false), Value(both));
  EXPECT_EQ(among("res.partner", both, "message_partner_ids", "=", false), Value(List{}));
}

TEST_P(MailSearches, FindRecordsByWhetherTheUserFollowsThem) {
  const Value followed = partner("A"), left = partner("B");
  call("res.partner", "message_unsubscribe", {List{left}, List{own_partner}});
  const List both{followed, left};
  EXPECT_EQ(among("res.partner", both, "message_is_follower", "=", true), Value(List{followed}));
  EXPECT_EQ(among("res.partner", both, "message_is_follower", "!=", false), Value(List{followed}));
  EXPECT_EQ(among("res.partner", both, "message_is_follower", "=", false), Value(List{left}));
  EXPECT_EQ(among("res.partner", both, "message_is_follower", "in", List{true}),
            Value(List{is_19() ? followed : left}));
}

TEST_P(MailSearches, FindRecordsWithMessages) {
  const Value told = partner("A"), silent = partner("B");
  message_on(told);
  const Value made =
      call("mail.message", "search", {List{List{"model", "=", "res.partner"}, List{"res_id", "=", silent}}});
  call("mail.message", "unlink", {made});
  const List both{told, silent};
  EXPECT_EQ(among("res.partner", both, "has_message", "=", true), Value(List{told}));
  EXPECT_EQ(among("res.partner", both, "has_message", "!=", false), Value(List{told}));
  EXPECT_EQ(among("res.partner", both, "has_message", "=", false), Value(List{silent}));
}

TEST_P(MailSearches, FindWhatNeedsActionOfTheUser) {
  const Value record = partner("A");
  const Value message = message_on(record), other = message_on(record);
  const Value note = notify(message, {{"notification_type", "inbox"}, {"is_read", false}});
  const List both{message, other};
  EXPECT_EQ(among("mail.message", both, "needaction", "=", true), Value(List{message}));
  EXPECT_EQ(among("mail.message", both, "needaction", "=", false), Value(List{}));
  EXPECT_EQ(among("res.partner", {record}, "message_needaction", "=", true), Value(List{record}));
  call("mail.notification", "write", {List{note}, Dict{{"is_read", true}}});
  EXPECT_EQ(among("mail.message", both, "needaction", "=", true), Value(List{}));
  EXPECT_EQ(among("mail.message", both, "needaction", "=", false), Value(List{message}));
  EXPECT_EQ(among("res.partner", {record}, "message_needaction", "=", true), Value(List{}));
}

TEST_P(MailSearches, FindWhatCouldNotBeSent) {
  const Value record = partner("A");
  const Value message = message_on(record), other = message_on(record);
  notify(message, {{"notification_type", "email"}, {"notification_status", "exception"}});
  const List both{message, other};
  EXPECT_EQ(among("mail.message", both, "has_error", "=", true), Value(List{message}));
  EXPECT_EQ(among("mail.message", both, "has_error", "=", false), Value(List{other}));
  EXPECT_EQ(among("mail.message", both, "has_error", "!=", false), Value(List{is_19() ? message : other}));
  EXPECT_EQ(among("res.partner", {record}, "message_has_error", "=", true), Value(List{record}));
  EXPECT_EQ(among("res.partner", {record}, "message_has_error", "=", false), Value(is_19() ? List{} : List{record}));
}

TEST_P(MailSearches, FindNoErrorsOfTextMessagesAndOfPost) {
  const Value record = partner("A"), message = message_on(record);
  EXPECT_EQ(among("mail.message", {message}, "has_sms_error", "=", true), Value(List{}));
  EXPECT_EQ(among("res.partner", {record}, "message_has_sms_error", "=", true), Value(List{}));
  EXPECT_EQ(among("mail.message", {message}, "snailmail_error", "=", true), Value(List{}));
  EXPECT_EQ(among("mail.message", {message}, "snailmail_error", "=", false), Value(List{message}));
}

TEST_P(MailSearches, FindStarredMessagesAndTheOthers) {
  const Value record = partner("A");
  const Value starred = message_on(record), other = message_on(record);
  call("mail.message", "toggle_message_starred", {List{starred}});
  const List both{starred, other};
  EXPECT_EQ(among("mail.message", both, "starred", "=", true), Value(List{starred}));
  EXPECT_EQ(among("mail.message", both, "starred", "=", false), Value(List{other}));
  EXPECT_EQ(among("mail.message", both, "starred", "!=", false), Value(List{is_19() ? starred : other}));
}

// 17.0 does not search by names of messages, and in 18.0 they are those of their records.
TEST_P(MailSearches, FindMessagesByTheirSubjectsSince19) {
  if (!is_19()) GTEST_SKIP();
  const List messages{message_on(partner("A"), "Quite unusual"), message_on(partner("A"), "Common")};
  EXPECT_EQ(among("mail.message", messages, "display_name", "ilike", "unusual"), Value(List{messages.front()}));
  EXPECT_EQ(among("mail.message", messages, "display_name", "=", "Common"), Value(List{messages.back()}));
}

TEST_P(MailSearches, FindRecordsByWhoIsToDoSomething) {
  const Value busy = partner("A"), idle = partner("B");
  activity_on(busy);
  const List both{busy, idle};
  EXPECT_EQ(among("res.partner", both, "activity_user_id", "=", own_user), Value(List{busy}));
  EXPECT_EQ(among("res.partner", both, "activity_user_id", "=", false),
            Value(GetParam() == Series::v17 ? List{} : List{idle}));
  EXPECT_EQ(among("res.partner", both, "activity_user_id", "!=", own_user), Value(is_19() ? List{idle} : List{}));
}

TEST_P(MailSearches, FindRecordsByWhenTheUserIsToDoSomething) {
  const Value busy = partner("A"), idle = partner("B");
  activity_on(busy);
  const List both{busy, idle};
  EXPECT_EQ(among("res.partner", both, "my_activity_date_deadline", ">", "2000-01-01"), Value(List{busy}));
  EXPECT_EQ(among("res.partner", both, "my_activity_date_deadline", "!=", false), Value(is_19() ? both : List{busy}));
}

TEST_P(MailSearches, FindRecordsByTheAlarmOfTheirActivities) {
  const Value type = create("mail.activity.type", {{"name", "Alarm"}, {"decoration_type", "danger"}});
  const Value alarming = partner("A"), calm = partner("B");
  activity_on(alarming, type);
  activity_on(calm);
  const List both{alarming, calm};
  EXPECT_EQ(among("res.partner", both, "activity_exception_decoration", "=", "danger"), Value(List{alarming}));
  EXPECT_EQ(among("res.partner", both, "activity_exception_decoration", "!=", false), Value(List{alarming}));
}

TEST_P(MailSearches, DoNotLookForPartsOfStates) {
  EXPECT_EQ(among("res.partner", {own_partner}, "activity_state", "ilike", "a"),
            Value(is_19() ? "odoo.exceptions.UserError" : "builtins.UnboundLocalError"));
}

TEST_P(MailSearches, AreRefusedWhereOdooLeavesThemOut) {
  const Value refused = is_19() ? Value("odoo.exceptions.UserError") : Value("builtins.NotImplementedError");
  const Value message = message_on(partner("A"));
  EXPECT_EQ(among("mail.message", {message}, "has_sms_error", "=", false), is_19() ? Value(List{message}) : refused);
  EXPECT_EQ(call("mail.template", "search", {List{List{"template_category", "ilike", "a"}}}), refused);
}

TEST_P(MailSearches, FindTemplatesByTheirCategory) {
  const Value made = create("mail.template", {{"name", "T"}});
  EXPECT_EQ(among("mail.template", {made}, "template_category", "=", "custom_template"), Value(List{made}));
  EXPECT_EQ(among("mail.template", {made}, "template_category", "!=", "custom_template"), Value(List{}));
  EXPECT_EQ(among("mail.template", {made}, "template_category", "in", List{"base_template", "hidden_template"}),
            Value(List{}));
}

TEST_P(MailSearches, FindLettersByTheirText) {
  const Value letter = create("mail.mail", {{"body_html", "<p>Quite unusual</p>"}});
  EXPECT_EQ(among("mail.mail", {letter}, "body_content", "ilike", "unusual"), Value(List{letter}));
  EXPECT_EQ(among("mail.mail", {letter}, "body_content", "ilike", "common"), Value(List{}));
}

}  // namespace
}  // namespace paridoo
