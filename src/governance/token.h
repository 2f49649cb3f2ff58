// Tokens of employees and of customers, of an issuer each: JSON Web Tokens, signed with HMAC-SHA256.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "src/governance/identity.h"
#include "src/governance/verified_tokens.h"

namespace paridoo::governance {

using Clock = std::function<std::chrono::sys_seconds()>;

inline constexpr const char* employee_issuer = "paridoo";

struct TokenRules {
  std::string secret = {};  // at least 32 characters
  std::string issuer = employee_issuer;
  Clock clock = {};  // empty: the system's
  // Of this secret. Empty: each token is verified each time.
  std::shared_ptr<VerifiedTokens> verified = {};
};

// What tokens are signed with unless a secret is given. It is no secret: the API serves only this machine with it.
std::string_view development_secret();
// The same of customers' tokens.
std::string_view development_customer_secret();
inline constexpr const char* customer_issuer = "paridoo-customers";

// The token of this employee, valid for so long from now. invalid_request if the secret is too short.
Result<std::string> issue_token(const TokenRules& rules, const Identity& identity, std::chrono::seconds validity);

// Who the token speaks for. unauthenticated, with the reason, if it is forged, expired, of another issuer, or no token.
Result<Identity> read_token(const TokenRules& rules, std::string_view token);

// The same for a customer, who is a partner in Odoo. An employee's token is none of a customer, and the other way
// round.
Result<std::string> issue_customer_token(const TokenRules& rules, std::int64_t customer, std::chrono::seconds validity);
Result<Identity> read_customer_token(const TokenRules& rules, std::string_view token);

}  // namespace paridoo::governance
