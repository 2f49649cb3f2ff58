// Behaviour: what a model of an addon does, beside the facts that say what it is.
//
// simulator/addons/<module>/models/<model>.cpp holds one function that returns a Behaviour, and the functions that it
// names. Registry::build joins all of them with the facts of a series and refuses names that the series does not have,
// unless the row is marked with the series it is for.
//
//   Behaviour stock_quant() {
//     return {
//         .model = "stock.quant",
//         .computes = {{{"available_quantity"}, compute_available_quantity}},
//         .methods = {{"action_apply_inventory", "", action_apply_inventory}},
//     };
//   }
//
// Several addons may describe one model: rows of a later addon come over those of an earlier one. Methods and the
// create, write, unlink and copy_data hooks then form a chain, as overridden methods do in Odoo: `super` calls the
// next one. A compute, inverse, search or default is replaced (include the earlier addon's header to call its version).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/domain.h"
#include "simulator/orm/facts.h"
#include "simulator/orm/value.h"

namespace paridoo::orm {

class Env;
class RecordSet;
struct Compilation;  // domain_compile.h
struct Source;
struct Sql;

// The series that a row is for, both ends included.
struct In {
  Series since = Series::v17;
  Series until = Series::v19;
  bool covers(Series series) const { return since <= series && series <= until; }
};

// The arguments of a method call, bound to the names of its signature. Defaults are filled in.
class Arguments {
 public:
  Arguments() = default;
  explicit Arguments(Dict bound) : bound_(std::move(bound)) {}
  // The value of a parameter that the signature names; a name it does not have is a bug (std::logic_error).
  const Value& operator[](std::string_view name) const;
  const Dict& all() const { return bound_; }

 private:
  Dict bound_;
};

// The version of a method that this one overrides. Without arguments it is called with the same ones.
class Super {
 public:
  using Body = std::function<Value(const RecordSet&, const Arguments&)>;
  Super(const RecordSet& self, const Arguments& arguments, Body next)
      : self_(self), arguments_(arguments), next_(std::move(next)) {}
  Value operator()() const { return next_(self_, arguments_); }
  Value operator()(const RecordSet& self) const { return next_(self, arguments_); }
  Value operator()(const RecordSet& self, const Arguments& arguments) const { return next_(self, arguments); }

 private:
  const RecordSet& self_;
  const Arguments& arguments_;
  Body next_;
};

using PlainMethod = Value (*)(const RecordSet& self, const Arguments& arguments);
using ExtendingMethod = Value (*)(const RecordSet& self, const Arguments& arguments, const Super& super);

struct Method {
  std::string_view name = {};
  // "domain, fields=None, offset=0": the parameters after self, with Python literals as defaults (None, True, False,
  // numbers, 'text', [], {}). "**kwargs" at the end takes any further named ones.
  std::string_view signature = {};
  PlainMethod plain = nullptr;
  ExtendingMethod extending = nullptr;
  bool on_model = false;  // @api.model: clients pass no ids
  In in = {};

