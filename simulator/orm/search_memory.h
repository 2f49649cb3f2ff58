// Searches as they were written out in SQL: kept by a transaction and handed on to the next one, since they hold
// whatever changes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "simulator/orm/domain_sql.h"
#include "simulator/orm/order_sql.h"

namespace paridoo::orm {

// An order of a model's records, for the alias that a search has for them.
struct KnownOrdering {
  std::string order = {};  // as it was asked for
  Ordering ordering = {};
  std::vector<const Field*> reads = {};
};

// The models (by Model::index) whose rows decide the order of what a field links to; none: something else does.
using LinkOrder = std::optional<std::vector<std::size_t>>;

struct SearchMemory {
  std::unordered_map<const Field*, PreparedSearch> one2manys;  // the parent's id is the first parameter
  std::unordered_map<const Model*, std::vector<KnownOrdering>> orderings;
  std::unordered_map<const Field*, LinkOrder> link_orders;
};

}  // namespace paridoo::orm
