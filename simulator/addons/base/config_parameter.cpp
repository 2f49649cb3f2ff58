#include "simulator/addons/base/config_parameter.h"

#include "simulator/orm/findings.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::base {

namespace {

orm::RecordSet parameter(const orm::Env& env, std::string_view key) {
  return env.sudo()["ir.config_parameter"].search(orm::term("key", "=", key), {.limit = 1});
}

}  // namespace

std::string config_parameter(const orm::Env& env, std::string_view key, std::string_view fallback) {
  const orm::Model& model = env.registry().at("ir.config_parameter");
  const orm::Value value = env.transaction().findings().of(model, key, [&]() -> orm::Value {
    const orm::RecordSet found = parameter(env, key);
    return found.empty() ? orm::Value() : found.text("value");
  });
  return value.is_text() ? value.text() : std::string(fallback);
}

void set_config_parameter(const orm::Env& env, std::string_view key, std::string_view value) {
  const orm::RecordSet found = parameter(env, key);
  if (value.empty())
    found.unlink();
  else if (found.empty())
    found.create({{"key", key}, {"value", value}});
  else
    found.write({{"value", value}});
}

}  // namespace paridoo::addons::base
