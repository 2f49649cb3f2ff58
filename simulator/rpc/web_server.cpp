#include <fmt/format.h>

#include "simulator/orm/fault.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/rpc/json.h"
#include "simulator/service/version.h"

namespace paridoo::rpc {

using orm::Dict;
using orm::Value;

namespace {

orm::Fault recorded_refusal(const Exchange& exchange) {
  orm::Fault refusal = orm::not_simulated(exchange.request.path);
  if (exchange.services.observe)
    exchange.services.observe({.service = exchange.request.path,
                               .database = exchange.database,
                               .method = exchange.request.method,
                               .exception = std::string(orm::exception_name(refusal.kind())),
                               .message = refusal.what()});
  return refusal;
}

}  // namespace

Value webclient_version_info(Exchange& exchange, const Dict&) { return service::version(exchange.series); }

HttpResponse version_page(Exchange& exchange) {
  return json_response(dump_json(
      Dict{{"version_info", service::version_info(exchange.series)}, {"version", orm::name_of(exchange.series)}}));
}

Value database_list(Exchange& exchange, const Dict&) {
  orm::List out;
  for (std::string& name : exchange.services.databases.names()) out.emplace_back(std::move(name));
  return out;
}

HttpResponse health(Exchange& exchange) {
  const bool asks_database = exchange.request.query.find("db_server_status=") != std::string::npos;
  return {
      .headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
      .body = asks_database ? R"({"status": "pass", "db_server_status": true})" : R"({"status": "pass"})",
  };
}

HttpResponse page_not_simulated(Exchange& exchange) {
  const orm::Fault refusal = recorded_refusal(exchange);
  return plain_response(501, fmt::format("{}: Odoo serves this page, Paridoo does not.\n", refusal.what()));
}

Value call_not_simulated(Exchange& exchange, const Dict&) { throw recorded_refusal(exchange); }

}  // namespace paridoo::rpc
