// The JSON-RPC envelope, which /jsonrpc and all of /web share.
#pragma once

#include <string>

#include "simulator/orm/facts.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/value.h"
#include "simulator/rpc/http_message.h"

namespace paridoo::rpc {

// Whether the body says that it is JSON.
bool is_json(const HttpRequest& request);
// What a series answers when it does not.
HttpResponse not_json(const HttpRequest& request, orm::Series series);

struct JsonRpcRequest {
  orm::Value id = {};
  orm::Value params = orm::Dict{};  // of any kind: the caller refuses what it cannot take
};

// Throws a bad_request Fault for JSON that is not an object.
JsonRpcRequest parse_jsonrpc(const orm::Value& body);

// None has no "result" at all.
HttpResponse jsonrpc_result(const orm::Value& id, const orm::Value& result);
HttpResponse jsonrpc_error(const orm::Value& id, const orm::Fault& fault, orm::Series series);

// The named parameters, as Python's dict() would take them from `params`; a TypeError Fault for what it would not.
orm::Dict named_parameters(orm::Value params);
// A parameter that must be there; a TypeError Fault if it is not.
const orm::Value& required(const orm::Dict& params, std::string_view name);
// The same, and it must be a text.
const std::string& required_text(const orm::Dict& params, std::string_view name);

}  // namespace paridoo::rpc