  Method(std::string_view name, std::string_view signature, PlainMethod body, In in = {})
      : name(name), signature(signature), plain(body), in(in) {}
  Method(std::string_view name, std::string_view signature, ExtendingMethod body, In in = {})
      : name(name), signature(signature), extending(body), in(in) {}
};

// @api.model: `self` is the empty record set of the model.
template <class Body>
Method model_method(std::string_view name, std::string_view signature, Body body, In in = {}) {
  Method method(name, signature, body, in);
  method.on_model = true;
  return method;
}

// Assigns every one of `fields` on every record of `self` with RecordSet::set.
struct Compute {
  std::vector<std::string_view> fields = {};
  void (*function)(const RecordSet& self) = nullptr;
  In in = {};
};

// Carries a written value of a computed field to where it comes from.
struct Inverse {
  std::string_view field = {};
  void (*function)(const RecordSet& self) = nullptr;
  In in = {};
};

// What a condition on a computed field that is not stored means.
struct Search {
  std::string_view field = {};
  Domain (*function)(const RecordSet& model, std::string_view comparison, const Value& operand) = nullptr;
  In in = {};
};

// What stands in SQL for a computed field without a column (_field_to_sql): orders and groups are made with it, and
// conditions if there is no Search. Include domain_compile.h; what the expression reads is asked of field_sql.
struct Expression {
  std::string_view field = {};
  Sql (*function)(Compilation& compilation, const Source& source) = nullptr;
  In in = {};
};

struct Default {
  std::string_view field = {};
  Value (*function)(const RecordSet& model) = nullptr;
  In in = {};
};

// Throws a ValidationError if `self` breaks it. Called when one of `fields` was written.
struct Constraint {
  void (*function)(const RecordSet& self) = nullptr;
  std::vector<std::string_view> fields = {};
  In in = {};
};

// What a form does when somebody has changed one of `fields` in it (@api.onchange): it sets fields of the record, which
// is never saved. Gives None, or a dict with a "warning".
struct Onchange {
  std::vector<std::string_view> fields = {};
  Value (*function)(const RecordSet& self) = nullptr;
  In in = {};
};

// No two records agree in all of `fields` (with NULLs differing, as in SQL).
struct Unique {
  std::vector<std::string_view> fields = {};
  std::string_view message = {};
  In in = {};
};

// Columns that searches go through together: the store finds their rows at once.
struct Index {
  std::vector<std::string_view> fields = {};
  In in = {};
};

// Delegation (_inherits): fields of `parent` appear on this model through the many2one `field`.
struct Inherits {
  std::string_view parent = {};
  std::string_view field = {};
  In in = {};
};

// Two many2many fields that are the two sides of one relation: facts do not say so.
struct SharedRelation {
  std::string_view field = {};
  std::string_view other_model = {};
  std::string_view other_field = {};
  In in = {};
};

// The next create() of the chain: in the caller's environment, or in that of `model` (the records it gives are then
// seen by that one).
class CreateSuper {
 public:
  using Body = std::function<RecordSet(const RecordSet& model, std::vector<Dict> values)>;
  CreateSuper(const RecordSet& model, Body next) : model_(model), next_(std::move(next)) {}
  RecordSet operator()(std::vector<Dict> values) const;
  RecordSet operator()(const RecordSet& model, std::vector<Dict> values) const;

 private:
  const RecordSet& model_;
  Body next_;
};

using WriteSuper = std::function<void(const RecordSet& self, Dict values)>;
using UnlinkSuper = std::function<void(const RecordSet& self)>;
using CopyDataSuper = std::function<std::vector<Dict>(const RecordSet& self, const Dict& defaults)>;

struct Behaviour {
  std::string_view model = {};
  In in = {};  // the series that have the model
  // Not one model but every model that has this field: a mixin ("message_follower_ids" for mail.thread).
  std::string_view mixin_marker = {};
  std::vector<Inherits> inherits = {};
  std::string_view rec_name = {};                         // the field that display_name shows; "name" if there is one
  std::vector<std::string_view> name_search_fields = {};  // _rec_names_search, paths too; rec_name if empty
  std::string_view parent_name = {};                      // the many2one that child_of follows; "parent_id"
  std::vector<SharedRelation> shared_relations = {};
  std::vector<Default> defaults = {};
  std::vector<Compute> computes = {};
  std::vector<Inverse> inverses = {};
  std::vector<Search> searches = {};
  std::vector<Expression> expressions = {};
  std::vector<Constraint> constraints = {};
  std::vector<Unique> unique = {};
  std::vector<Index> indexes = {};
  std::vector<Onchange> onchanges = {};
  std::vector<Method> methods = {};
  // Overrides of the four central methods; null: none.
  RecordSet (*create)(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) = nullptr;
  void (*write)(const RecordSet& self, Dict values, const WriteSuper& super) = nullptr;
  void (*unlink)(const RecordSet& self, const UnlinkSuper& super) = nullptr;
  std::vector<Dict> (*copy_data)(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) = nullptr;
};

// A module: its name, what it builds on, and its models.
struct Addon {
  std::string_view name = {};
  std::vector<std::string_view> depends = {};
  std::vector<Behaviour> models = {};
};

}  // namespace paridoo::orm
