// Records as a form holds them before they are saved: rows without hooks, rights, inverses or constraints, whose
// computed fields follow what is assigned. They live in the database like others, for searches to find them; whoever
// makes them does so inside of a Savepoint and never releases it.
#pragma once

#include <map>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/orm/record_set.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

// What an onchange assigns to a field that holds a single value: nothing is written to the record, no hook runs.
void assign_in_form(const RecordSet& records, std::string_view field, const Value& value);

class Drafts {
 public:
  // A new record with these values over the defaults of what is not computed.
  RecordSet make(const RecordSet& model, const Dict& values);
  // Puts values over a record, x2many fields by commands. What is assigned is not computed over.
  void assign(const RecordSet& record, const Dict& values);
  // The same for values that a form has changed: fields that are computed each time they are read keep theirs from now
  // on, and what depends on the fields is computed again even if the values are the same.
  void change(const RecordSet& record, const Dict& values);

  bool is_draft(const RecordSet& record) const { return made_.contains(key(record)); }
  // How the form calls a line that it has not saved: what it gave as the id in its command, or 0.
  Value reference(const RecordSet& record) const;

 private:
  using Key = std::pair<const Model*, Id>;
  static Key key(const RecordSet& record) { return {&record.model(), record.id()}; }

  void put(const RecordSet& record, const Field& field, const Value& value);
  void put_lines(const RecordSet& record, const Field& field, const Value& commands);
  void put_parent(const RecordSet& record, const Field& field, const Value& value);
  RecordSet line_of(const RecordSet& record, const Field& field, const Value& command);
  void add_parents(const RecordSet& model, Dict& values);

  std::map<Key, Value> made_ = {};
  std::vector<std::unique_ptr<Transaction::Protection>> kept_ = {};
};

}  // namespace paridoo::orm
