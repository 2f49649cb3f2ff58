// Behaviour that calls itself without end must end as a bug that is reported, not as the end of the process.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace paridoo::orm {

// Counts the calls of hooks, methods and computes that stand within each other on this thread.
class DepthGuard {
 public:
  explicit DepthGuard(std::string_view what) {
    if (++depth_ <= depth_max) return;
    --depth_;
    throw std::logic_error("calls without end: " + std::string(what));
  }
  ~DepthGuard() { --depth_; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  // Honest calls stay below 60; a thread's stack of 8 MiB holds this many under the sanitizers too.
  static constexpr int depth_max = 250;
  static inline thread_local int depth_ = 0;
};

}  // namespace paridoo::orm
