#include "simulator/rpc/login.h"

#include <fmt/format.h>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/credentials.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "simulator/rpc/session_info.h"

namespace paridoo::rpc {

namespace {

using orm::Dict;
using orm::Env;
using orm::Fault;
using orm::FaultKind;
using orm::Id;
using orm::Value;

constexpr Id superuser = 1;

// An administrator who logs in by the web tells the server by which address it is reached.
void note_base_url(const Env& env, Id uid, std::string_view host) {
  if (host.empty() || !addons::base::config_parameter(env, "web.base.url.freeze").empty()) return;
  if (!addons::base::has_group(env["res.users"].browse(uid), "base.group_system")) return;
  addons::base::set_config_parameter(env, "web.base.url", fmt::format("http://{}", host));
}

Id authenticated(const Env& env, std::string_view login, std::string_view password, std::string_view host) {
  const auto uid = addons::base::authenticate(env, login, password, addons::base::LoginKind::interactive);
  if (!uid) throw Fault(FaultKind::access_denied, "Access Denied");
  note_base_url(env, *uid, host);
  return *uid;
}

// The session of a user from now on, under a new id.
void become(Session& session, const Env& env, std::string database, std::string login) {
  session.database = std::move(database);
  session.uid = env.uid();
  session.login = std::move(login);
  session.stamp = addons::base::login_stamp(env, session.uid);
  session.context = user_context(env);
  session.changed = true;
  session.renewed = true;
}

}  // namespace

Dict log_in(Exchange& exchange, const std::string& name, const std::string& login, const std::string& password) {
  service::CallRecord record{.service = exchange.request.path, .database = name, .method = "authenticate"};
  return service::observed(exchange.services, std::move(record),
                           [&] {
                             const auto database = exchange.services.databases.open(name);
                             return database->run(superuser, {}, [&](const Env& env) -> Value {
                               const Id uid =
                                   authenticated(env, login, password, header(exchange.request.headers, "Host"));
                               const Env own = env.with_user(uid);
                               become(exchange.session, own, name, login);
                               return session_info(own, name);
                             });
                           })
      .dict();
}

void log_out(Exchange& exchange, std::string database) {
  exchange.session = Session{.id = exchange.session.id, .database = std::move(database)};
  exchange.session.changed = true;
  exchange.session.renewed = true;
  exchange.headers.push_back({"Set-Cookie", "cids=; Max-Age=0; Path=/"});
}

}  // namespace paridoo::rpc
