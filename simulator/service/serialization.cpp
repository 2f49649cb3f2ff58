#include "simulator/service/serialization.h"

#include "simulator/orm/store.h"

namespace paridoo::service {

namespace {

std::int64_t changes_so_far(const orm::Env& env) { return env.store().scalar("SELECT total_changes()").integer(); }

}  // namespace

std::string_view exception_name_of(const orm::Fault& fault) {
  if (dynamic_cast<const SerializationFailure*>(&fault)) return "psycopg2.errors.SerializationFailure";
  return orm::exception_name(fault.kind());
}

orm::Value run_call(Services& services, const std::string& name, orm::Id uid,
                    const std::function<orm::Value(const orm::Env&)>& work) {
  const auto database = services.databases.open(name);
  if (!services.serialization_faults) return database->run(uid, {}, work);
  const std::uint64_t seen = database.writes();
  return database->run(uid, {}, [&](const orm::Env& env) {
    const std::int64_t before = changes_so_far(env);
    orm::Value result = work(env);
    env.flush();
    if (changes_so_far(env) == before) return result;
    if (database.writes() != seen) throw SerializationFailure();
    database.count_write();
    return result;
  });
}

}  // namespace paridoo::service
