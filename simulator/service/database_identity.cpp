#include "simulator/service/database_identity.h"

#include <fmt/format.h>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/orm/record_set.h"

namespace paridoo::service {

namespace {

constexpr orm::Id superuser = 1;

std::string random_uuid(const orm::Env& env) {
  const std::string digits = env.random_hex(32);
  const std::string_view hex = digits;
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                     hex.substr(20));
}

}  // namespace

void neutralize(orm::Database& database) {
  database.run(superuser, {}, [](const orm::Env& env) -> orm::Value {
    const auto kept = env.find_ref("base.autovacuum_job");
    for (const orm::RecordSet& job : env["ir.cron"].search(orm::Domain::everything()))
      if (!kept || job.id() != kept->id()) job.write({{"active", false}});
    addons::base::set_config_parameter(env, "database.is_neutralized", "true");
    return {};
  });
}

void give_new_identity(orm::Database& database) {
  database.run(superuser, {}, [](const orm::Env& env) -> orm::Value {
    addons::base::set_config_parameter(env, "database.uuid", random_uuid(env));
    addons::base::set_config_parameter(env, "database.secret", random_uuid(env));
    addons::base::set_config_parameter(env, "database.create_date", env.now_text());
    return {};
  });
}

}  // namespace paridoo::service
