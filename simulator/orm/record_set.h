// Record sets: an ordered set of records of one model, seen by one environment. What Odoo's recordsets do, spelled in
// C++.
//
//   for (const RecordSet& move : picking["move_ids"].where("state", "not in", List{"done", "cancel"}))
//     move.set("quantity", move.number("product_uom_qty"));
//
// A record set is a value; copying it copies ids. Reading goes through the transaction's cache, and computes what is
// stale. A typed getter takes a set of one record; on an empty set it gives the null value (false, 0, "", no record),
// as Odoo does; on more than one it throws the ValueError "Expected singleton". A field name that the model does not
// have, or that is of another type than the getter, is a bug (std::logic_error).
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "simulator/orm/behaviour.h"
#include "simulator/orm/clock.h"
#include "simulator/orm/domain.h"
#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"
#include "simulator/orm/value.h"

namespace paridoo::orm {

struct SearchOptions {
  std::int64_t offset = 0;
  std::int64_t limit = 0;  // 0: no limit
  std::string order = {};  // empty: the model's own
};

class RecordSet {
 public:
  RecordSet(Env env, const Model& model, Ids ids = {}) : env_(env), model_(&model), ids_(std::move(ids)) {}

  const Env& env() const { return env_; }
  const Model& model() const { return *model_; }
  const Ids& ids() const& { return ids_; }
  Ids ids() && { return std::move(ids_); }  // so that a loop over (a - b).ids() has something to stand on
  std::size_t size() const { return ids_.size(); }
  bool empty() const { return ids_.empty(); }
  explicit operator bool() const { return !empty(); }
  // The id of a single record, 0 of none.
  Id id() const;
  // Throws "Expected singleton" unless there is exactly one.
  const RecordSet& ensure_one() const;
  // As a value to write into a many2one (id or False) or a domain.
  operator Value() const { return empty() ? Value(false) : size() == 1 ? Value(ids_.front()) : Value(ids_); }

  // --- the same records, seen otherwise
  RecordSet in(const Env& env) const { return {env, *model_, ids_}; }
  RecordSet with_context(const Dict& changes) const { return in(env_.with_context(changes)); }
  RecordSet with_company(const RecordSet& company) const;
  RecordSet sudo() const { return in(env_.sudo()); }
  RecordSet browse(Ids ids) const { return {env_, *model_, std::move(ids)}; }
  RecordSet browse(Id id) const { return {env_, *model_, id ? Ids{id} : Ids{}}; }
  RecordSet none() const { return {env_, *model_}; }

  // --- reading a field
  // The raw value: None if unset; ids as integers (many2one) or lists.
  Value value(std::string_view field) const;
  bool flag(std::string_view field) const;
  std::int64_t integer(std::string_view field) const;
  double number(std::string_view field) const;     // float, monetary or integer
  std::string text(std::string_view field) const;  // char, text, html, selection, reference, date, datetime
  std::optional<Day> day(std::string_view field) const;
  std::optional<Moment> moment(std::string_view field) const;
  // The records that a relational field leads to from all of ours, each once. Inactive ones are left out of x2many
  // fields unless the context says active_test=False.
  RecordSet operator[](std::string_view field) const;
  // operator[] along "picking_id.partner_id".
  RecordSet mapped(std::string_view path) const;
  double sum(std::string_view field) const;
  std::vector<std::string> texts(std::string_view field) const;
  std::string display_name() const { return text("display_name"); }

  // --- writing a field
  // Assigns a field of each record. Inside the compute of that field it stores the result; elsewhere it is a write().
  void set(std::string_view field, Value value) const;

  // --- as a set
  class Iterator;
  Iterator begin() const;
  Iterator end() const;
  RecordSet at(std::size_t index) const { return browse(ids_.at(index)); }
  RecordSet first(std::size_t count = 1) const;
  RecordSet last() const { return empty() ? none() : browse(ids_.back()); }
  bool contains(Id id) const { return std::find(ids_.begin(), ids_.end(), id) != ids_.end(); }
  bool contains(const RecordSet& one) const;
  RecordSet operator|(const RecordSet& other) const;  // union, ours first
  RecordSet operator-(const RecordSet& other) const;
  RecordSet operator&(const RecordSet& other) const;
  RecordSet& operator|=(const RecordSet& other) { return *this = *this | other; }
  RecordSet& operator-=(const RecordSet& other) { return *this = *this - other; }
  bool operator==(const RecordSet& other) const;  // same model, same ids in any order
  RecordSet reversed() const;

