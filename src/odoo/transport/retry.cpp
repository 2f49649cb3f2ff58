#include "src/odoo/transport/retry.h"

#include <algorithm>
#include <thread>

namespace paridoo::odoo {

namespace {

bool asks_to_come_back(int status) { return status == 429 || status == 502 || status == 503 || status == 504; }

bool outcome_unknown(ErrorKind kind) { return kind == ErrorKind::connection_lost || kind == ErrorKind::timeout; }

bool worth_repeating(const WireRequest& request, const Result<WireResponse>& outcome) {
  if (outcome) return request.repeatable && asks_to_come_back(outcome->status);
  if (outcome.error().kind == ErrorKind::unreachable) return true;
  return request.repeatable && outcome_unknown(outcome.error().kind);
}

}  // namespace

Transport retrying(Transport transport, RetryPolicy policy) {
  if (!policy.sleep) policy.sleep = [](std::chrono::milliseconds delay) { std::this_thread::sleep_for(delay); };
  return [transport = std::move(transport), policy = std::move(policy)](const WireRequest& request) {
    auto outcome = transport(request);
    auto delay = policy.delay_first;
    for (int attempt = 1; attempt < policy.attempts_max && worth_repeating(request, outcome); ++attempt) {
      if (policy.repeated) policy.repeated();
      policy.sleep(delay);
      delay = std::min(delay * 2, policy.delay_max);
      outcome = transport(request);
    }
    return outcome;
  };
}

}  // namespace paridoo::odoo
