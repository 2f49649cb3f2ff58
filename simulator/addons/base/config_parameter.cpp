#include "simulator/addons/base/config_parameter.h"

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

namespace {

orm::RecordSet parameter(const orm::Env& env, std::string_view key) {
  return env.sudo()["ir.config_parameter"].search(orm::term("key", "=", key), {.limit = 1});
}

}  // namespace

std::string config_parameter(const orm::Env& env, std::string_view key, std::string_view fallback) {
  const orm::RecordSet found = parameter(env, key);
  return found.empty() ? std::string(fallback) : found.text("value");
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
