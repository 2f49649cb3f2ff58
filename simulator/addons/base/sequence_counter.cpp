#include "simulator/addons/base/sequence_counter.h"

#include <array>

#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::base {

using orm::RecordSet;
using orm::Value;

namespace {

orm::Store& counters(orm::Store& store) {
  store.run(
      "CREATE TABLE IF NOT EXISTS ir_sequence_counter (model TEXT, owner INTEGER, next INTEGER, "
      "PRIMARY KEY (model, owner)) WITHOUT ROWID");
  return store;
}
orm::Store& counters(const orm::Env& env) { return counters(env.store()); }

void put(orm::Store& store, const std::array<Value, 3>& row) {
  counters(store).run("INSERT OR REPLACE INTO ir_sequence_counter (model, owner, next) VALUES (?, ?, ?)", row);
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
  const std::array<Value, 3> row{Value(owner.model().name), Value(owner.id()), Value(number + step)};
  put(owner.env().store(), row);
  owner.env().transaction().lasting()->add([row](orm::Store& store) { put(store, row); });
  return number;
}

void counter_restart(const RecordSet& owner, std::int64_t next) {
  put(owner.env().store(), {Value(owner.model().name), Value(owner.id()), Value(next)});
}

void counter_forget(const RecordSet& owners) {
  for (const orm::Id id : owners.ids()) {
    const std::array<Value, 2> key{Value(owners.model().name), Value(id)};
    counters(owners.env()).run("DELETE FROM ir_sequence_counter WHERE model = ? AND owner = ?", key);
  }
}

}  // namespace paridoo::addons::base
