#include <fmt/format.h>

#include "simulator/addons/base/credentials.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "simulator/rpc/json.h"
#include "simulator/server/admin_asked.h"
#include "simulator/service/jobs.h"

namespace paridoo::server {

namespace {

using orm::Dict;
using orm::Env;
using orm::RecordSet;
using orm::Value;
using rpc::HttpResponse;

constexpr orm::Id superuser = 1;

std::string text_of(const Dict& body, std::string_view name, std::string otherwise) {
  const Value& given = body.get(name);
  if (!given.is_none() && !given.is_text()) throw orm::value_error(fmt::format("{} must be a text", name));
  return given.is_text() ? given.text() : std::move(otherwise);
}

Dict report(const service::RunJob& job) {
  return {{"name", job.name}, {"failure", job.failure.empty() ? Value() : Value(job.failure)}};
}

}  // namespace

Dict Asked::body() const {
  if (request.body.empty()) return {};
  const Value body = rpc::parse_json(request.body);
  if (!body.is_dict()) throw orm::value_error("the body must be a JSON object");
  return body.dict();
}

HttpResponse answer(const Value& value, int status) { return rpc::json_response(rpc::dump_json(value) + "\n", status); }

HttpResponse refusal(int status, std::string_view why) { return answer(Dict{{"error", why}}, status); }

HttpResponse list_databases(Asked& asked) {
  service::Databases& databases = asked.services.databases;
  orm::List out;
  for (const std::string& name : databases.names())
    if (const auto series = databases.series_of(name))
      out.push_back(Dict{{"name", name}, {"series", orm::name_of(*series)}});
  return answer(out);
}

HttpResponse create_database(Asked& asked) {
  const Dict body = asked.body();
  const std::string name = text_of(body, "name", "");
  const auto series = orm::series_named(text_of(body, "series", std::string(orm::name_of(asked.services.series))));
  if (!series) return refusal(400, "series must be 17.0, 18.0 or 19.0");
  asked.services.databases.create(name, *series);
  return answer(Dict{{"name", name}, {"series", orm::name_of(*series)}});
}

HttpResponse run_jobs(Asked& asked) {
  orm::List ran;
  for (const service::RunJob& job : service::run_due_jobs(asked.services.databases, asked.name))
    ran.push_back(report(job));
  return answer(ran);
}

orm::List run_jobs_everywhere(service::Databases& databases) {
  orm::List ran;
  for (const std::string& name : databases.names())
    for (const service::RunJob& job : service::run_due_jobs(databases, name)) {
      Dict told = report(job);
      told.set("database", name);
      ran.push_back(std::move(told));
    }
  return ran;
}

HttpResponse create_api_key(Asked& asked) {
  const Dict body = asked.body();
  const addons::base::ApiKey about{.name = text_of(body, "name", "API key"), .scope = text_of(body, "scope", "")};
  const std::string login = text_of(body, "login", "admin");
  return answer(asked.services.databases.open(asked.name)->run(superuser, {}, [&](const Env& env) -> Value {
    const RecordSet user = env["res.users"].search(orm::term("login", "=", login), {.limit = 1});
    if (!user) throw orm::value_error("there is no user " + login);
    const std::string key = addons::base::new_api_key(env);
    return Dict{{"id", addons::base::add_api_key(env, user.id(), key, about)}, {"key", key}};
  }));
}

HttpResponse revoke_api_key(Asked& asked) {
  const Value id = asked.body().get("id");
  if (!id.is_integer()) return refusal(400, "say {\"id\": ID}");
  return answer(asked.services.databases.open(asked.name)->run(superuser, {}, [&](const Env& env) -> Value {
    const RecordSet key = env["res.users.apikeys"].browse(id.integer()).exists();
    if (!key) throw orm::value_error("there is no such key");
    key.unlink();
    return Dict{{"revoked", id}};
  }));
}

}  // namespace paridoo::server
