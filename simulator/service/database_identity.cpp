#include "simulator/service/database_identity.h"

#include <fmt/format.h>

#include "simulator/addons/base/config_parameter.h"

namespace paridoo::service {

namespace {

std::string random_uuid(const orm::Env& env) {
  const std::string digits = env.random_hex(32);
  const std::string_view hex = digits;
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                     hex.substr(20));
}

}  // namespace

void give_new_identity(orm::Database& database) {
  constexpr orm::Id superuser = 1;
  database.run(superuser, {}, [](const orm::Env& env) -> orm::Value {
    addons::base::set_config_parameter(env, "database.uuid", random_uuid(env));
    addons::base::set_config_parameter(env, "database.secret", random_uuid(env));
    addons::base::set_config_parameter(env, "database.create_date", env.now_text());
    return {};
  });
}

}  // namespace paridoo::service
