// The one table of what the simulator serves by path, and how a request finds its row.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "simulator/orm/behaviour.h"
#include "simulator/rpc/exchange.h"

namespace paridoo::rpc {

// How a route reads its request and writes its answer.
enum class RouteType {
  http,      // the endpoint does both
  json_rpc,  // params in, result or error out (jsonrpc.h)
  json2,     // named arguments in, the bare value out (json2.h)
};

// Who may use a route. Without a database only routes for anybody exist.
enum class Audience {
  anybody,
  visitors,  // anybody, but of a database
  users,     // who are logged in
};

using HttpEndpoint = HttpResponse (*)(Exchange& exchange);
// Gives the result; a Fault becomes the error.
using JsonEndpoint = orm::Value (*)(Exchange& exchange, const orm::Dict& params);
using Json2Endpoint = orm::Value (*)(Exchange& exchange);
// Looks at a request before its user is known.
using Precheck = void (*)(Exchange& exchange);

struct Route {
  // "/web/health"; "/xmlrpc/<service>" takes one more segment, "/web/content/<path:rest>" any number.
  std::string_view path = {};
  RouteType type = RouteType::http;
  Audience audience = Audience::anybody;
  std::string_view method = {};  // the only one taken; empty: any
  bool keeps_session = true;
  HttpEndpoint http = nullptr;
  JsonEndpoint json = nullptr;
  Json2Endpoint json2 = nullptr;
  Precheck precheck = nullptr;
  orm::In in = {};

  bool needs_database() const { return audience != Audience::anybody; }
};

std::span<const Route> all_routes();

struct RouteMatch {
  const Route* route = nullptr;
  std::string tail = {};
};

// The route of a path in a series; empty if there is none.
std::optional<RouteMatch> match(std::string_view path, orm::Series series);

}  // namespace paridoo::rpc
