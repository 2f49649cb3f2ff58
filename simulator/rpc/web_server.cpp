#include <fmt/format.h>

#include "simulator/orm/fault.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/service/version.h"

namespace paridoo::rpc {

using orm::Dict;
using orm::Value;

Value webclient_version_info(Exchange& exchange, const Dict&) { return service::version(exchange.services.series); }

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
  const std::string& path = exchange.request.path;
  try {
    service::observed(exchange.services, {.service = path, .method = exchange.request.method},
                      [&]() -> Value { throw orm::not_simulated(path); });
  } catch (const orm::Fault& fault) {
    return plain_response(501, fmt::format("{}: Odoo serves this page, Paridoo does not.\n", fault.what()));
  }
  throw std::logic_error("what is not simulated was simulated");
}

Value call_not_simulated(Exchange& exchange, const Dict&) {
  const std::string& path = exchange.request.path;
  return service::observed(exchange.services, {.service = path, .method = exchange.request.method},
                           [&]() -> Value { throw orm::not_simulated(path); });
}

}  // namespace paridoo::rpc
