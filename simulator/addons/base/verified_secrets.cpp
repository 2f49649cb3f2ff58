#include "simulator/addons/base/verified_secrets.h"

#include <sodium.h>

namespace paridoo::addons::base {

namespace {

constexpr std::size_t marks_max = 1024;

}  // namespace

VerifiedSecrets::VerifiedSecrets() { randombytes_buf(key_.data(), key_.size()); }

VerifiedSecrets::Mark VerifiedSecrets::mark_of(std::string_view hash, std::string_view secret) const {
  const auto bytes = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  crypto_generichash_state state;
  crypto_generichash_init(&state, key_.data(), key_.size(), Mark().size());
  crypto_generichash_update(&state, bytes(hash), hash.size());
  crypto_generichash_update(&state, bytes(secret), secret.size());
  Mark mark;
  crypto_generichash_final(&state, mark.data(), mark.size());
  return mark;
}

bool VerifiedSecrets::contains(const Mark& mark) const {
  const std::lock_guard lock(mutex_);
  return marks_.contains(mark);
}

void VerifiedSecrets::add(const Mark& mark) {
  const std::lock_guard lock(mutex_);
  if (marks_.size() >= marks_max) marks_.clear();
  marks_.insert(mark);
}

}  // namespace paridoo::addons::base
