#include "simulator/rpc/csrf.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <charconv>
#include <ctime>

#include "simulator/addons/base/config_parameter.h"

namespace paridoo::rpc {

namespace {

constexpr std::int64_t lifetime_s = 365L * 24 * 3600;
constexpr std::size_t id_part = 42;  // what of a session's id stays when the id is renewed

std::string signature_of(const orm::Env& env, std::string_view session_id, std::int64_t until) {
  const std::string secret = addons::base::config_parameter(env, "database.secret");
  const std::string signed_text = fmt::format("{}{}", session_id.substr(0, id_part), until);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), digest.data(), &size);
  std::array<char, 2 * EVP_MAX_MD_SIZE + 1> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), digest.data(), size);
}

}  // namespace

std::string csrf_token(const orm::Env& env, std::string_view session_id) {
  const std::int64_t until = std::time(nullptr) + lifetime_s;
  return fmt::format("{}o{}", signature_of(env, session_id, until), until);
}

bool is_csrf_token(const orm::Env& env, std::string_view session_id, std::string_view token) {
  const std::size_t mark = token.rfind('o');
  if (mark == token.npos) return false;
  std::int64_t until = 0;
  const std::string_view digits = token.substr(mark + 1);
  if (std::from_chars(digits.data(), digits.data() + digits.size(), until).ptr != digits.data() + digits.size())
    return false;
  const std::string expected = signature_of(env, session_id, until);
  const std::string_view given = token.substr(0, mark);
  return until >= std::time(nullptr) && given.size() == expected.size() &&
         sodium_memcmp(given.data(), expected.data(), expected.size()) == 0;
}

}  // namespace paridoo::rpc
