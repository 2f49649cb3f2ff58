#include "src/governance/token.h"

#include <jwt.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdlib>
#include <memory>
#include <optional>

namespace paridoo::governance {

namespace {

using nlohmann::json;

constexpr std::size_t secret_length_min = 32;
constexpr std::size_t token_length_max = 8192;

struct JwtDeleter {
  void operator()(jwt_t* token) const { jwt_free(token); }
};
struct StringDeleter {
  void operator()(char* text) const { std::free(text); }
};
using Jwt = std::unique_ptr<jwt_t, JwtDeleter>;
using JwtString = std::unique_ptr<char, StringDeleter>;

Error refused(const char* reason) { return {ErrorKind::unauthenticated, reason}; }

std::int64_t now(const TokenRules& rules) {
  if (rules.clock) return rules.clock().time_since_epoch().count();
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch().count();
}

const unsigned char* key_of(const TokenRules& rules) {
  return reinterpret_cast<const unsigned char*>(rules.secret.data());
}

Jwt new_jwt() {
  jwt_t* token = nullptr;
  if (jwt_new(&token) != 0) throw std::bad_alloc();
  return Jwt(token);
}

// Verifies the signature. Another algorithm than ours is refused even if it fits: "none" fits anything.
Jwt decode(const TokenRules& rules, const std::string& text) {
  jwt_t* token = nullptr;
  if (jwt_decode(&token, text.c_str(), key_of(rules), static_cast<int>(rules.secret.size())) != 0) return nullptr;
  Jwt owned(token);
  return jwt_get_alg(token) == JWT_ALG_HS256 ? std::move(owned) : nullptr;
}

json claims_of(const Jwt& token) {
  const JwtString text(jwt_get_grants_json(token.get(), nullptr));
  return text ? json::parse(text.get(), nullptr, false) : json();
}

std::string text_claim(const json& claims, const char* name) {
  const auto found = claims.find(name);
  return found != claims.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::int64_t> number_claim(const json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

// Whose token it is: `sub`, which is text, as the standard wants it.
std::optional<std::int64_t> subject_claim(const json& claims) {
  const auto text = text_claim(claims, "sub");
  std::int64_t id = 0;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (failure != std::errc() || stop != text.data() + text.size() || id <= 0) return std::nullopt;
  return id;
}

std::optional<std::vector<std::int64_t>> accounts_claim(const json& claims) {
  std::vector<std::int64_t> accounts;
  const auto found = claims.find("accounts");
  if (found == claims.end() || !found->is_array()) return std::nullopt;
  for (const auto& account : *found) {
    if (!account.is_number_integer()) return std::nullopt;
    accounts.push_back(account.get<std::int64_t>());
  }
  return accounts;
}

Result<void> check_times(const TokenRules& rules, const json& claims) {
  const auto expires = number_claim(claims, "exp");
  if (!expires) return refused("The token does not say when it expires.");
  if (*expires <= now(rules)) return refused("The token has expired.");
  const auto begins = number_claim(claims, "nbf");
  if (begins && *begins > now(rules)) return refused("The token is not valid yet.");
  return {};
}

Result<Identity> identity_of(const json& claims) {
  const auto employee = subject_claim(claims);
  const auto role = role_named(text_claim(claims, "role"));
  auto accounts = accounts_claim(claims);
  if (!employee || !role || !accounts) return refused("The token does not say whose it is.");
  return Identity{.employee = *employee, .role = *role, .accounts = *std::move(accounts)};
}

Result<std::string> signed_token(const TokenRules& rules, const std::string& subject, std::chrono::seconds validity,
                                 json claims) {
  if (rules.secret.size() < secret_length_min) {
    return Error{ErrorKind::invalid_request, "The secret of tokens must have at least 32 characters."};
  }
  const auto issued = now(rules);
  claims.update({{"iss", rules.issuer}, {"sub", subject}, {"iat", issued}, {"exp", issued + validity.count()}});
  const auto token = new_jwt();
  jwt_add_grants_json(token.get(), claims.dump().c_str());
  jwt_set_alg(token.get(), JWT_ALG_HS256, key_of(rules), static_cast<int>(rules.secret.size()));
  const JwtString text(jwt_encode_str(token.get()));
  if (!text) return Error{ErrorKind::internal_error, "The token could not be signed."};
  return std::string(text.get());
}

// What a token says that we signed; empty if we did not.
Claims signed_claims(const TokenRules& rules, std::string_view text) {
  if (auto known = rules.verified ? rules.verified->find(text) : nullptr) return known;
  const auto token = decode(rules, std::string(text));
  auto claims = token ? claims_of(token) : json();
  if (!claims.is_object()) return nullptr;
  auto read = std::make_shared<const json>(std::move(claims));
  if (rules.verified) rules.verified->remember(text, read);
  return read;
}

// What a token says that is ours and valid now.
Result<Claims> verified_claims(const TokenRules& rules, std::string_view text) {
  if (rules.secret.size() < secret_length_min) return refused("No token of this kind is accepted.");
  if (text.size() > token_length_max) return refused("The token is too long.");
  auto claims = signed_claims(rules, text);
  if (!claims) return refused("The token is not valid.");
  if (text_claim(*claims, "iss") != rules.issuer) return refused("The token is of another issuer.");
  if (auto times = check_times(rules, *claims); !times) return times.error();
  return claims;
}

}  // namespace

std::string_view development_secret() { return "paridoo-development-only-known-to-everyone"; }

std::string_view development_customer_secret() { return "paridoo-development-only-customers-of-everyone"; }

Result<std::string> issue_token(const TokenRules& rules, const Identity& identity, std::chrono::seconds validity) {
  return signed_token(rules, std::to_string(identity.employee), validity,
                      {{"role", role_name(identity.role)}, {"accounts", identity.accounts}});
}

Result<std::string> issue_customer_token(const TokenRules& rules, std::int64_t customer,
                                         std::chrono::seconds validity) {
  return signed_token(rules, std::to_string(customer), validity, json::object());
}

Result<Identity> read_token(const TokenRules& rules, std::string_view text) {
  const auto claims = verified_claims(rules, text);
  return claims ? identity_of(**claims) : Result<Identity>(claims.error());
}

Result<Identity> read_customer_token(const TokenRules& rules, std::string_view text) {
  const auto claims = verified_claims(rules, text);
  if (!claims) return claims.error();
  const auto customer = subject_claim(**claims);
  if (!customer || (*claims)->contains("role")) return refused("The token does not say whose it is.");
  return Identity{.customer = *customer};
}

}  // namespace paridoo::governance
