// Who is made responsible for a record by somebody else is told, and follows it.
#include "tests/support/with_employee.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class Assignment : public support::WithEmployee {
 protected:
  List messages(const Value& order, std::string_view kind) {
    const List about{List{"model", "=", "sale.order"}, List{"res_id", "=", order}, List{"message_type", "=", kind}};
    return admin("mail.message", "search_read", {about, List{"subject", "is_internal", "notified_partner_ids"}}).list();
  }
  Value partner_of(const Value& user) {
    return admin("res.users", "read", {List{user}, List{"partner_id"}}).list()[0].dict().get("partner_id").list()[0];
  }
};

TEST_P(Assignment, IsToldToWhomItConcerns) {
  const Value order = admin("sale.order", "create", {Dict{{"partner_id", 3}, {"user_id", employee_id()}}});
  const List told = messages(order, "user_notification");
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].dict().get("notified_partner_ids"), Value(List{partner_of(employee_id())}));
  EXPECT_EQ(told[0].dict().get("is_internal"), Value(true));
}

TEST_P(Assignment, IsNoMessageOfTheRecord) {
  const Value order = admin("sale.order", "create", {Dict{{"partner_id", 3}, {"user_id", employee_id()}}});
  const Value shown =
      admin("sale.order", "read", {List{order}, List{"message_ids"}}).list()[0].dict().get("message_ids");
  EXPECT_EQ(shown.list().size(), messages(order, "notification").size());
}

TEST_P(Assignment, OfOneselfGoesWithoutSaying) {
  const Value order = admin("sale.order", "create", {Dict{{"partner_id", 3}, {"user_id", 2}}});
  EXPECT_TRUE(messages(order, "user_notification").empty());
}

// Until 18.0 nobody writes to somebody without an address of their own.
TEST_P(Assignment, TakesASenderWithAnAddress) {
  admin("res.partner", "write", {List{partner_of(2)}, Dict{{"email", false}}});
  const std::string fault =
      admin_refusal("sale.order", "create", {Dict{{"partner_id", 3}, {"user_id", employee_id()}}});
  EXPECT_EQ(fault, GetParam() == Series::v19 ? "" : "odoo.exceptions.UserError");
}

TEST_P(Assignment, NobodyDeletesThemselves) {
  const Value group =
      admin("ir.model.data", "search_read",
            {List{List{"module", "=", "base"}, List{"name", "=", "group_erp_manager"}}, List{"res_id"}});
  const std::string groups = GetParam() == Series::v19 ? "group_ids" : "groups_id";
  admin("res.users", "write",
        {List{employee_id()}, Dict{{groups, List{List{4, group.list()[0].dict().get("res_id")}}}}});
  EXPECT_EQ(refusal("res.users", "unlink", {List{employee_id()}}), "odoo.exceptions.ValidationError");
}

INSTANTIATE_TEST_SUITE_P(EverySeries, Assignment, ::testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo
