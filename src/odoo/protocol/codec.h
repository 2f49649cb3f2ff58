// The protocols that Odoo speaks: a call becomes a request, a response becomes a value or a typed fault.
#pragma once

#include <string_view>

#include "src/odoo/call.h"
#include "src/odoo/transport/transport.h"

namespace paridoo::odoo {

enum class Protocol { jsonrpc, xmlrpc };

// "jsonrpc", "xmlrpc"; anything else is invalid_request.
Result<Protocol> protocol_named(std::string_view name);

// Pure functions, one set a protocol.
struct Codec {
  WireRequest (*encode_service)(const ServiceCall& call);
  WireRequest (*encode_object)(const ObjectCall& call);
  // What is not an answer of this protocol is malformed_answer, or overloaded for the statuses that mean that.
  Result<Value> (*decode)(const WireResponse& response);
};

const Codec& codec(Protocol protocol);

// Each in its own file.
const Codec& jsonrpc_codec();
// XML-RPC tells less than JSON-RPC: every refusal but a missing right is a user_error.
const Codec& xmlrpc_codec();

// The positional arguments of `execute_kw`.
List execute_kw_arguments(const ObjectCall& call);
// The error that an HTTP status other than 200 is.
Error error_of_status(int status);

}  // namespace paridoo::odoo
