// JSON-RPC 2.0 at /jsonrpc, with Odoo's form of errors.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/odoo/fault.h"
#include "src/odoo/protocol/codec.h"
#include "src/odoo/protocol/json_value.h"

namespace paridoo::odoo {

namespace {

using nlohmann::json;

WireRequest encode(const ServiceCall& call, bool repeatable) {
  const json params = {{"service", call.service}, {"method", call.method}, {"args", to_json(Value(call.arguments))}};
  const json envelope = {{"jsonrpc", "2.0"}, {"method", "call"}, {"id", 1}, {"params", params}};
  return {.path = "/jsonrpc",
          .content_type = "application/json",
          .body = envelope.dump(-1, ' ', false, json::error_handler_t::replace),
          .repeatable = repeatable};
}

WireRequest encode_service(const ServiceCall& call) { return encode(call, is_read_only(call.method)); }

WireRequest encode_object(const ObjectCall& call) {
  return encode({.service = "object", .method = "execute_kw", .arguments = execute_kw_arguments(call)},
                is_read_only(call.method));
}

std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Error read_fault(const json& error) {
  constexpr int code_session_expired = 100;
  const auto data = error.find("data");
  if (data == error.end() || !data->is_object()) {
    return {.kind = ErrorKind::malformed_answer, .message = "Odoo's error does not say which.", .detail = error.dump()};
  }
  auto fault_told = fault(text_of(*data, "name"), text_of(*data, "message"), text_of(*data, "debug"));
  const auto code = error.find("code");
  if (code != error.end() && *code == code_session_expired) fault_told.kind = ErrorKind::session_expired;
  return fault_told;
}

Result<Value> decode(const WireResponse& response) {
  if (response.status != 200) return error_of_status(response.status);
  const json envelope = json::parse(response.body, nullptr, false);
  if (!envelope.is_object()) return Error{ErrorKind::malformed_answer, "Odoo's answer is not JSON-RPC."};
  if (const auto error = envelope.find("error"); error != envelope.end()) {
    if (error->is_object()) return read_fault(*error);
    return Error{ErrorKind::malformed_answer, "Odoo's error is not JSON-RPC's."};
  }
  // A method that answers None has no `result` at all.
  const auto result = envelope.find("result");
  return result == envelope.end() ? Result<Value>(Value()) : value_from_json(*result);
}

}  // namespace

const Codec& jsonrpc_codec() {
  static constexpr Codec codec{.encode_service = encode_service, .encode_object = encode_object, .decode = decode};
  return codec;
}

}  // namespace paridoo::odoo
