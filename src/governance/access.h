// Who may call what: the one place where that is decided.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "src/governance/token.h"

namespace paridoo::governance {

// Whom a route lets in.
enum class Access {
  anyone,
  employee,             // a valid token
  staff,                // a valid token of the role staff
  employee_or_api_key,  // or the key of our own systems
  customer,             // a valid token of a customer, from its own issuer
};

struct AccessRules {
  TokenRules tokens = {};
  TokenRules customer_tokens = {};  // without a secret no customer is let in
  std::string api_key = {};         // empty: none is accepted
};

// What a request says about its caller, as it came in its headers.
struct Credentials {
  std::string_view authorization = {};  // "Bearer ..."
  std::string_view api_key = {};
  std::string_view account = {};  // X-SA-ID: the service account on whose behalf the caller acts
};

// The caller, if it is let in.
//   unauthenticated  no credentials, or not valid ones
//   forbidden        valid ones of somebody who may not, or of somebody outside the service account
Result<Identity> authorise(const AccessRules& rules, Access access, const Credentials& credentials);

}  // namespace paridoo::governance
