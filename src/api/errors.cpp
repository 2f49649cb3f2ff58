#include "src/api/errors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace paridoo::api {

namespace {

constexpr ErrorRow table[] = {
    {ErrorKind::user_error, "user_error", 400},
    {ErrorKind::validation_error, "validation_error", 400},
    {ErrorKind::access_error, "access_error", 403},
    {ErrorKind::access_denied, "odoo_login_refused", 502},
    {ErrorKind::missing_record, "record_missing", 404},
    {ErrorKind::redirect_warning, "redirect_warning", 400},
    {ErrorKind::session_expired, "odoo_session_expired", 502},
    {ErrorKind::odoo_exception, "odoo_exception", 502},
    {ErrorKind::not_simulated, "not_simulated", 501},
    {ErrorKind::unreachable, "odoo_unreachable", 503},
    {ErrorKind::connection_lost, "odoo_connection_lost", 502},
    {ErrorKind::timeout, "odoo_timeout", 504},
    {ErrorKind::overloaded, "odoo_overloaded", 503},
    {ErrorKind::malformed_answer, "odoo_malformed_answer", 502},
    {ErrorKind::malformed_json, "malformed_json", 400},
    {ErrorKind::invalid_request, "invalid_request", 400},
    {ErrorKind::unauthenticated, "unauthenticated", 401},
    {ErrorKind::forbidden, "forbidden", 403},
    {ErrorKind::not_found, "not_found", 404},
    {ErrorKind::method_not_allowed, "method_not_allowed", 405},
    {ErrorKind::payload_too_large, "payload_too_large", 413},
    {ErrorKind::unsupported_media_type, "unsupported_media_type", 415},
    {ErrorKind::too_many_requests, "too_many_requests", 429},
    {ErrorKind::idempotency_conflict, "idempotency_conflict", 409},
    {ErrorKind::outcome_unknown, "outcome_unknown", 409},
    {ErrorKind::invalid_state, "invalid_state", 400},
    {ErrorKind::partial_delivery, "partial_delivery", 400},
    {ErrorKind::confirmation_needed, "confirmation_needed", 409},
    {ErrorKind::approval_needed, "approval_needed", 409},
    {ErrorKind::delivery_pending, "delivery_pending", 400},
    {ErrorKind::nothing_to_invoice, "nothing_to_invoice", 400},
    {ErrorKind::already_paid, "already_paid", 409},
    {ErrorKind::invoice_ambiguous, "invoice_ambiguous", 400},
    {ErrorKind::not_supported, "not_supported", 501},
    {ErrorKind::internal_error, "internal_error", 500},
};

// How soon asking again may help.
constexpr const char* retry_after_seconds = "5";

}  // namespace

std::span<const ErrorRow> error_table() { return table; }

const ErrorRow& error_row(ErrorKind kind) {
  const auto row = std::find_if(std::begin(table), std::end(table), [&](const ErrorRow& r) { return r.kind == kind; });
  if (row == std::end(table)) throw std::logic_error("a kind of error without a status");
  return *row;
}

nlohmann::ordered_json error_body(const Error& error, std::string_view request_id) {
  nlohmann::ordered_json body = {
      {"success", false}, {"error", error.message}, {"code", error_row(error.kind).code}, {"request_id", request_id}};
  if (!error.pointer.empty()) body["pointer"] = error.pointer;
  return body;
}

HttpResponse error_response(const Error& error, std::string_view request_id) {
  const auto status = error_row(error.kind).status;
  HttpResponse response{.status = status, .headers = {}, .body = {}};
  response.body = error_body(error, request_id).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  if (status == 503 || status == 429) response.headers.emplace("Retry-After", retry_after_seconds);
  if (status == 401) response.headers.emplace("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace paridoo::api
