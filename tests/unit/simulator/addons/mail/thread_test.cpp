#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class Thread : public testing::TestWithParam<orm::Series> {
 protected:
  Dict ask(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return simulator_.execute_kw(model, method, std::move(args), std::move(kwargs));
  }
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return support::result_of(ask(model, method, std::move(args), std::move(kwargs)));
  }
  Dict ask_as(const Value& user, std::string_view password, std::string_view model, std::string_view method, List args,
              Dict kwargs = {}) {
    return simulator_.service("object", "execute_kw",
                              {"odoo", user, password, model, method, std::move(args), std::move(kwargs)});
  }
  Dict message(const Value& posted) {
    const Value id = posted.is_list() ? posted.list().front() : posted;
    return call("mail.message", "read", {List{id}, List{"body", "subtype_id", "author_id", "email_from"}})
        .list()
        .front()
        .dict();
  }
  Value partner(Dict values) { return call("res.partner", "create", {std::move(values)}); }
  Value portal_user(std::string_view email = "pat@example.com") {
    const Value group = call("ir.model.data", "search_read",
                             {List{List{"module", "=", "base"}, List{"name", "=", "group_portal"}}, List{"res_id"}})
                            .list()[0]
                            .dict()
                            .get("res_id");
    const char* groups = GetParam() == orm::Series::v19 ? "group_ids" : "groups_id";
    return call("res.users", "create",
                {Dict{{"name", "Pat"},
                      {"login", "pat"},
                      {"email", email},
                      {"password", "patpatpat"},
                      {groups, List{List{6, 0, List{group}}}}}});
  }

  support::TestSimulator simulator_{{.series = GetParam()}};
};

TEST_P(Thread, PostsTextAndMarkup) {
  const Value record = partner({{"name", "A"}});
  EXPECT_EQ(message(call("res.partner", "message_post", {List{record}}, {{"body", "a <b>"}})).get("body"),
            Value("<p>a &lt;b&gt;</p>"));
  EXPECT_EQ(message(call("res.partner", "message_post", {List{record}}, {{"body", ""}})).get("body"), Value(""));
  const Dict marked = message(call("res.partner", "message_post", {List{record}},
                                   {{"body", "<p>a<script>b</script></p>"}, {"body_is_html", true}}));
  EXPECT_EQ(marked.get("body"), Value("<p>a</p>"));
}

TEST_P(Thread, TakesANoteForASubtypeThatNobodyKnows) {
  const Value record = partner({{"name", "A"}});
  const Dict posted =
      message(call("res.partner", "message_post", {List{record}}, {{"body", "x"}, {"subtype_xmlid", "no.such"}}));
  EXPECT_EQ(posted.get("subtype_id").list()[1], Value("Note"));
}

TEST_P(Thread, FindsTheAuthorByTheAddress) {
  const Value record = partner({{"name", "A"}}), author = partner({{"name", "B"}, {"email", "b@x.com"}});
  const Dict posted =
      message(call("res.partner", "message_post", {List{record}}, {{"body", "x"}, {"email_from", "B <b@x.com>"}}));
  EXPECT_EQ(posted.get("author_id").list().front(), author);
  EXPECT_EQ(posted.get("email_from"), Value("B <b@x.com>"));
}

TEST_P(Thread, RefusesWhatIsNoPartOfAMessage) {
  const Value record = partner({{"name", "A"}});
  for (const char* name : {"foo", "res_id", "subtype"})
    EXPECT_EQ(support::error_name(ask("res.partner", "message_post", {List{record}}, {{name, 1}})),
              "builtins.ValueError");
  EXPECT_EQ(support::error_name(ask("res.partner", "message_post", {List{record}}, {{"attachment_ids", List{99999}}})),
            "odoo.exceptions.MissingError");
}

TEST_P(Thread, FollowsTheSubtypesThatAreAskedFor) {
  const Value record = partner({{"name", "A"}});
  call("res.partner", "message_subscribe", {List{record}}, {{"partner_ids", List{record}}});
  call("res.partner", "message_subscribe", {List{record}},
       {{"partner_ids", List{record}}, {"subtype_ids", List{1, 2}}});
  const List followers = call("mail.followers", "search_read",
                              {List{List{"res_id", "=", record}, List{"partner_id", "=", record}}, List{"subtype_ids"}})
                             .list();
  ASSERT_EQ(followers.size(), 1U);
  EXPECT_EQ(followers[0].dict().get("subtype_ids"), Value(List{1, 2}));
}

