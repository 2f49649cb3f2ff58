#include "src/api/rate_limiter.h"

#include <algorithm>
#include <cmath>

namespace paridoo::api {

namespace {

constexpr std::size_t buckets_max = 10'000;

}  // namespace

RateLimiter::RateLimiter(int requests_per_minute, Clock clock)
    : per_minute_(requests_per_minute), clock_(clock ? std::move(clock) : Clock(std::chrono::steady_clock::now)) {}

std::chrono::seconds RateLimiter::take(std::string_view caller) {
  if (per_minute_ <= 0) return std::chrono::seconds(0);
  const auto now = clock_();
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= buckets_max) forget_full_ones(now);
  auto& bucket = buckets_.try_emplace(std::string(caller), Bucket{.left = per_minute_, .at = now}).first->second;
  const std::chrono::duration<double, std::ratio<60>> minutes = now - bucket.at;
  bucket = {.left = std::min(per_minute_, bucket.left + minutes.count() * per_minute_), .at = now};
  if (bucket.left < 1) {
    return std::chrono::seconds(static_cast<std::int64_t>(std::ceil((1 - bucket.left) * 60 / per_minute_)));
  }
  bucket.left -= 1;
  return std::chrono::seconds(0);
}

// Whoever did not ask for a minute is as if it had never asked.
void RateLimiter::forget_full_ones(std::chrono::steady_clock::time_point now) {
  std::erase_if(buckets_, [&](const auto& one) { return now - one.second.at > std::chrono::minutes(1); });
}

}  // namespace paridoo::api
