// What a rollback does not undo. In Odoo it happens outside of the transaction: a number drawn from a sequence of
// PostgreSQL stays drawn when the call fails.
#pragma once

#include <functional>
#include <vector>

#include "simulator/orm/store.h"

namespace paridoo::orm {

class Lasting {
 public:
  // `effect` was done; it may be done again, and must then leave the same.
  void add(std::function<void(Store&)> effect) { effects_.push_back(std::move(effect)); }
  void repeat(Store& store) const {
    for (const auto& effect : effects_) effect(store);
  }
  bool empty() const { return effects_.empty(); }

 private:
  std::vector<std::function<void(Store&)>> effects_;
};

}  // namespace paridoo::orm
