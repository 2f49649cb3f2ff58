#include "src/odoo/web_session.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace paridoo::odoo {

namespace {

using nlohmann::json;

bool is_pdf(const WireResponse& response) {
  return response.status == 200 && response.content_type.starts_with("application/pdf");
}

// Odoo sends whom it does not know to its login page, or answers that the session has expired.
bool is_refused(const WireResponse& response) {
  return (response.status >= 300 && response.status < 400) || response.status == 401 || response.status == 403;
}

}  // namespace

Result<std::string> WebSession::log_in() const {
  const json parameters = {{"db", login_.database}, {"login", login_.login}, {"password", login_.password}};
  const json body = {{"jsonrpc", "2.0"}, {"method", "call"}, {"params", parameters}, {"id", 1}};
  const auto answer = transport_({.path = "/web/session/authenticate",
                                  .content_type = "application/json",
                                  .body = body.dump(),
                                  .repeatable = true});
  if (!answer) return answer.error();
  const auto told = json::parse(answer->body, nullptr, false);
  const bool let_in = told.is_object() && told.contains("result") && told["result"].is_object() &&
                      told["result"].value("uid", json()).is_number_integer();
  if (let_in && !answer->cookie.empty()) return answer->cookie;
  return Error{.kind = ErrorKind::not_supported,
               .message = "Odoo prints only for who logs in with a password: an API key will not do.",
               .detail = answer->body.substr(0, 500)};
}

// One that is not `refused`: the one that is known, or a new one.
Result<std::string> WebSession::cookie(const std::string& refused) {
  const std::lock_guard lock(mutex_);
  if (!cookie_.empty() && cookie_ != refused) return cookie_;
  auto fresh = log_in();
  if (fresh) cookie_ = *fresh;
  return fresh;
}

Result<std::string> WebSession::pdf(std::string_view report, Id record) {
  std::string refused;
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto known = cookie(refused);
    if (!known) return known.error();
    auto answer = transport_(
        {.path = fmt::format("/report/pdf/{}/{}", report, record), .repeatable = true, .get = true, .cookie = *known});
    if (!answer) return answer.error();
    if (is_pdf(*answer)) return std::move(answer->body);
    if (!is_refused(*answer)) {
      return Error{.kind = ErrorKind::odoo_exception,
                   .message = "Odoo failed to print this.",
                   .detail = fmt::format("{} {}", answer->status, answer->body.substr(0, 2000))};
    }
    refused = *known;
  }
  return Error{ErrorKind::session_expired, "Odoo forgets us at once."};
}

}  // namespace paridoo::odoo
