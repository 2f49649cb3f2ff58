// The REST API as a function from request to response, for any server or none.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "src/api/http_message.h"
#include "src/api/metrics.h"
#include "src/api/rate_limiter.h"
#include "src/delivery/idempotency.h"
#include "src/governance/access.h"
#include "src/governance/governance.h"
#include "src/odoo/session.h"

namespace paridoo::api {

// What the log says about a request. `error` is empty where it succeeded; its detail may hold Odoo's traceback.
struct LogEntry {
  std::string_view request_id = {};
  std::string_view method = {};
  std::string_view path = {};
  std::string_view operation = {};  // of the route; empty where there is none
  int status = 0;
  std::chrono::microseconds elapsed{};
  const Error* error = nullptr;
};

struct ApplicationOptions {
  odoo::Session odoo;
  governance::AccessRules access;
  governance::Governance governance{};
  std::string allowed_origin = "*";          // for CORS
  std::size_t body_bytes_max = 1024 * 1024;  // more is payload_too_large
  // Where the answers to requests with an Idempotency-Key are kept; empty: in memory, for as long as the process lives.
  std::shared_ptr<delivery::IdempotencyStore> idempotency{};
  std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
  int requests_per_minute_max = 0;             // of one caller; 0: no limit
  std::function<void(const LogEntry&)> log{};  // may be empty; called from the request's thread
};

class Application {
 public:
  explicit Application(ApplicationOptions options);

  // Always a response, never an exception. Safe to call from several threads. To HEAD it is that to GET: whoever sends
  // it leaves the body out.
  HttpResponse handle(const HttpRequest& request) const;

  std::size_t body_bytes_max() const { return options_.body_bytes_max; }

 private:
  struct Asked;

  Result<HttpResponse> answer(Asked& asked) const;
  Result<HttpResponse> answer_guarded(Asked& asked) const;
  Result<HttpResponse> serve(Asked& asked) const;
  void record(const Asked& asked, const HttpResponse& response, const Error* error) const;

  const ApplicationOptions options_;
  const std::shared_ptr<RateLimiter> limiter_;
};

// For what the HTTP server refuses before the application sees it (413, 400): the same form of error.
HttpResponse refusal(ErrorKind kind, std::string message);

}  // namespace paridoo::api
