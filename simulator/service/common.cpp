#include "simulator/service/common.h"

#include <algorithm>
#include <array>

#include "simulator/addons/base/credentials.h"
#include "simulator/orm/environment.h"
#include "simulator/orm/fault.h"
#include "simulator/service/parameters.h"
#include "simulator/service/version.h"

namespace paridoo::service {

namespace {

using orm::Value;

constexpr orm::Id superuser = 1;

// The user's id; False for a wrong login or password.
Value authenticate(Services& services, Parameters given) {
  const Value& login = given[1];
  const Value& password = given[2];
  return services.databases.open(text_at(given, 0))->run(superuser, {}, [&](const orm::Env& env) -> Value {
    if (!login.is_text() || !password.is_text()) return false;
    const auto uid =
        addons::base::authenticate(env, login.text(), password.text(), addons::base::LoginKind::programmatic);
    return uid ? Value(*uid) : Value(false);
  });
}

Value version_of_server(Services& services, Parameters) { return version(services.series); }

Value about(Services& services, Parameters given) {
  const char* text = "See http://openerp.com";  // Odoo's answer to this day
  if (optional_at(given, 0)) return orm::List{text, orm::name_of(services.series)};
  return text;
}

// Odoo takes the call and does nothing.
Value set_loglevel(Services&, Parameters) { return true; }

constexpr std::array<ServiceMethod, 5> methods = {{
    {"about", 0, 1, about},
    {"authenticate", 4, 4, authenticate},
    {"login", 3, 3, authenticate},
    {"set_loglevel", 1, 2, set_loglevel},
    {"version", 0, 0, version_of_server},
}};

}  // namespace

Value dispatch_common(Services& services, const std::string& method, const orm::List& params) {
  const auto found = std::find_if(methods.begin(), methods.end(), [&](const auto& one) { return one.name == method; });
  CallRecord record{.service = "common", .method = method};
  if (params.size() > 2 && params.front().is_text()) record.database = params.front().text();
  return observed(services, std::move(record), [&] {
    if (found == methods.end()) throw orm::Fault(orm::FaultKind::plain_exception, "Method not found: " + method);
    return call(services, *found, params);
  });
}

}  // namespace paridoo::service
