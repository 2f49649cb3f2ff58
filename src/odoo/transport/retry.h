// Repeats what is safe to repeat.
#pragma once

#include <chrono>

#include "src/odoo/transport/transport.h"

namespace paridoo::odoo {

struct RetryPolicy {
  int attempts_max = 4;  // the first one included; at least 1
  std::chrono::milliseconds delay_first{100};
  std::chrono::milliseconds delay_max{2000};  // delays double up to this
  // Waits. Tests give one that does not.
  std::function<void(std::chrono::milliseconds)> sleep = {};
  std::function<void()> repeated = {};  // told of each repetition; may be empty
};

// Repeats a request that never left (unreachable), and one whose outcome is unknown or that Odoo put off
// (connection_lost, timeout, HTTP 429, 502, 503, 504) only if it is repeatable. Answers what the last attempt answered.
Transport retrying(Transport transport, RetryPolicy policy);

}  // namespace paridoo::odoo
