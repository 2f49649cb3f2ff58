// What a rollback does not undo. In Odoo it happens outside of the transaction: a number drawn from a sequence of
// PostgreSQL, the id of a record among them, stays drawn when the call fails.
#pragma once

#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "simulator/orm/store.h"

namespace paridoo::orm {

class Lasting {
 public:
  // `effect` was done; it may be done again, and must then leave the same.
  void add(std::function<void(Store&)> effect) { effects_.push_back(std::move(effect)); }
  // A record of this table got this id. The name lives as long as the registry.
  void drew_id(std::string_view table, Id id) { last_ids_[table] = id; }
  void repeat(Store& store) const;
  bool empty() const { return effects_.empty() && last_ids_.empty(); }

 private:
  std::vector<std::function<void(Store&)>> effects_;
  std::map<std::string_view, Id> last_ids_;
};

}  // namespace paridoo::orm
