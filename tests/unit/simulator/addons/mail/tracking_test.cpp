#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class Tracking : public testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return support::result_of(simulator_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  // The messages on a record, the oldest first.
  List messages(std::string_view model, const Value& id) {
    return call("mail.message", "search_read",
                {List{List{"model", "=", model}, List{"res_id", "=", id}},
                 List{"body", "subtype_id", "tracking_value_ids", "author_id"}},
                {{"order", "id"}})
        .list();
  }
  std::string subtype(const Value& message) { return message.dict().get("subtype_id").list()[1].text(); }
  List values_of(const Value& message) {
    return call("mail.tracking.value", "read",
                {message.dict().get("tracking_value_ids"),
                 List{"old_value_char", "new_value_char", "old_value_integer", "new_value_integer", "field_id"}})
        .list();
  }

  support::TestSimulator simulator_{{.series = GetParam()}};
};

TEST_P(Tracking, TellsOfTheFieldsThatAWriteChanges) {
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}, {"email", "a@x"}}});
  call("res.partner", "write", {List{partner}, Dict{{"email", "b@x"}, {"user_id", 2}, {"comment", "untracked"}}});
  const List all = messages("res.partner", partner);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].dict().get("body"), Value("<p>Contact created</p>"));
  EXPECT_EQ(all[1].dict().get("body"), Value(""));
  EXPECT_EQ(subtype(all[1]), "Note");
  const List values = values_of(all[1]);
  ASSERT_EQ(values.size(), 2U);
  const Dict& user = values[1].dict();
  EXPECT_EQ(user.get("old_value_integer"), Value(0));
  EXPECT_EQ(user.get("new_value_integer"), Value(2));
  EXPECT_EQ(user.get("new_value_char"), Value("Administrator"));
  const Dict& email = values[0].dict();
  EXPECT_EQ(email.get("old_value_char"), Value("a@x"));
  EXPECT_EQ(email.get("new_value_char"), Value("b@x"));
}

TEST_P(Tracking, TellsOfNothingThatStaysOrIsUndone) {
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}}});
  call("res.partner", "write", {List{partner}, Dict{{"name", "A"}, {"comment", "x"}}});
  call("res.partner", "write", {List{partner}, Dict{{"name", "B"}}}, {{"context", Dict{{"tracking_disable", true}}}});
  call("res.partner", "write", {List{partner}, Dict{{"name", "C"}}}, {{"context", Dict{{"mail_notrack", true}}}});
  call("res.partner", "write", {List{partner}, Dict{{"name", "D"}, {"user_id", 99999}}});  // fails
  EXPECT_EQ(messages("res.partner", partner).size(), 1U);
}

TEST_P(Tracking, TellsOfComputedFieldsAndTheStepsOfAnOrder) {
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}}});
  const Value order = call("sale.order", "create", {Dict{{"partner_id", partner}}});
  const List line{
      List{0, 0, Dict{{"name", "x"}, {"product_id", call("product.product", "create", {Dict{{"name", "P"}}})}}}};
  call("sale.order", "write", {List{order}, Dict{{"order_line", line}}});
  call("sale.order", "action_confirm", {List{order}});
  const List all = messages("sale.order", order);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(subtype(all[0]), "Note");
  EXPECT_EQ(all[1].dict().get("tracking_value_ids").list().size(), 2U);
  EXPECT_EQ(subtype(all.back()), "Sales Order Confirmed");
}

TEST_P(Tracking, GivesInvoicesTheirSubtypes) {
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}}});
  const List lines{List{0, 0, Dict{{"name", "x"}, {"price_unit", 10}}}};
  const Value move = call("account.move", "create",
                          {Dict{{"move_type", "out_invoice"}, {"partner_id", partner}, {"invoice_line_ids", lines}}});
  call("account.move", "action_post", {List{move}});
  const List all = messages("account.move", move);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].dict().get("body"), Value("<div summary=\"o_mail_notification\"><p>Invoice Created</p></div>"));
  EXPECT_EQ(subtype(all[0]), "Invoice Created");
  EXPECT_EQ(subtype(all[1]), "Validated");
}

TEST_P(Tracking, TellsOfTheLinesOfAnEntryThatWasPosted) {
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}}});
  const List lines{List{0, 0, Dict{{"name", "x"}, {"price_unit", 10}, {"tax_ids", List{}}}}};
  const Value move = call("account.move", "create",
                          {Dict{{"move_type", "out_invoice"}, {"partner_id", partner}, {"invoice_line_ids", lines}}});
  call("account.move", "action_post", {List{move}});
  call("account.move", "button_draft", {List{move}});
  const Value line =
      call("account.move.line", "search", {List{List{"move_id", "=", move}, List{"name", "=", "x"}}}).list().front();
  call("account.move.line", "write", {List{line}, Dict{{"name", "y"}}});
  const std::string body = messages("account.move", move).back().dict().get("body").text();
  EXPECT_EQ(body, "<p>Journal Item <a href=\"#\" data-oe-model=\"account.move.line\" data-oe-id=\"" +
                      std::to_string(line.integer()) + "\">#" + std::to_string(line.integer()) + "</a> updated</p>");
}

TEST_P(Tracking, GivesFollowersTheSubtypesThatTheyAreToldOf) {
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}}});
  const Value order = call("sale.order", "create", {Dict{{"partner_id", partner}}});
  call("sale.order", "message_subscribe", {List{order}}, {{"partner_ids", List{partner}}});
  const List followers =
      call("mail.followers", "search_read",
           {List{List{"res_model", "=", "sale.order"}, List{"res_id", "=", order}}, List{"partner_id", "subtype_ids"}},
           {{"order", "id"}})
          .list();
  ASSERT_EQ(followers.size(), 2U);
  EXPECT_EQ(followers[1].dict().get("partner_id").list().front(), partner);
  EXPECT_EQ(followers[1].dict().get("subtype_ids").list().front(), Value(1));
}

INSTANTIATE_TEST_SUITE_P(AllSeries, Tracking, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo
