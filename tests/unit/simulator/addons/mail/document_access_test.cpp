// Messages, activities and attachments are seen and changed by whoever sees and changes what they are about.
#include "tests/support/with_employee.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

constexpr const char* access_error = "odoo.exceptions.AccessError";

// Of an invoice the employee sees nothing; a partner they may read, and not change.
class DocumentAccess : public support::WithEmployee {
 protected:
  Value message_on(std::string_view model, const Value& record) {
    return admin("mail.message", "create",
                 {Dict{{"model", model}, {"res_id", record}, {"body", "hidden"}, {"message_type", "comment"}}});
  }
  Value attachment_on(std::string_view model, const Value& record) {
    return admin("ir.attachment", "create",
                 {Dict{{"name", "a.txt"}, {"datas", "YWJj"}, {"res_model", model}, {"res_id", record}}});
  }
  Value activity_on(std::string_view model, const Value& record, const Value& user) {
    const Value of = admin("ir.model", "search", {List{List{"model", "=", model}}}).list().front();
    return admin("mail.activity", "create", {Dict{{"res_model_id", of}, {"res_id", record}, {"user_id", user}}});
  }
  Value seen(std::string_view model, const List& ids) {
    return employee(model, "search", {List{List{"id", "in", ids}}});
  }

  const Value invoice_ = admin("account.move", "create", {Dict{{"move_type", "out_invoice"}, {"partner_id", 3}}});
  const Value partner_ = admin("res.partner", "create", {Dict{{"name", "P"}}});
};

TEST_P(DocumentAccess, MessagesOfDocuments) {
  const Value hidden = message_on("account.move", invoice_), open = message_on("res.partner", partner_);
  EXPECT_EQ(seen("mail.message", {hidden, open}), Value(List{open}));
  EXPECT_EQ(employee("mail.message", "search_count", {List{List{"id", "in", List{hidden, open}}}}), Value(1));
  EXPECT_EQ(refusal("mail.message", "read", {List{hidden}, List{"body"}}), access_error);
  EXPECT_EQ(refusal("mail.message", "read", {List{open}, List{"body"}}), "");
  EXPECT_EQ(refusal("mail.message", "write", {List{open}, Dict{{"body", "x"}}}), access_error);
  EXPECT_EQ(refusal("mail.message", "unlink", {List{open}}), access_error);
}

TEST_P(DocumentAccess, MessagesToOneself) {
  const Value own = employee("res.users", "read", {List{employee_id()}, List{"partner_id"}});
  const Value told =
      admin("mail.message", "create",
            {Dict{{"model", "account.move"},
                  {"res_id", invoice_},
                  {"body", "for you"},
                  {"partner_ids", List{List{6, 0, List{own.list()[0].dict().get("partner_id").list()[0]}}}}}});
  EXPECT_EQ(seen("mail.message", {told}), Value(List{told}));
  EXPECT_EQ(refusal("mail.message", "read", {List{told}, List{"body"}}), "");
}

TEST_P(DocumentAccess, Attachments) {
  const Value hidden = attachment_on("account.move", invoice_), open = attachment_on("res.partner", partner_);
  EXPECT_EQ(seen("ir.attachment", {hidden, open}), Value(List{open}));
  EXPECT_EQ(refusal("ir.attachment", "read", {List{hidden}, List{"datas"}}), access_error);
  EXPECT_EQ(refusal("ir.attachment", "write", {List{open}, Dict{{"name", "b"}}}), access_error);
  EXPECT_EQ(refusal("ir.attachment", "unlink", {List{hidden}}), access_error);
  EXPECT_EQ(refusal("ir.attachment", "create",
                    {Dict{{"name", "c"}, {"datas", "YWJj"}, {"res_model", "account.move"}, {"res_id", invoice_}}}),
            access_error);
}

TEST_P(DocumentAccess, AttachmentsOfNobodysAreTheirMakers) {
  const Value hidden = attachment_on("", false);
  const Value own = employee("ir.attachment", "create", {Dict{{"name", "d"}, {"datas", "YWJj"}}});
  EXPECT_EQ(seen("ir.attachment", {hidden, own}), Value(List{own}));
}

TEST_P(DocumentAccess, NothingOfOnesOwnIsHungOnWhatOneMayNotChange) {
  const Value own = employee("ir.attachment", "create", {Dict{{"name", "e"}, {"datas", "YWJj"}}});
  const Dict whole{{"res_model", "account.move"}, {"res_id", invoice_}};
  EXPECT_EQ(refusal("ir.attachment", "write", {List{own}, whole}), access_error);
  EXPECT_EQ(refusal("ir.attachment", "write", {List{own}, Dict{{"res_model", "account.move"}}}), "");
  EXPECT_EQ(refusal("ir.attachment", "write", {List{own}, Dict{{"res_id", invoice_}}}),
            GetParam() == Series::v19 ? access_error : "");
}

TEST_P(DocumentAccess, Activities) {
  const Value hidden = activity_on("account.move", invoice_, 2),
              own = activity_on("account.move", invoice_, employee_id());
  EXPECT_EQ(seen("mail.activity", {hidden, own}), Value(List{own}));
  EXPECT_EQ(refusal("mail.activity", "read", {List{hidden}, List{"summary"}}), access_error);
  EXPECT_EQ(refusal("mail.activity", "write", {List{hidden}, Dict{{"summary", "x"}}}), access_error);
  EXPECT_EQ(refusal("mail.activity", "write", {List{own}, Dict{{"summary", "x"}}}), "");
  EXPECT_EQ(refusal("mail.activity", "action_feedback", {List{own}}), "");
}

TEST_P(DocumentAccess, ActivitiesAboutNothingAreDoneWithoutAMessage) {
  if (GetParam() != Series::v19) GTEST_SKIP() << "an invention of 19.0";
  const Value own = employee("mail.activity", "create", {Dict{{"summary", "x"}, {"user_id", employee_id()}}});
  EXPECT_EQ(employee("mail.activity", "action_feedback", {List{own}}), Value(false));
  EXPECT_EQ(employee("mail.activity", "read", {List{own}, List{"active"}}).list()[0].dict().get("active"),
            Value(false));
}

// Until 17.0 following is of no use without the right to such records.
TEST_P(DocumentAccess, FollowersMayPost) {
  EXPECT_EQ(refusal("account.move", "message_post", {List{invoice_}}), access_error);
  activity_on("account.move", invoice_, employee_id());
  EXPECT_EQ(refusal("account.move", "message_post", {List{invoice_}}), GetParam() == Series::v17 ? access_error : "");
}

INSTANTIATE_TEST_SUITE_P(EverySeries, DocumentAccess, ::testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo
