#include "simulator/service/setup.h"

#include "simulator/addons/base/credentials.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::service {

namespace {

using orm::Env;
using orm::RecordSet;
using orm::Value;

constexpr orm::Id superuser = 1;

std::string text_or(const Value& value, std::string otherwise) {
  return value.is_text() && !value.text().empty() ? value.text() : std::move(otherwise);
}

void set_up_company(const Env& env, const NewDatabase& wanted) {
  const RecordSet company = env["res.company"].browse(orm::Id{1});
  if (!wanted.country_code.empty()) {
    const RecordSet country = env["res.country"].search(orm::term("code", "ilike", wanted.country_code), {.limit = 1});
    if (!country) throw orm::Fault(orm::FaultKind::index_error, "list index out of range");
    company.write({{"country_id", country}, {"currency_id", country["currency_id"]}});
  }
  if (!wanted.phone.empty()) company.write({{"phone", wanted.phone}});
  if (wanted.login.find('@') != std::string::npos) company.write({{"email", wanted.login}});
}

void set_up_administrator(const Env& env, const NewDatabase& wanted) {
  const RecordSet admin = env.ref("base.user_admin");
  orm::Dict values{{"login", wanted.login}};
  if (wanted.login.find('@') != std::string::npos) values.set("email", wanted.login);
  admin.write(values);
  addons::base::set_password(env, admin.id(), wanted.password);
}

}  // namespace

NewDatabase read_new_database(Parameters given) {
  if (optional_at(given, 1)) throw orm::not_simulated("db.create_database with demo data");
  const std::string language = text_or(optional_at(given, 2), "en_US");
  if (language != "en_US") throw orm::not_simulated("db.create_database in the language " + language);
  return {
      .name = text_at(given, 0),
      .password = text_or(optional_at(given, 3), "admin"),
      .login = text_or(optional_at(given, 4), "admin"),
      .country_code = text_or(optional_at(given, 5), ""),
      .phone = text_or(optional_at(given, 6), ""),
  };
}

void set_up(Databases& databases, const NewDatabase& wanted) {
  databases.open(wanted.name)->run(superuser, {}, [&](const Env& env) -> Value {
    set_up_company(env, wanted);
    set_up_administrator(env, wanted);
    return {};
  });
}

}  // namespace paridoo::service
