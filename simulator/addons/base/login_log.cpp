#include "simulator/addons/base/login_log.h"

#include <vector>

#include "simulator/orm/store.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// Databases that an earlier version made have no such table.
void make_table(const Env& env) {
  env.store().run("CREATE TABLE IF NOT EXISTS paridoo_logins (uid INTEGER PRIMARY KEY, moment TEXT NOT NULL)");
}

}  // namespace

void note_login(const Env& env, Id uid) {
  make_table(env);
  env.store().run(
      "INSERT INTO paridoo_logins (uid, moment) VALUES (?, ?) ON CONFLICT (uid) DO UPDATE SET moment = excluded.moment",
      std::vector<Value>{uid, env.now_text()});
}

Value last_login(const Env& env, Id uid) {
  make_table(env);
  return env.store().scalar("SELECT moment FROM paridoo_logins WHERE uid = ?", std::vector<Value>{uid});
}

}  // namespace paridoo::addons::base
