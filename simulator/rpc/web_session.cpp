#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/rpc/jsonrpc.h"
#include "simulator/rpc/login.h"
#include "simulator/rpc/session_info.h"
#include "simulator/service/languages.h"

namespace paridoo::rpc {

using orm::Dict;
using orm::Env;
using orm::Value;

Value session_authenticate(Exchange& exchange, const Dict& params) {
  const std::string& name = required_text(params, "db");
  const std::string& login = required_text(params, "login");
  const std::string& password = required_text(params, "password");
  follow_series_of(exchange, name);
  return log_in(exchange, name, login, password);
}

Value session_get_info(Exchange& exchange, const Dict&) {
  exchange.session.changed = true;  // Odoo sends the cookie again here
  return exchange.services.databases.open(exchange.database)->run(exchange.session.uid, {}, [&](const Env& env) {
    return Value(session_info(env, exchange.database));
  });
}

Value session_check(Exchange&, const Dict&) { return {}; }

Value session_destroy(Exchange& exchange, const Dict&) {
  log_out(exchange, {});
  return {};
}

Value session_lang_list(Exchange&, const Dict&) { return service::installable_languages(); }

Value session_modules(Exchange& exchange, const Dict&) {
  orm::List out;
  const auto database = exchange.services.databases.open(exchange.database);
  for (const std::string& name : database->registry().addons()) out.emplace_back(name);
  return out;
}

HttpResponse session_logout(Exchange& exchange) {
  log_out(exchange, exchange.database);
  return redirect(exchange.series >= orm::Series::v18 ? "/odoo" : "/web");
}

}  // namespace paridoo::rpc
