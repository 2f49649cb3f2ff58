// /web/hook/<uuid>: other servers set off automation rules.
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/rpc/json.h"
#include "simulator/rpc/pages.h"

namespace paridoo::rpc {

namespace {

using orm::Dict;
using orm::Env;
using orm::Value;

HttpResponse told(std::string_view status, int code) {
  return json_response(dump_json(Dict{{"status", status}}), code);
}

// The body as JSON, or else what stands behind the address.
Value payload_of(Exchange& exchange) {
  try {
    return json_body(exchange);
  } catch (const std::exception&) {
    Dict payload;
    for (const auto& [name, value] : form_of(exchange.request)) payload.set(name, value);
    return payload;
  }
}

}  // namespace

HttpResponse web_hook(Exchange& exchange) {
  const Value payload = payload_of(exchange);
  bool is_known = true;
  try {
    exchange.services.databases.open(exchange.database)->run(visitor(exchange), {}, [&](const Env& env) -> Value {
      const orm::RecordSet rule =
          env.sudo()["base.automation"].search(orm::term("webhook_uuid", "=", exchange.tail), {.limit = 1});
      is_known = !rule.empty();
      return is_known ? rule.call("_execute_webhook", {payload}) : Value();
    });
  } catch (const orm::Fault&) {
    return told("error", 500);
  }
  return is_known ? told("ok", 200) : told("error", 404);
}

}  // namespace paridoo::rpc