TEST_P(Thread, FindsRecordsByTheStateOfTheirActivities) {
  const Value late = partner({{"name", "A"}}), planned = partner({{"name", "B"}}), idle = partner({{"name", "C"}});
  const auto schedule = [&](const Value& record, const char* day) {
    call("res.partner", "activity_schedule", {List{record}},
         {{"act_type_xmlid", "mail.mail_activity_data_todo"}, {"date_deadline", day}, {"user_id", 2}});
  };
  schedule(late, "2020-01-01");
  schedule(late, "2090-01-01");
  schedule(planned, "2090-01-01");
  const auto found = [&](const char* comparison, const Value& state) {
    return call("res.partner", "search",
                {List{List{"activity_state", comparison, state}, List{"id", "in", List{late, planned, idle}}}},
                {{"order", "id"}});
  };
  EXPECT_EQ(found("=", "overdue"), Value(List{late}));
  EXPECT_EQ(found("=", "planned"), Value(List{planned}));
  EXPECT_EQ(found("=", false), Value(List{idle}));
  EXPECT_EQ(found("!=", "overdue"), Value(List{planned, idle}));
  EXPECT_EQ(found("in", List{"overdue", "planned"}), Value(List{late, planned}));
}

TEST_P(Thread, LetsPortalUsersPostWhereTheyMayWrite) {
  const Value user = portal_user();
  const Value own =
      call("res.users", "read", {List{user}, List{"partner_id"}}).list()[0].dict().get("partner_id").list()[0];
  const Value order = call("sale.order", "create", {Dict{{"partner_id", own}}});
  const Dict answer = ask_as(user, "patpatpat", "sale.order", "message_post", {List{order}}, {{"body", "hi"}});
  EXPECT_EQ(support::error_name(answer), "odoo.exceptions.AccessError");
}

// Until 18.0 that comes before what they may not do.
TEST_P(Thread, AsksWhoPostsForAnAddress) {
  const Value user = portal_user("");
  const Value record = partner({{"name", "A"}});
  const Dict answer = ask_as(user, "patpatpat", "res.partner", "message_post", {List{record}}, {{"body", "hi"}});
  EXPECT_EQ(support::error_name(answer),
            GetParam() == orm::Series::v19 ? "odoo.exceptions.AccessError" : "odoo.exceptions.UserError");
  const Value own = call("res.users", "read", {List{user}, List{"partner_id"}}).list()[0].dict().get("partner_id");
  const Value order = call("sale.order", "create", {Dict{{"partner_id", own.list()[0]}}});
  EXPECT_TRUE(call("sale.order", "message_post", {List{order}}, {{"body", "by somebody with an address"}}));
}

TEST_P(Thread, ShowsPortalUsersPublicSubtypesOnly) {
  const Value user = portal_user();
  const Value internal = support::result_of(
      ask_as(user, "patpatpat", "mail.message.subtype", "search_count", {List{List{"internal", "=", true}}}));
  EXPECT_EQ(internal, Value(0));
}

TEST_P(Thread, LetsUsersChangeWhatIsTheirs) {
  const Value user = portal_user();
  EXPECT_EQ(support::result_of(ask_as(user, "patpatpat", "res.users", "write", {List{user}, Dict{{"name", "Patty"}}})),
            Value(true));
  EXPECT_EQ(support::error_name(ask_as(user, "patpatpat", "res.users", "write", {List{user}, Dict{{"login", "x"}}})),
            "odoo.exceptions.AccessError");
  EXPECT_EQ(support::error_name(ask_as(user, "patpatpat", "res.users", "change_password", {"wrong", "newnewnew"})),
            "odoo.exceptions.AccessDenied");
  EXPECT_EQ(support::result_of(ask_as(user, "patpatpat", "res.users", "change_password", {"patpatpat", "newnewnew"})),
            Value(true));
  EXPECT_EQ(call("res.users", "read", {List{user}, List{"name"}}).list()[0].dict().get("name"), Value("Patty"));
  EXPECT_EQ(support::error_name(ask_as(user, "newnewnew", "res.users", "context_get", {})), "");
}

TEST_P(Thread, TakesASequenceWithoutAStep) {
  const Value made = call("ir.sequence", "create", {Dict{{"name", "S"}, {"code", "s"}, {"number_increment", 0}}});
  EXPECT_EQ(call("ir.sequence", "next_by_id", {List{made}}), Value("1"));
  EXPECT_EQ(call("ir.sequence", "next_by_id", {List{made}}), Value("2"));
  const Value other = call("ir.sequence", "create", {Dict{{"name", "S"}, {"code", "s"}, {"number_increment", 2}}});
  EXPECT_EQ(support::error_name(ask("ir.sequence", "write", {List{other}, Dict{{"number_increment", 0}}})),
            "odoo.exceptions.UserError");
}

INSTANTIATE_TEST_SUITE_P(AllSeries, Thread, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo
