#include "src/governance/access.h"

#include <sodium.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace paridoo::governance {

namespace {

// Takes the same time wherever the two differ, so that a key cannot be guessed bit by bit.
bool same_key(std::string_view given, std::string_view expected) {
  return given.size() == expected.size() && sodium_memcmp(given.data(), expected.data(), expected.size()) == 0;
}

bool is_key_holder(const AccessRules& rules, Access access, std::string_view given) {
  if (access != Access::employee_or_api_key || rules.api_key.empty() || given.empty()) return false;
  return same_key(given, rules.api_key);
}

Result<std::string_view> bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  const auto same_letter = [](char given, char letter) {
    return std::tolower(static_cast<unsigned char>(given)) == letter;
  };
  const auto given = authorization.substr(0, scheme.size());
  if (!std::equal(given.begin(), given.end(), scheme.begin(), scheme.end(), same_letter)) {
    return Error{ErrorKind::unauthenticated, "Give a token: \"Authorization: Bearer ...\"."};
  }
  return authorization.substr(scheme.size());
}

Result<void> check_account(const Identity& identity, std::string_view account) {
  if (account.empty()) return {};
  std::int64_t id = 0;
  const auto end = account.data() + account.size();
  const auto [stop, failure] = std::from_chars(account.data(), end, id);
  const auto& own = identity.accounts;
  const bool member = failure == std::errc() && stop == end && std::find(own.begin(), own.end(), id) != own.end();
  if (member) return {};
  return Error{ErrorKind::forbidden, "You are not a member of this service account."};
}

}  // namespace

Result<Identity> authorise(const AccessRules& rules, Access access, const Credentials& credentials) {
  if (access == Access::anyone || is_key_holder(rules, access, credentials.api_key)) return Identity{};
  const auto token = bearer_token(credentials.authorization);
  if (!token) return token.error();
  if (access == Access::customer) return read_customer_token(rules.customer_tokens, *token);
  auto identity = read_token(rules.tokens, *token);
  if (!identity) return identity;
  if (access == Access::staff && identity->role != Role::staff) {
    return Error{ErrorKind::forbidden, "Only staff may do this."};
  }
  if (auto member = check_account(*identity, credentials.account); !member) return member.error();
  return identity;
}

}  // namespace paridoo::governance
