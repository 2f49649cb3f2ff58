// What a company's audit trail keeps.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class AuditTrail : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict named = {}) {
    return support::outcome_of(odoo_.execute_kw(model, method, std::move(args), std::move(named)));
  }
  void keep_trail() {
    const char* field = GetParam() == Series::v19 ? "restrictive_audit_trail" : "check_account_audit_trail";
    ASSERT_EQ(call("res.company", "write", {List{1}, Dict{{field, true}}}), Value(true));
  }
  Value make_invoice() {
    const Value partner = call("res.partner", "create", {Dict{{"name", "Ana"}}});
    const List lines{List{0, 0, Dict{{"name", "Work"}, {"price_unit", 10}}}};
    return call("account.move", "create",
                {Dict{{"move_type", "out_invoice"}, {"partner_id", partner}, {"invoice_line_ids", lines}}});
  }
  Value messages_of(const Value& invoice) {
    const List about{List{"model", "=", "account.move"}, List{"res_id", "=", invoice},
                     List{"message_type", "=", "notification"}};
    return call("mail.message", "search", {about}, {{"order", "id"}});
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

INSTANTIATE_TEST_SUITE_P(Series, AuditTrail, ::testing::Values(Series::v18, Series::v19));

TEST_P(AuditTrail, KeepsWhatWasToldOfPostedEntries) {
  keep_trail();
  const Value invoice = make_invoice();
  call("account.move", "action_post", {List{invoice}});
  const Value message = messages_of(invoice).list().front();
  EXPECT_EQ(call("mail.message", "unlink", {List{message}}), Value("odoo.exceptions.UserError"));
  EXPECT_EQ(call("mail.message", "write", {List{message}, Dict{{"message_type", "comment"}}}),
            Value("odoo.exceptions.UserError"));
}

TEST_P(AuditTrail, LetsGoWhatWasToldOfDraftsAndWithoutATrail) {
  const Value posted = make_invoice();
  call("account.move", "action_post", {List{posted}});
  EXPECT_EQ(call("mail.message", "unlink", {List{messages_of(posted).list().front()}}), Value(true));
  keep_trail();
  const Value draft = make_invoice();
  EXPECT_EQ(call("mail.message", "unlink", {List{messages_of(draft).list().front()}}), Value(true));
}

TEST_P(AuditTrail, FindsMessagesByTheEntryThatTheyAreAbout) {
  keep_trail();
  const Value invoice = make_invoice();
  const Value about = messages_of(invoice);
  const List of_invoice{List{"account_audit_log_move_id", "=", invoice}, List{"message_type", "=", "notification"}};
  EXPECT_EQ(call("mail.message", "search", {of_invoice}, {{"order", "id"}}), about);
  const Value rows = call("mail.message", "read",
                          {List{about.list().front()}, List{"account_audit_log_move_id", "account_audit_log_preview"}});
  EXPECT_EQ(rows.list().front().dict().get("account_audit_log_move_id").list().front(), invoice);
  EXPECT_TRUE(rows.list().front().dict().get("account_audit_log_preview").is_text());
}

}  // namespace
}  // namespace paridoo
