// What a Transaction remembers; private to the files that implement it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "simulator/orm/findings.h"
#include "simulator/orm/rights_memory.h"
#include "simulator/orm/search_memory.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

// A record's columns, as SQLite has them or as they are to be written.
struct Row {
  std::vector<Value> values;
  std::vector<bool> dirty;
  bool is_dirty = false;
  bool is_changed = false;  // by this transaction
  bool is_new = false;      // made by this transaction
  bool is_touched = false;  // write_date and write_uid are to be set
  Id touched_by = 0;
};

struct Computed {
  Value value;
  std::uint64_t generation;  // the value holds as long as nothing has changed since
};

struct ComputedKey {
  Id id;
  int scope;
  bool operator==(const ComputedKey&) const = default;
};

struct ComputedKeyHash {
  std::size_t operator()(const ComputedKey& key) const { return std::hash<Id>()(key.id * 1009 + key.scope); }
};

// What a compute that is running computes.
struct Computing {
  const Field* field;
  Ids ids;  // in order
};

struct RowMemory {
  std::vector<std::unordered_map<Id, Row>> rows;  // by Model::index
  std::vector<std::unordered_set<Id>> existing;   // by Model::index: records that are there besides
  std::unordered_map<const Field*, std::unordered_map<Id, Ids>> links;
  SearchMemory searches;
  int hand_ons = 0;
  std::vector<bool> decides_rights;                               // by Model::index
  std::vector<std::optional<std::vector<TrackedField>>> tracked;  // by Model::index
  RightsMemory rights;
  Findings findings;
  std::optional<UserDefaults> user_defaults;
};

struct Transaction::Cache : RowMemory {
  std::vector<bool> has_changed;        // by Model::index: some row of it
  std::set<std::string_view> relinked;  // tables of pairs
  std::vector<bool> is_forgotten;       // by Model::index: rows that were changed may not be here
  std::unordered_map<const Field*, std::map<Ids, Ids>> referring;  // by the records referred to, while the field stays
  std::unordered_map<const Field*, std::unordered_map<ComputedKey, Computed, ComputedKeyHash>> computed;
  std::unordered_map<const Field*, Ids> stale;  // the ids in order
  std::vector<bool> was_stale;                  // by Field::index: whether it is worth a look into `stale`
  std::vector<const Field*> stale_order;        // fields in the order in which they became stale
  std::vector<const Protection*> protections;   // the innermost last
  std::vector<std::uint16_t> protected_by;      // by Field::index: how many of them protect some record's value
  std::vector<Computing> computing;             // the innermost last
  std::vector<std::pair<const Model*, Id>> dirty;
  std::vector<std::pair<const Model*, Id>> changed;
  std::uint64_t generation = 0;
  int leniencies = 0;
  std::vector<InitialValues> initial;  // in the order in which the models were met
  std::vector<std::pair<Env, std::function<void(const Env&)>>> before_commit;

  // Whether it is the running compute itself that assigns a value.
  bool computes(const Field& field, Id id) const {
    if (computing.empty()) return false;
    const auto& [computed, ids] = computing.back();
    const auto& together = computed->computed_together;
    const bool is_its_field =
        computed == &field || std::find(together.begin(), together.end(), &field) != together.end();
    return is_its_field && std::binary_search(ids.begin(), ids.end(), id);
  }
};

}  // namespace paridoo::orm
