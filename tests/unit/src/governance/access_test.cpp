#include "src/governance/access.h"

#include <gtest/gtest.h>

namespace paridoo::governance {
namespace {

AccessRules rules() {
  return {.tokens = {.secret = std::string(development_secret())},
          .customer_tokens = {.secret = std::string(development_customer_secret()), .issuer = customer_issuer},
          .api_key = "key-of-our-systems"};
}

std::string bearer(Role role) {
  return "Bearer " +
         *issue_token(rules().tokens, {.employee = 7, .role = role, .accounts = {42}}, std::chrono::hours(1));
}

ErrorKind refusal(Access access, const Credentials& credentials) {
  const auto identity = authorise(rules(), access, credentials);
  return identity ? ErrorKind::internal_error : identity.error().kind;
}

TEST(Access, EmployeesAreLetInWithTheirToken) {
  const auto token = bearer(Role::agent);
  const auto identity = authorise(rules(), Access::employee, {.authorization = token});
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->employee, 7);
}

TEST(Access, TheSchemesCaseDoesNotMatter) {
  const auto token = "bearer" + bearer(Role::agent).substr(6);
  EXPECT_TRUE(authorise(rules(), Access::employee, {.authorization = token}));
}

TEST(Access, NobodyIsLetInWithoutToken) {
  for (const auto* authorization : {"", "Bearer", "Bearer ", "Basic YWRtaW46YWRtaW4=", "Bearer nonsense"}) {
    EXPECT_EQ(refusal(Access::employee, {.authorization = authorization}), ErrorKind::unauthenticated) << authorization;
  }
}

TEST(Access, AgentsAreNotStaff) {
  const auto agent = bearer(Role::agent);
  const auto staff = bearer(Role::staff);
  EXPECT_EQ(refusal(Access::staff, {.authorization = agent}), ErrorKind::forbidden);
  EXPECT_TRUE(authorise(rules(), Access::staff, {.authorization = staff}));
}

TEST(Access, TheApiKeyOpensOnlyWhatTakesIt) {
  EXPECT_TRUE(authorise(rules(), Access::employee_or_api_key, {.api_key = "key-of-our-systems"}));
  EXPECT_EQ(refusal(Access::employee, {.api_key = "key-of-our-systems"}), ErrorKind::unauthenticated);
  EXPECT_EQ(refusal(Access::employee_or_api_key, {.api_key = "key-of-our-system"}), ErrorKind::unauthenticated);
  EXPECT_EQ(refusal(Access::employee_or_api_key, {.api_key = "key-of-our-systemz"}), ErrorKind::unauthenticated);
}

TEST(Access, CustomersHaveTokensOfTheirOwn) {
  const auto token = "Bearer " + *issue_customer_token(rules().customer_tokens, 101, std::chrono::hours(1));
  const auto identity = authorise(rules(), Access::customer, {.authorization = token});
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->customer, 101);
  EXPECT_EQ(identity->employee, 0);
  EXPECT_EQ(refusal(Access::employee, {.authorization = token}), ErrorKind::unauthenticated);
  const auto agent = bearer(Role::agent);
  EXPECT_EQ(refusal(Access::customer, {.authorization = agent}), ErrorKind::unauthenticated);
}

TEST(Access, AnEmployeesTokenIsNoneOfACustomerEvenIfOneSecretSignsBoth) {
  auto shared = rules();
  shared.customer_tokens = shared.tokens;
  const auto agent = bearer(Role::agent);
  EXPECT_FALSE(authorise(shared, Access::customer, {.authorization = agent}));
}

TEST(Access, WithoutASecretNoCustomerIsLetIn) {
  auto without = rules();
  without.customer_tokens.secret = "";
  const auto token = "Bearer " + *issue_customer_token(rules().customer_tokens, 101, std::chrono::hours(1));
  EXPECT_FALSE(authorise(without, Access::customer, {.authorization = token}));
}

TEST(Access, AnEmptyApiKeyIsNoKey) {
  auto without = rules();
  without.api_key = "";
  EXPECT_FALSE(authorise(without, Access::employee_or_api_key, {.api_key = ""}));
}

TEST(Access, OneActsOnlyForOnesOwnServiceAccounts) {
  const auto token = bearer(Role::agent);
  EXPECT_TRUE(authorise(rules(), Access::employee, {.authorization = token, .account = "42"}));
  for (const auto* account : {"43", "4", "42x", "-42", "99999999999999999999"}) {
    EXPECT_EQ(refusal(Access::employee, {.authorization = token, .account = account}), ErrorKind::forbidden) << account;
  }
}

}  // namespace
}  // namespace paridoo::governance
