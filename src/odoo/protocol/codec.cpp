#include "src/odoo/protocol/codec.h"

#include <fmt/format.h>

namespace paridoo::odoo {

Result<Protocol> protocol_named(std::string_view name) {
  if (name == "jsonrpc") return Protocol::jsonrpc;
  if (name == "xmlrpc") return Protocol::xmlrpc;
  return Error{ErrorKind::invalid_request, fmt::format("There is no protocol \"{}\": use jsonrpc or xmlrpc.", name)};
}

const Codec& codec(Protocol protocol) { return protocol == Protocol::xmlrpc ? xmlrpc_codec() : jsonrpc_codec(); }

List execute_kw_arguments(const ObjectCall& call) {
  List arguments;
  arguments.reserve(7);
  arguments.emplace_back(call.database);
  arguments.emplace_back(call.uid);
  arguments.emplace_back(call.password);
  arguments.emplace_back(call.model);
  arguments.emplace_back(call.method);
  arguments.emplace_back(call.arguments);
  arguments.emplace_back(call.keywords);
  return arguments;
}

Error error_of_status(int status) {
  const bool overloaded = status == 429 || status == 502 || status == 503 || status == 504;
  if (overloaded) return {.kind = ErrorKind::overloaded, .message = fmt::format("Odoo is not available ({}).", status)};
  return {.kind = ErrorKind::malformed_answer, .message = fmt::format("Odoo answered with HTTP status {}.", status)};
}

}  // namespace paridoo::odoo
