// How many requests a caller may make.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace paridoo::api {

// A bucket for each caller that refills evenly. Safe to use from several threads.
class RateLimiter {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  // 0: no limit. Without a clock the system's.
  explicit RateLimiter(int requests_per_minute, Clock clock = {});

  // Zero if the caller may go on, else how soon it may come back.
  std::chrono::seconds take(std::string_view caller);

 private:
  struct Bucket {
    double left = 0;
    std::chrono::steady_clock::time_point at{};
  };

  void forget_full_ones(std::chrono::steady_clock::time_point now);

  const double per_minute_;
  const Clock clock_;
  std::mutex mutex_;  // guards what follows
  std::map<std::string, Bucket, std::less<>> buckets_;
};

}  // namespace paridoo::api
