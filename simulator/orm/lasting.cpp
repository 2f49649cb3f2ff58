#include "simulator/orm/lasting.h"

namespace paridoo::orm {

void Lasting::repeat(Store& store) const {
  for (const auto& [table, id] : last_ids_) {
    store.run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", std::vector<Value>{id, table});
    if (store.changes() == 0)
      store.run("INSERT INTO sqlite_sequence (seq, name) VALUES (?, ?)", std::vector<Value>{id, table});
  }
  for (const auto& effect : effects_) effect(store);
}

}  // namespace paridoo::orm
