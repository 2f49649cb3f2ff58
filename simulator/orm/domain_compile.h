// The stages that turn a domain into SQL; private to domain_*.cpp, field_sql.cpp, order_sql.cpp and what asks SQL
// questions of its own (read_group).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/domain.h"
#include "simulator/orm/domain_sql.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// What one statement has been put together from so far.
struct Compilation {
  std::vector<const Field*> reads = {};  // to be flushed before it runs
  std::optional<Fault> refusal = {};     // what the database says when it runs
  int aliases = 0;
  bool is_lasting = true;  // the same statement for whoever asks, whatever changes: nothing was looked up for it

  void read(const Field& field);
  // A table alias that the statement does not have yet.
  std::string next_alias() { return "t" + std::to_string(aliases++); }
};

// The rows that a condition is about: a model, asked by an environment, under an alias.
struct Source {
  RecordSet model;
  std::string alias;

  Env env() const { return model.env(); }
  std::string id() const { return alias + ".id"; }
};

// Rows of a model that a condition picks.
struct Selection {
  Source rows;
  Sql where;
};

// Writes what the statement reads, so that SQL sees it.
void flush_reads(const Env& env, const Compilation& compilation);
// The same before a part of the statement runs by itself, to stand in the rest by what it finds.
void look_up(const Env& env, Compilation& compilation);

// A domain in normal form (domain_tree.h).
Sql compile(Compilation& compilation, const Source& source, const Domain& normal);
// One leaf of it.
Sql leaf_sql(Compilation& compilation, const Source& source, const Domain& leaf);

// The records that a search for a domain (in any form) finds: `active` is looked at as the context says.
Selection selection(Compilation& compilation, const RecordSet& model, const Domain& domain);
// "(SELECT what FROM ... WHERE ...)". What nests too deep for SQLite's parser is run at once and given by its values.
Sql subselect(Compilation& compilation, const Selection& selection, const std::string& what);
// The ids of a selection, as a subselect.
Sql id_select(Compilation& compilation, const Selection& selection);
// "(?, ?)" or, of many values, "(SELECT value FROM json_each(?))".
Sql list_select(const List& values);

// The value of a field: a column, or what its related path leads to. A field that has none in SQL is a ValueError.
Sql field_sql(Compilation& compilation, const Source& source, const Field& field);
// Whether a field of this model is the parent's own through delegation.
bool is_inherited(const Field& field);

// A comparison with the value of a field that has a column.
Sql column_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                     const Value& operand);
// field IN ids, or NOT IN: for fields of every type. `ids` is a subselect.
Sql among(Compilation& compilation, const Source& source, const Field& field, bool negated, const Sql& ids);
// The leaves of relational fields.
Sql one2many_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                       const Value& operand);
Sql many2many_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                        const Value& operand);
Sql many2one_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                       const Value& operand);
// "any" and "not any"; `inside` is in normal form.
Sql any_condition(Compilation& compilation, const Source& source, const Field& field, bool negated,
                  const Domain& inside);
// child_of and parent_of.
bool is_hierarchical(std::string_view comparison);
Sql hierarchy_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                        const Value& operand);
// A field that the store does not keep: related, or searched by its behaviour.
Sql computed_condition(Compilation& compilation, const Source& source, const Field& field, const Domain& leaf);
Sql computed_among(Compilation& compilation, const Source& source, const Field& field, bool negated, const Sql& ids);

// The records that an x2many field shows: its own filter, and the model for links by model name.
Domain x2many_filter(const Field& field);
// The comodel in the context that a search through this field has.
RecordSet comodel_seen(const Source& source, const Field& field);
// Ids for what a client gave: an id, a name, or a list of either.
Ids named_ids(const RecordSet& model, const Value& operand);

}  // namespace paridoo::orm
