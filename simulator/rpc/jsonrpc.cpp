#include "simulator/rpc/jsonrpc.h"

#include <fmt/format.h>

#include "simulator/rpc/endpoints.h"
#include "simulator/rpc/exception_text.h"
#include "simulator/rpc/json.h"
#include "simulator/service/serialization.h"

namespace paridoo::rpc {

namespace {

using orm::Dict;
using orm::Fault;
using orm::FaultKind;
using orm::Value;

// The code that stands for any error but those below: until 18.0 it was 200, which says nothing.
int general_code(orm::Series series) { return series >= orm::Series::v19 ? 0 : 200; }

Dict error_of(const Fault& fault, orm::Series series) {
  switch (fault.kind()) {
    case FaultKind::not_found: return {{"code", 404}, {"message", "404: Not Found"}};
    case FaultKind::session_expired: return {{"code", 100}, {"message", "Odoo Session Expired"}};
    default: return {{"code", general_code(series)}, {"message", "Odoo Server Error"}};
  }
}

Dict data_of(const Fault& fault) {
  return {
      {"name", service::exception_name_of(fault)},
      {"debug", traceback_of(fault)},
      {"message", message_of(fault)},
      {"arguments", fault.arguments()},
      {"context", Dict{}},
  };
}

Fault type_error(const std::string& message) { return {FaultKind::type_error, message}; }

}  // namespace

bool is_json(const HttpRequest& request) {
  const std::string type = mimetype(request);
  return type == "application/json" || type == "application/json-rpc";
}

HttpResponse not_json(const HttpRequest& request, orm::Series series) {
  return error_page(series >= orm::Series::v19 ? 415 : 400,
                    fmt::format("{} takes a body of the type application/json.", request.path));
}

const Value& json_body(Exchange& exchange) {
  if (!exchange.json) exchange.json = parse_json(exchange.request.body);
  return *exchange.json;
}

JsonRpcRequest parse_jsonrpc(const Value& body) {
  if (!body.is_dict()) throw Fault(FaultKind::bad_request, "Invalid JSON-RPC data");
  const Value* params = body.dict().find("params");
  return {.id = body.dict().get("id"), .params = params ? *params : Value(Dict{})};
}

HttpResponse jsonrpc_result(const Value& id, const Value& result) {
  std::string out = R"({"jsonrpc": "2.0", "id": )" + dump_json(id);
  if (!result.is_none()) out += R"(, "result": )" + dump_json(result);
  return json_response(out + "}");
}

HttpResponse jsonrpc_error(const Value& id, const Fault& fault, orm::Series series) {
  Dict error = error_of(fault, series);
  error.set("data", data_of(fault));
  return json_response(dump_json(Dict{{"jsonrpc", "2.0"}, {"id", id}, {"error", std::move(error)}}));
}

Dict named_parameters(Value params) {
  if (params.is_dict()) return std::move(params.dict());
  if (params.is_list() && params.list().empty()) return {};
  throw type_error(fmt::format("params must be an object, not '{}'", orm::kind_name(params)));
}

const Value& required(const Dict& params, std::string_view name) {
  if (const Value* found = params.find(name)) return *found;
  throw type_error(fmt::format("missing 1 required positional argument: '{}'", name));
}

const std::string& required_text(const Dict& params, std::string_view name) {
  const Value& value = required(params, name);
  if (!value.is_text()) throw type_error(fmt::format("'{}' must be str, not {}", name, orm::kind_name(value)));
  return value.text();
}

Value jsonrpc(Exchange& exchange, const Dict& params) {
  const std::string& service = required_text(params, "service");
  const std::string& method = required_text(params, "method");
  const Value& args = required(params, "args");
  if (!args.is_list()) throw type_error(fmt::format("'args' must be list, not {}", orm::kind_name(args)));
  if (!args.list().empty() && args.list().front().is_text()) follow_series_of(exchange, args.list().front().text());
  return service::dispatch(exchange.services, service, method, args.list());
}

}  // namespace paridoo::rpc
