// A transaction: the cache of one call, what is stale in it, and what is still to be written.
//
// Stored fields live in rows, read from SQLite whole on first use and written back by flush(). Computed fields that are
// stored are marked stale along the registry's triggers and computed when read, or at the latest by flush(). Computed
// fields that are not stored are kept only until the next change of anything (a generation counter): recomputing is
// cheap here, and no trigger can be forgotten.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "simulator/orm/clock.h"
#include "simulator/orm/lasting.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"
#include "simulator/orm/user_defaults.h"
#include "simulator/orm/web_post.h"

namespace paridoo::orm {

struct Row;
struct RowMemory;
class Findings;
struct RightsMemory;
struct PreparedSearch;
struct SearchMemory;

// Who sees a record set, and how. Interned: equal scopes are one object.
struct Scope {
  Id uid = {};
  bool superuser = {};
  Dict context = {};
  int key = {};                            // dense; values of computed fields that are not stored are kept by it
  mutable const Scope* other_rights = {};  // the same but for `superuser`, once it has been asked for
};

// A field whose changes are told of.
struct TrackedField {
  const Field* field = nullptr;
  Id id = 0;  // of its ir.model.fields
  std::int64_t sequence = 0;
};

// What the tracked fields of the records of a model held before the transaction changed them.
struct InitialValues {
  struct Record {
    Id id = 0;
    bool is_told = true;    // not of records that the transaction made
    bool is_whole = false;  // the columns are there
    std::vector<std::pair<const Field*, Value>> values = {};
  };
  Env env;  // of the first change
  const Model* model = nullptr;
  std::vector<Record> records = {};  // in the order of their changes
  std::unordered_map<Id, std::size_t> places = {};

  Record& of(Id id);
};

class Transaction {
 public:
  // `memory`: what the transaction before this one handed on.
  Transaction(Store& store, const Registry& registry, const Clock& clock, std::mt19937_64& chance,
              const std::shared_ptr<RowMemory>& memory = {});
  ~Transaction();
  // The rows and links that were read or written spare the next transaction the reading. To be asked for last, after a
  // commit, where nobody else writes to the store.
  std::shared_ptr<RowMemory> hand_on();

  Env env(Id uid, Dict context, bool superuser = false);
  Store& store() { return store_; }
  const Registry& registry() const { return registry_; }
  Moment now() const { return now_; }
  std::mt19937_64& chance() { return chance_; }
  const std::shared_ptr<Lasting>& lasting() const { return lasting_; }

  // The value of a field of one record: None if unset; x2many as a list of ids, inactive ones included.
  Value get(const Env& env, const Field& field, Id id);
  // The same without a copy, where the value stands in a column as it is; nullptr elsewhere. Good until the next call.
  const Value* look(const Env& env, const Field& field, Id id);
  // The ids that get() gives for a stored x2many. Good until the next call.
  const Ids& links(const Env& env, const Field& field, Id id);
  // Computes a field that is not kept for many records at once, as far as their values are not known.
  void compute_together(const Env& env, const Field& field, const Ids& ids);
  // Puts a value that has been converted (convert.h) where the field keeps it, and marks what depends on it as stale.
  // No hooks, no rights, no inverse: write.cpp does those. False if the value was there already: then nothing is
  // marked.
  bool put(const Env& env, const Field& field, Id id, Value value);
  // Unsets a many2one as the database does when the record that it refers to goes: nothing that depends on it is told.
  void unset(const Field& field, Id id);
  // A new row with the values of some columns; the others are null. To be followed by created().
  Id insert(const Env& env, const Model& model, const std::vector<std::pair<const Field*, Value>>& given);
  // Marks the stored computed fields of a new row as stale, those that are protected excepted, and what depends on it.
  void created(const Model& model, Id id);
  // Deletes rows, and forgets them.
  void remove(const Model& model, std::span<const Id> ids);
  bool exists(const Model& model, Id id);
  // Throws BrokenCheck if the value of a many2one field refers to no record, as PostgreSQL's foreign keys do. A field
  // of each company's own value has none.
  void check_refers(const Field& field, const Value& value);

  // The ids of a stored many2many or one2many, from the cache if they are there.
  const Ids& linked(const Field& field, Id id);
  // Replaces the pairs of a stored many2many.
  void link(const Field& field, Id id, const Ids& others);

