#include "simulator/service/setup.h"

#include <spdlog/spdlog.h>

#include "simulator/addons/base/credentials.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "simulator/service/countries.h"
#include "simulator/service/languages.h"

namespace paridoo::service {

namespace {

using orm::Env;
using orm::RecordSet;
using orm::Value;

constexpr orm::Id superuser = 1;

std::string text_or(const Value& value, std::string otherwise) {
  return value.is_text() && !value.text().empty() ? value.text() : std::move(otherwise);
}

void set_up_country(const RecordSet& company, const std::string& code) {
  const Env& env = company.env();
  const RecordSet country = env["res.country"].search(orm::term("code", "ilike", code), {.limit = 1});
  if (!country) throw orm::Fault(orm::FaultKind::index_error, "list index out of range");
  company.write({{"country_id", country}, {"currency_id", country["currency_id"]}});
  const std::string zone = only_time_zone_of(code);
  if (!zone.empty()) env["res.users"].search(orm::Domain::everything()).write({{"tz", zone}});
}

void set_up_company(const Env& env, const NewDatabase& wanted) {
  const RecordSet company = env["res.company"].browse(orm::Id{1});
  if (!wanted.country_code.empty()) set_up_country(company, wanted.country_code);
  if (!wanted.phone.empty()) company.write({{"phone", wanted.phone}});
  if (wanted.login.find('@') != std::string::npos) company.write({{"email", wanted.login}});
}

void set_up_administrator(const Env& env, const NewDatabase& wanted) {
  const RecordSet admin = env.ref("base.user_admin");
  orm::Dict values{{"login", wanted.login}};
  if (wanted.login.find('@') != std::string::npos) values.set("email", wanted.login);
  if (!wanted.language.empty()) values.set("lang", wanted.language);
  admin.write(values);
  addons::base::set_password(env, admin.id(), wanted.password);
}

}  // namespace

NewDatabase read_new_database(Parameters given) {
  return {
      .name = text_at(given, 0),
      .password = text_or(optional_at(given, 3), "admin"),
      .login = text_or(optional_at(given, 4), "admin"),
      .country_code = text_or(optional_at(given, 5), ""),
      .phone = text_or(optional_at(given, 6), ""),
      .language = text_or(optional_at(given, 2), ""),
      .with_demo_data = bool(optional_at(given, 1)),
  };
}

void set_up(Databases& databases, const NewDatabase& wanted) {
  try {
    databases.open(wanted.name)->run(superuser, {}, [&](const Env& env) -> Value {
      if (!wanted.language.empty()) install_language(env, wanted.language);
      set_up_company(env, wanted);
      set_up_administrator(env, wanted);
      return {};
    });
  } catch (const orm::Fault& fault) {
    if (fault.kind() == orm::FaultKind::not_simulated) throw;
    spdlog::warn("create_database {}: {}", wanted.name, fault.what());
  }
}

}  // namespace paridoo::service
