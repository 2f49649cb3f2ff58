#include "simulator/addons/base/sequence_counter.h"

#include <array>

#include "simulator/orm/store.h"

namespace paridoo::addons::base {

using orm::RecordSet;
using orm::Value;

namespace {

orm::Store& counters(const orm::Env& env) {
  env.store().run(
      "CREATE TABLE IF NOT EXISTS ir_sequence_counter (model TEXT, owner INTEGER, next INTEGER, "
      "PRIMARY KEY (model, owner)) WITHOUT ROWID");
  return env.store();
}

}  // namespace

std::int64_t counter_next(const RecordSet& owner) {
  const std::array<Value, 2> key{Value(owner.model().name), Value(owner.id())};
  const Value next =
      counters(owner.env()).scalar("SELECT next FROM ir_sequence_counter WHERE model = ? AND owner = ?", key);
  return next.is_none() ? owner.integer("number_next") : next.integer();
}

std::int64_t counter_draw(const RecordSet& owner, std::int64_t step) {
  const std::int64_t number = counter_next(owner);
  counter_restart(owner, number + step);
  return number;
}

void counter_restart(const RecordSet& owner, std::int64_t next) {
  const std::array<Value, 3> row{Value(owner.model().name), Value(owner.id()), Value(next)};
  counters(owner.env()).run("INSERT OR REPLACE INTO ir_sequence_counter (model, owner, next) VALUES (?, ?, ?)", row);
}

void counter_forget(const RecordSet& owners) {
  for (const orm::Id id : owners.ids()) {
    const std::array<Value, 2> key{Value(owners.model().name), Value(id)};
    counters(owners.env()).run("DELETE FROM ir_sequence_counter WHERE model = ? AND owner = ?", key);
  }
}

}  // namespace paridoo::addons::base
