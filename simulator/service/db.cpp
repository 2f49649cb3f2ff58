#include "simulator/service/db.h"

#include <algorithm>
#include <array>

#include "simulator/addons/base/attachment_content.h"
#include "simulator/orm/fault.h"
#include "simulator/service/backup.h"
#include "simulator/service/countries.h"
#include "simulator/service/database_identity.h"
#include "simulator/service/demo.h"
#include "simulator/service/languages.h"
#include "simulator/service/parameters.h"
#include "simulator/service/setup.h"
#include "simulator/service/version.h"

namespace paridoo::service {

namespace {

using orm::Fault;
using orm::FaultKind;
using orm::Value;

// --- anybody may call these

Value list(Services& services, Parameters) {
  orm::List out;
  for (std::string& name : services.databases.names()) out.emplace_back(std::move(name));
  return out;
}

Value db_exist(Services& services, Parameters given) {
  return given[0].is_text() && services.databases.contains(given[0].text());
}

Value server_version(Services& services, Parameters) { return orm::name_of(services.series); }

Value list_lang(Services&, Parameters) { return installable_languages(); }

// --- these come after the master password

Value create_database(Services& services, Parameters given) {
  const NewDatabase wanted = read_new_database(given);
  services.databases.create(wanted.name);
  set_up(services.databases, wanted);
  if (wanted.with_demo_data) add_demo_data(services.databases, wanted.name);
  return true;
}

Value duplicate_database(Services& services, Parameters given) {
  services.databases.duplicate(text_at(given, 0), text_at(given, 1));
  if (optional_at(given, 2)) neutralize(*services.databases.open(text_at(given, 1)));
  return true;
}

Value drop(Services& services, Parameters given) { return services.databases.drop(text_at(given, 0)); }

Value rename(Services& services, Parameters given) {
  services.databases.rename(text_at(given, 0), text_at(given, 1));
  return true;
}

Value change_admin_password(Services& services, Parameters given) {
  services.master_password.change(text_at(given, 0));
  return true;
}

Value dump(Services& services, Parameters given) {
  if (given[1] != Value("zip")) throw orm::not_simulated("db.dump in another format than zip");
  return addons::base::encode_base64(backup_of(services.databases, text_at(given, 0)));
}

Value restore_database(Services& services, Parameters given) {
  const std::string bytes = addons::base::decode_base64(text_at(given, 1));
  restore(services.databases, text_at(given, 0), bytes, bool(optional_at(given, 2)));
  return true;
}

Value list_countries(Services& services, Parameters) { return known_countries(services.series); }
Value migrate_databases(Services&, Parameters) { throw orm::not_simulated("db.migrate_databases"); }

constexpr std::array<ServiceMethod, 4> open_methods = {{
    {"db_exist", 1, 1, db_exist},
    {"list", 0, 1, list},
    {"list_lang", 0, 0, list_lang},
    {"server_version", 0, 0, server_version},
}};

constexpr std::array<ServiceMethod, 9> guarded_methods = {{
    {"change_admin_password", 1, 1, change_admin_password},
    {"create_database", 3, 7, create_database},
    {"drop", 1, 1, drop},
    {"dump", 2, 2, dump},
    {"duplicate_database", 2, 3, duplicate_database},
    {"list_countries", 0, 0, list_countries},
    {"migrate_databases", 1, 1, migrate_databases},
    {"rename", 2, 2, rename},
    {"restore", 2, 3, restore_database},
}};

template <std::size_t Count>
const ServiceMethod* find(const std::array<ServiceMethod, Count>& methods, const std::string& name) {
  const auto found = std::find_if(methods.begin(), methods.end(), [&](const auto& one) { return one.name == name; });
  return found == methods.end() ? nullptr : &*found;
}

Value call_guarded(Services& services, const ServiceMethod& method, Parameters given) {
  if (given.empty()) throw Fault(FaultKind::index_error, "list index out of range");
  const Value& password = given.front();
  if (!password.is_text() || !services.master_password.opens_with(password.text()))
    throw Fault(FaultKind::access_denied, "Access Denied");
  return call(services, method, given.subspan(1));
}

}  // namespace

Value dispatch_db(Services& services, const std::string& method, const orm::List& params) {
  return observed(services, {.service = "db", .method = method}, [&] {
    if (const ServiceMethod* found = find(open_methods, method)) return call(services, *found, params);
    if (const ServiceMethod* found = find(guarded_methods, method)) return call_guarded(services, *found, params);
    throw Fault(FaultKind::key_error, "Method not found: " + method);
  });
}

}  // namespace paridoo::service
