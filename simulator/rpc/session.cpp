#include "simulator/rpc/session.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace paridoo::rpc {

namespace {

using Clock = std::chrono::steady_clock;

// 17.0: 40 hexadecimal digits; later 84 characters of URL-safe base64.
constexpr std::size_t hex_bytes = 20;
constexpr std::size_t base64_bytes = 63;
constexpr std::size_t base64_length = 84;

bool is_url_safe(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_'; }
bool is_hex(char c) { return std::isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'f'); }

std::string random_hex_id() {
  std::array<unsigned char, hex_bytes> bytes{};
  std::array<char, 2 * hex_bytes + 1> text{};
  randombytes_buf(bytes.data(), bytes.size());
  return sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
}

std::string random_base64_id() {
  std::array<unsigned char, base64_bytes> bytes{};
  std::array<char, base64_length + 1> text{};
  randombytes_buf(bytes.data(), bytes.size());
  return sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE);
}

std::string new_id(orm::Series series) { return series == orm::Series::v17 ? random_hex_id() : random_base64_id(); }

}  // namespace

bool SessionStore::is_id(std::string_view id) const {
  if (series_ == orm::Series::v17) return id.size() == 2 * hex_bytes && std::all_of(id.begin(), id.end(), is_hex);
  return id.size() == base64_length && std::all_of(id.begin(), id.end(), is_url_safe);
}

Session SessionStore::get(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto now = Clock::now();
  auto found = kept_.find(id);
  if (found != kept_.end() && now - found->second.used > lifetime) {
    kept_.erase(found);
    found = kept_.end();
  }
  if (found == kept_.end()) return {.id = is_id(id) ? std::string(id) : new_id(series_)};
  found->second.used = now;
  return found->second.session;
}

void SessionStore::keep(Session& session, orm::Series series) {
  const bool renewed = std::exchange(session.renewed, false);
  const bool changed = std::exchange(session.changed, false);
  if (renewed) {
    forget(session.id);
    session.id = new_id(series);
  }
  if (!renewed && !changed) return;
  const std::lock_guard lock(mutex_);
  make_room();
  kept_[session.id] = {.session = session, .used = Clock::now()};
}

void SessionStore::forget(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(id);
  if (found != kept_.end()) kept_.erase(found);
}

// Of too many sessions the one that was not used for the longest time goes.
void SessionStore::make_room() {
  if (kept_.size() < sessions_max) return;
  const auto oldest = std::min_element(kept_.begin(), kept_.end(),
                                       [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
  kept_.erase(oldest);
}

}  // namespace paridoo::rpc