  template <class Predicate>
  requires std::is_invocable_r_v<bool, Predicate, const RecordSet&> RecordSet filtered(Predicate keep)
  const {
    RecordSet out = none();
    for (const Id id : ids_)
      if (keep(browse(id))) out.ids_.push_back(id);
    return out;
  }
  // Those where a boolean field is set, a number is not 0, a text or relation is not empty.
  RecordSet filtered(std::string_view field) const;
  // Those that a condition holds for, by the records' current values.
  RecordSet where(std::string path, std::string comparison, Value operand) const;
  RecordSet filtered_domain(const Domain& domain) const;
  // Stable; `key` gives anything that has an order.
  template <class Key>
  requires std::is_invocable_v<Key, const RecordSet&> RecordSet sorted(Key key, bool descending = false)
  const {
    std::vector<std::pair<std::invoke_result_t<Key, const RecordSet&>, Id>> keyed;
    for (const Id id : ids_) keyed.emplace_back(key(browse(id)), id);
    std::stable_sort(keyed.begin(), keyed.end(),
                     [&](const auto& a, const auto& b) { return descending ? b.first < a.first : a.first < b.first; });
    RecordSet out = none();
    for (const auto& [_, id] : keyed) out.ids_.push_back(id);
    return out;
  }
  // In the order of the model.
  RecordSet sorted() const;
  // The records by key, keys in the order in which they are met.
  template <class Key>
  auto grouped(Key key) const {
    std::vector<std::pair<std::invoke_result_t<Key, const RecordSet&>, RecordSet>> groups;
    for (const Id id : ids_) {
      auto of = key(browse(id));
      auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == of; });
      if (found == groups.end())
        groups.emplace_back(std::move(of), browse(id));
      else
        found->second.ids_.push_back(id);
    }
    return groups;
  }

  // --- the ORM's methods, with the hooks of the model's behaviour
  RecordSet create(std::vector<Dict> values) const;
  RecordSet create(Dict values) const { return create(std::vector<Dict>{std::move(values)}); }
  void write(Dict values) const;
  void unlink() const;
  RecordSet copy(const Dict& defaults = {}) const;
  RecordSet exists() const;
  // In the model's order unless `options` says otherwise. Inactive records are left out unless the domain says
  // something of `active` or the context active_test=False.
  RecordSet search(const Domain& domain, const SearchOptions& options = {}) const;
  std::int64_t search_count(const Domain& domain) const;
  // The defaults of a new record for these fields, as default_get gives them.
  Dict default_get(std::span<const std::string> fields) const;
  // The sums of numeric fields over a search, by a many2one or other stored field: a light read_group for our own code.
  struct Group {
    Value key;  // the stored value: an id, a text, None
    std::vector<double> sums;
    std::int64_t count;
  };
  std::vector<Group> sums_by(std::string_view field, std::span<const std::string_view> summed,
                             const Domain& domain) const;

  // Calls a method by its name, through the whole chain of overrides. Arguments are bound to the signature; what does
  // not fit is the TypeError that Python gives.
  Value call(std::string_view method, List arguments = {}, Dict named = {}) const;
  bool has_method(std::string_view method) const { return model_->methods.count(method) > 0; }

 private:
  friend class Transaction;
  Env env_;
  const Model* model_;
  Ids ids_;
};

class RecordSet::Iterator {
 public:
  Iterator(const RecordSet& set, std::size_t at) : set_(&set), at_(at) {}
  RecordSet operator*() const { return set_->browse(set_->ids_[at_]); }
  Iterator& operator++() {
    ++at_;
    return *this;
  }
  bool operator!=(const Iterator& other) const { return at_ != other.at_; }

 private:
  const RecordSet* set_;
  std::size_t at_;
};

inline RecordSet::Iterator RecordSet::begin() const { return {*this, 0}; }
inline RecordSet::Iterator RecordSet::end() const { return {*this, ids_.size()}; }

// The commands that write an x2many field: {"order_line": List{command::create({...})}}.
namespace command {
inline Value create(Dict values) { return List{0, 0, std::move(values)}; }
inline Value update(Id id, Dict values) { return List{1, id, std::move(values)}; }
inline Value remove(Id id) { return List{2, id, 0}; }
inline Value unlink(Id id) { return List{3, id, 0}; }
inline Value link(Id id) { return List{4, id, 0}; }
inline Value clear() { return List{5, 0, 0}; }
inline Value set(const Ids& ids) { return List{6, 0, Value(ids)}; }
}  // namespace command

}  // namespace paridoo::orm
