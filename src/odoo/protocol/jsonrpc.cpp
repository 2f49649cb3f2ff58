// JSON-RPC 2.0 at /jsonrpc, with Odoo's form of errors.
#include <simdjson.h>

#include "src/odoo/fault.h"
#include "src/odoo/protocol/codec.h"
#include "src/odoo/protocol/json_text.h"

namespace paridoo::odoo {

namespace {

using simdjson::dom::element;
using simdjson::dom::object;

WireRequest encode(const ServiceCall& call, bool repeatable) {
  std::string body = R"({"jsonrpc":"2.0","method":"call","id":1,"params":{"service":)";
  append_json(body, call.service);
  body += R"(,"method":)";
  append_json(body, call.method);
  body += R"(,"args":)";
  append_json(body, call.arguments);
  body += "}}";
  return {.path = "/jsonrpc", .content_type = "application/json", .body = std::move(body), .repeatable = repeatable};
}

WireRequest encode_service(const ServiceCall& call) { return encode(call, is_read_only(call.method)); }

WireRequest encode_object(const ObjectCall& call) {
  return encode({.service = "object", .method = "execute_kw", .arguments = execute_kw_arguments(call)},
                is_read_only(call.method));
}

std::string text_of(const object& of, std::string_view name) {
  std::string_view text;
  return of[name].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

Error read_fault(const object& error) {
  constexpr std::int64_t code_session_expired = 100;
  object data;
  if (error["data"].get(data) != simdjson::SUCCESS)
    return {.kind = ErrorKind::malformed_answer,
            .message = "Odoo's error does not say which.",
            .detail = simdjson::minify(error)};
  auto fault_told = fault(text_of(data, "name"), text_of(data, "message"), text_of(data, "debug"));
  std::int64_t code = 0;
  if (error["code"].get(code) == simdjson::SUCCESS && code == code_session_expired)
    fault_told.kind = ErrorKind::session_expired;
  return fault_told;
}

Result<Value> read_envelope(const object& envelope) {
  if (element error; envelope["error"].get(error) == simdjson::SUCCESS) {
    if (error.is_object()) return read_fault(error.get_object().value_unsafe());
    return Error{ErrorKind::malformed_answer, "Odoo's error is not JSON-RPC's."};
  }
  // A method that answers None has no `result` at all.
  element result;
  return envelope["result"].get(result) == simdjson::SUCCESS ? value_from_json(result) : Result<Value>(Value());
}

Result<Value> decode(const WireResponse& response) {
  if (response.status != 200) return error_of_status(response.status);
  simdjson::dom::parser parser;
  object envelope;
  if (parser.parse(response.body).get(envelope) != simdjson::SUCCESS)
    return Error{ErrorKind::malformed_answer, "Odoo's answer is not JSON-RPC."};
  return read_envelope(envelope);
}

}  // namespace

const Codec& jsonrpc_codec() {
  static constexpr Codec codec{.encode_service = encode_service, .encode_object = encode_object, .decode = decode};
  return codec;
}

}  // namespace paridoo::odoo
