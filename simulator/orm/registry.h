// The registry: the models of one series, facts joined with behaviour, frozen.
//
// Built once for a series and shared by all of its databases and threads; nothing in it changes after build().
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "simulator/orm/behaviour.h"
#include "simulator/orm/facts.h"
#include "simulator/orm/name_index.h"

namespace paridoo::orm {

struct Field;
struct Model;

// Where a many2many keeps its pairs.
struct RelationTable {
  std::string table = {};
  std::string column = {};        // holds ids of the field's own model
  std::string other_column = {};  // holds ids of its comodel
};

// Says that a change of the field that owns it makes `target` stale, on the records from which `path` leads to the
// changed ones.
struct Trigger {
  const Field* target = {};
  std::vector<const Field*> path = {};
};

struct Field {
  // What nearly every access to a value asks for, side by side.
  const FieldFacts* facts = {};
  const Model* model = {};
  const Model* comodel = nullptr;
  int index = 0;                         // dense, over all fields of the registry
  int column = -1;                       // place in a row of the model's table; -1: no column
  const Field* inverse_field = nullptr;  // one2many: the many2one on the comodel
  void (*compute)(const RecordSet&) = nullptr;
  void (*inverse)(const RecordSet&) = nullptr;
  bool reaches_stored = false;           // a change of it may make some stored field stale
  std::optional<bool> active_test = {};  // x2many: whether its own context says to leave out inactive records
  std::vector<Trigger> triggers = {};
  std::vector<const Field*> related_path = {};       // related: the fields from this model on
  std::vector<const Field*> computed_together = {};  // all fields of that compute, this one included
  std::vector<const Field*> inverse_fields = {};     // many2one: the one2manys back; many2many: the other side
  std::optional<Domain> domain = {};                 // x2many: the static filter of its records
  std::string_view company_check = {};               // check_company: what the domain asks of companies; empty: nothing
  RelationTable relation_table = {};                 // stored many2many
  Domain (*search)(const RecordSet&, std::string_view, const Value&) = nullptr;
  Sql (*expression)(Compilation&, const Source&) = nullptr;
  Value (*default_value)(const RecordSet&) = nullptr;

  const std::string& name() const { return facts->name; }
  FieldType type() const { return facts->type; }
  // Kept by the store: in a column, or as links.
  bool is_kept() const { return column >= 0 || (is_x2many() && facts->store); }
  bool is_x2many() const { return type() == FieldType::one2many || type() == FieldType::many2many; }
  bool is_relational() const { return type() == FieldType::many2one || is_x2many(); }
  bool is_related() const { return !related_path.empty(); }
  // Odoo computes it: from its dependencies, through its related path, or each time it is read.
  bool is_computed() const { return compute || is_related() || !facts->depends.empty() || !is_kept(); }
  // Odoo computes it and nobody has said how: reading it is a NotSimulated fault.
  bool lacks_behaviour() const;
};

// One term of an _order.
struct OrderTerm {
  const Field* field = {};
  bool descending = false;
  bool nulls_first = false;  // PostgreSQL: nulls come last ascending, first descending, unless said otherwise
};

struct MethodChain {
  std::vector<const Method*> links = {};  // the outermost override first
  struct Parameter {
    std::string name;
    bool required = true;
    Value fallback;
  };
  std::vector<Parameter> parameters = {};
  bool takes_any = false;  // **kwargs
  bool on_model = false;
};

struct Model {
  std::string name = {};   // "stock.move.line"
  std::string table = {};  // "stock_move_line"
  const ModelFacts* facts = {};
  int index = 0;                           // dense, over all models of the registry
  std::vector<const Field*> fields = {};   // in the order of their names
  std::vector<const Field*> columns = {};  // those with a column, by Field::column; columns[0] is id
  std::string row_sql = {};                // reads all columns of the row with a given id
  std::vector<OrderTerm> order = {};
  std::vector<const Trigger*> triggers_of_new = {};  // of its fields: those that concern a new record, each once
  const Field* rec_name = nullptr;
  const Field* active = nullptr;
  const Field* parent = nullptr;                                   // what child_of follows
  std::vector<std::vector<const Field*>> name_search_fields = {};  // each the fields along a path
  std::vector<std::pair<const Model*, const Field*>> inherits = {};
  std::vector<const Constraint*> constraints = {};
  std::vector<const Unique*> unique = {};
  std::vector<const Index*> indexes = {};
  std::vector<const Onchange*> onchanges = {};
  std::unordered_map<std::string_view, MethodChain> methods = {};
  std::vector<decltype(Behaviour::create)> create_hooks;  // the outermost override first, as the three below
  std::vector<decltype(Behaviour::write)> write_hooks;
  std::vector<decltype(Behaviour::unlink)> unlink_hooks;
  std::vector<decltype(Behaviour::copy_data)> copy_data_hooks;
  NameIndex by_name = {};

  // The field, or nullptr.
  const Field* find(std::string_view field) const;
  // The field; one that does not exist is the ValueError that Odoo gives.
  const Field& at(std::string_view field) const;
  bool has(std::string_view field) const { return find(field) != nullptr; }
};

class Registry {
 public:
  // Joins facts with the behaviour of the addons (in the order of their dependencies). Throws std::logic_error that
  // lists every name that does not fit.
  static std::unique_ptr<const Registry> build(Series series, std::vector<ModelFacts> facts, std::vector<Addon> addons);
  ~Registry();

  Series series() const;
  // In the order of their names.
  std::span<const Model* const> models() const;
  const Model* find(std::string_view model) const;
  // A model that the code takes for granted: std::logic_error if it does not exist.
  const Model& at(std::string_view model) const;
  // Every field, by Field::index.
  std::span<const Field* const> fields() const;
  // The stored many2one fields, of any model, that refer to this one.
  std::span<const Field* const> references_to(const Model& model) const;
  // Names of the addons, in the order of their dependencies.
  std::span<const std::string> addons() const;

  struct Parts;

 private:
  explicit Registry(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace paridoo::orm
