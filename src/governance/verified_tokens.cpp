#include "src/governance/verified_tokens.h"

namespace paridoo::governance {

namespace {

constexpr std::size_t tokens_max = 1024;

}  // namespace

Claims VerifiedTokens::find(std::string_view token) const {
  const std::lock_guard lock(mutex_);
  const auto found = claims_.find(token);
  return found == claims_.end() ? nullptr : found->second;
}

void VerifiedTokens::remember(std::string_view token, Claims claims) {
  const std::lock_guard lock(mutex_);
  // Those still in use are back with their next request.
  if (claims_.size() >= tokens_max) claims_.clear();
  claims_.insert_or_assign(std::string(token), std::move(claims));
}

}  // namespace paridoo::governance