  // Marks what depends on these fields as stale.
  void modified(std::span<const Field* const> fields, std::span<const Id> ids);
  // Marks a stored computed field itself as stale, unless it is protected.
  void outdate(const Field& field, std::span<const Id> ids);
  // Computes every stale value of these fields.
  void recompute(std::span<const Field* const> fields);
  // Computes all that is stale, writes all that is dirty.
  void flush();
  // Computes these fields, and writes the rows in which one of them is dirty: what a search needs.
  void flush_for(std::span<const Field* const> fields);
  // Forgets every cached row and link of a model (after SQL has changed it).
  void forget(const Model& model);
  // Forgets all that is cached, stale or still to be written: for when SQLite has gone back to an earlier state. What
  // lasts is done again.
  void forget_all();
  // The fields of a model that have a "tracking" in ir.model.fields.
  const std::vector<TrackedField>& tracked(const Model& model);
  // Whether a model tells of their changes itself: it has a _track_finalize.
  bool tells_changes(const Model& model);
  // Remembers what a record holds before it is changed, unless the context wants no tracking.
  void track(const Env& env, const Model& model, Id id);
  // Adds the value of a tracked field that is in no column.
  void track(const Env& env, const Field& field, Id id, Value value);
  void track_no_more(const Env& env, const Model& model, Id id);
  // Gives what was remembered of a model, and forgets it.
  std::optional<InitialValues> take_initial_values(const Model& model);
  // Work for the end of the transaction (cr.precommit).
  void before_commit(const Env& env, std::function<void(const Env&)> work);
  // To be sent after the commit.
  void post(WebPost message) { posts_.push_back(std::move(message)); }
  std::vector<WebPost> take_posts() { return std::exchange(posts_, {}); }
  // Computes and writes all there is; then does what was to be done before the commit.
  void finish();

  // Marks write_date and write_uid of a record to be set by the next flush.
  void touch(const Env& env, const Model& model, Id id);

  // While it lives, a set() of these fields on these records stores instead of writing, and they do not become stale.
  class Protection {
   public:
    Protection(Transaction& transaction, std::span<const Field* const> fields, std::span<const Id> ids);
    ~Protection();
    Protection(const Protection&) = delete;
    Protection& operator=(const Protection&) = delete;
    bool covers(const Field& field, Id id) const;

   private:
    Transaction& transaction_;
    std::vector<const Field*> fields_;
    Ids ids_;
  };
  bool is_protected(const Field& field, Id id) const;

  // While it lives, computed values are not held against constraints: of records that are still being made, of forms.
  class Leniency {
   public:
    explicit Leniency(Transaction& transaction);
    ~Leniency();
    Leniency(const Leniency&) = delete;
    Leniency& operator=(const Leniency&) = delete;

   private:
    Transaction& transaction_;
  };

  // What was found out of the users' rights and still holds.
  RightsMemory& rights();
  SearchMemory& searches();
  // What was found out by asking rows.
  Findings& findings();
  // What users set as defaults; nothing until somebody asks (user_defaults.h).
  std::optional<UserDefaults>& user_defaults();

  const Scope& intern(Id uid, bool superuser, Dict context);
  // The same scope with or without the superuser's rights.
  const Scope& with_rights(const Scope& scope, bool superuser);

 private:
  struct Cache;
  using Visited = std::unordered_map<const Field*, std::unordered_set<Id>>;
  friend class Protection;

  Row& row(const Model& model, Id id);
  Value related(const Env& env, const Field& field, Id id);
  Value computed(const Env& env, const Field& field, Id id);
  void forget_rights(const Model& changed);
  void forget_found_in(const Model& changed);
  InitialValues& initial_values(const Env& env, const Model& model);
  void mark_dirty(const Model& model, Id id, Row& row);

  bool add_stale(const Field& field, Id id);
  void forget_stale(const Field& field, Id id);
  void compute_if_stale(const Env& env, const Field& field, Id id);
  void compute_stale(const Env& env, const Field& field);
  void run_compute(const Env& env, const Field& field, Ids ids);
  void check_computed(const RecordSet& records, std::span<const Field* const> fields);
  void recompute_all();
  void outdate();
  void follow(const Trigger& trigger, std::span<const Id> ids, Visited& visited);
  bool becomes_stale(const Field& target, Id id, Visited& visited);
  Ids backwards(std::span<const Field* const> path, Ids ids);
  Ids referring(const Field& step, const Ids& ids);
  Ids load_referring(const Field& step, const Ids& ids);
  std::optional<Ids> referring_to_new(const Field& step, std::span<const Id> ids) const;

  void write_dirty();
  // Those in which one of these fields is dirty.
  void write_dirty(std::span<const Field* const> fields);
  void write_row(const Model& model, Id id, Row& row);
  void set_touched(const Model& model, Row& row);

  PreparedSearch one2many_search(const Field& field, Id parent);
  Ids load_one2many(const Field& field, Id id);
  Ids load_many2many(const Field& field, Id id);
  Ids pairs_of(const Field& field, Id id);
  Ids links_before(const Field& field, Id id);
  Ids search_ids(const Model& model, const Domain& domain);
  void links_changed(const Field& field, Id id, const Ids& others);
  void move_between_parents(const Field& field, Id id, const Value& from, const Value& to);
  void forget_referring(const Model& model);
  void forget_records(const Model& model, std::span<const Id> ids);

  Store& store_;
  const Registry& registry_;
  Moment now_;
  std::mt19937_64& chance_;
  std::deque<Scope> scopes_;
  std::unique_ptr<Cache> cache_;
  std::vector<WebPost> posts_ = {};
  std::shared_ptr<Lasting> lasting_ = std::make_shared<Lasting>();
};

}  // namespace paridoo::orm
