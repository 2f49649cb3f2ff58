#include "simulator/service/database_identity.h"

#include <fmt/format.h>

#include "simulator/orm/record_set.h"

namespace paridoo::service {

namespace {

using orm::Env;

std::string random_uuid(const Env& env) {
  const std::string digits = env.random_hex(32);
  const std::string_view hex = digits;
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                     hex.substr(20));
}

void set_parameter(const Env& env, std::string_view key, std::string value) {
  const orm::RecordSet parameters = env["ir.config_parameter"];
  const orm::RecordSet found = parameters.search(orm::term("key", "=", key));
  if (found)
    found.write({{"value", std::move(value)}});
  else
    parameters.create({{"key", key}, {"value", std::move(value)}});
}

}  // namespace

void give_new_identity(orm::Database& database) {
  constexpr orm::Id superuser = 1;
  database.run(superuser, {}, [](const Env& env) -> orm::Value {
    set_parameter(env, "database.uuid", random_uuid(env));
    set_parameter(env, "database.secret", random_uuid(env));
    set_parameter(env, "database.create_date", env.now_text());
    return {};
  });
}

}  // namespace paridoo::service
