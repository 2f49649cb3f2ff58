#include "src/governance/token.h"

#include <gtest/gtest.h>

namespace paridoo::governance {
namespace {

using std::chrono::seconds;

const std::string secret = "a secret of more than thirty-two characters";

Clock at(std::int64_t moment) {
  return [moment] { return std::chrono::sys_seconds(seconds(moment)); };
}

TokenRules rules(std::int64_t now = 1'000'000) { return {.secret = secret, .clock = at(now)}; }

Identity jean() { return {.employee = 7, .role = Role::staff, .accounts = {42, 43}}; }

std::string token_of_jean() { return *issue_token(rules(), jean(), seconds(3600)); }

ErrorKind refusal_of(const TokenRules& rules, const std::string& token) {
  const auto identity = read_token(rules, token);
  return identity ? ErrorKind::internal_error : identity.error().kind;
}

TEST(Token, SaysWhoItIs) { EXPECT_EQ(*read_token(rules(), token_of_jean()), jean()); }

TEST(Token, ExpiresToTheSecond) {
  EXPECT_TRUE(read_token(rules(1'003'599), token_of_jean()));
  EXPECT_EQ(refusal_of(rules(1'003'600), token_of_jean()), ErrorKind::unauthenticated);
}

TEST(Token, ExpiresAlthoughItWasVerifiedBefore) {
  auto remembering = rules();
  remembering.verified = std::make_shared<VerifiedTokens>();
  EXPECT_EQ(*read_token(remembering, token_of_jean()), jean());
  EXPECT_EQ(*read_token(remembering, token_of_jean()), jean());
  remembering.clock = at(1'003'600);
  EXPECT_EQ(refusal_of(remembering, token_of_jean()), ErrorKind::unauthenticated);
}

TEST(Token, IsForgedWhereAnotherWasVerifiedBefore) {
  auto remembering = rules();
  remembering.verified = std::make_shared<VerifiedTokens>();
  ASSERT_TRUE(read_token(remembering, token_of_jean()));
  EXPECT_EQ(refusal_of(remembering, token_of_jean() + "A"), ErrorKind::unauthenticated);
  EXPECT_EQ(refusal_of(remembering, token_of_jean() + "A"), ErrorKind::unauthenticated);
}

TEST(Token, AnotherSecretDoesNotFit) {
  auto other = rules();
  other.secret = "another secret of more than thirty-two characters";
  EXPECT_EQ(refusal_of(other, token_of_jean()), ErrorKind::unauthenticated);
}

TEST(Token, AnotherIssuerIsRefused) {
  auto other = rules();
  other.issuer = "customers";
  EXPECT_EQ(refusal_of(rules(), *issue_token(other, jean(), seconds(60))), ErrorKind::unauthenticated);
}

TEST(Token, EveryChangedCharacterIsNoticed) {
  const auto token = token_of_jean();
  // The last character of base64url has bits that do not count.
  for (std::size_t i = 0; i + 1 < token.size(); ++i) {
    auto forged = token;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(refusal_of(rules(), forged), ErrorKind::unauthenticated) << "at " << i;
  }
}

TEST(Token, UnsignedOnesAreRefused) {
  // {"alg":"none","typ":"JWT"} and claims that would be valid.
  const std::string header = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
  const auto signed_token = token_of_jean();
  const auto payload = signed_token.substr(signed_token.find('.'), signed_token.rfind('.') - signed_token.find('.'));
  EXPECT_EQ(refusal_of(rules(), header + payload + "."), ErrorKind::unauthenticated);
  EXPECT_EQ(refusal_of(rules(), header + payload), ErrorKind::unauthenticated);
}

TEST(Token, WhatIsNoTokenIsRefused) {
  for (const auto& text :
       {std::string(), std::string("x"), std::string(".."), std::string("a.b.c"), std::string(100'000, 'a')}) {
    EXPECT_EQ(refusal_of(rules(), text), ErrorKind::unauthenticated);
  }
}

TEST(Token, AShortSecretIsRefused) {
  EXPECT_EQ(issue_token({.secret = "short"}, jean(), seconds(60)).error().kind, ErrorKind::invalid_request);
}

TEST(Token, TheDevelopmentSecretIsLongEnough) {
  EXPECT_TRUE(issue_token({.secret = std::string(development_secret())}, jean(), seconds(60)));
}

}  // namespace
}  // namespace paridoo::governance
