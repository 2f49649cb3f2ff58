#include "simulator/rpc/pages.h"

#include <fmt/format.h>

#include <cctype>
#include <charconv>

#include "simulator/orm/record_set.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::rpc {

namespace {

using orm::Fault;
using orm::FaultKind;

std::string form_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned byte = 0;
    const char* digits = text.data() + at + 1;
    const bool escape =
        text[at] == '%' && at + 2 < text.size() && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    out += escape ? static_cast<char>(byte) : text[at] == '+' ? ' ' : text[at];
    if (escape) at += 2;
  }
  return out;
}

void add_pairs(Form& form, std::string_view encoded) {
  while (!encoded.empty()) {
    const std::size_t end = std::min(encoded.find('&'), encoded.size());
    const std::string_view pair = encoded.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = equals < pair.size() ? pair.substr(equals + 1) : std::string_view();
    if (!pair.empty()) form[form_decoded(pair.substr(0, equals))] = form_decoded(value);
    encoded.remove_prefix(std::min(end + 1, encoded.size()));
  }
}

// Until 18.0 every error that is meant for people is a bad request, but for those of access.
int status_of(const Fault& fault, orm::Series series) {
  switch (fault.kind()) {
    case FaultKind::access_error:
    case FaultKind::access_denied: return 403;
    case FaultKind::not_found: return 404;
    case FaultKind::bad_request: return 400;
    case FaultKind::not_simulated: return 501;
    case FaultKind::missing_error: return series >= orm::Series::v19 ? 404 : 400;
    default: break;
  }
  if (!orm::is_user_error(fault.kind())) return 500;
  return series >= orm::Series::v19 ? 422 : 400;
}

}  // namespace

Form form_of(const HttpRequest& request) {
  Form form;
  add_pairs(form, request.query);
  if (mimetype(request) == "application/x-www-form-urlencoded") add_pairs(form, request.body);
  return form;
}

std::string value_of(const Form& form, std::string_view name) {
  const auto found = form.find(name);
  return found == form.end() ? std::string() : found->second;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain =
        std::isalnum(static_cast<unsigned char>(c)) || std::string_view("-._~/").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string full_path(const HttpRequest& request) { return request.path + "?" + request.query; }

HttpResponse fault_page(const HttpRequest& request, const Fault& fault, orm::Series series) {
  if (fault.kind() == FaultKind::session_expired)
    return redirect("/web/login?redirect=" + percent_encoded(full_path(request)));
  return error_page(status_of(fault, series), orm::html_escaped(fault.what()));
}

orm::Id visitor(const Exchange& exchange) {
  constexpr orm::Id superuser = 1;
  if (exchange.session.uid) return exchange.session.uid;
  return exchange.services.databases.open(exchange.database)
      ->run(superuser, {}, [](const orm::Env& env) -> orm::Value { return env.ref("base.public_user").id(); })
      .integer();
}

}  // namespace paridoo::rpc
