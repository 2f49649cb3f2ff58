// Domains as SQL: what a search means to SQLite.
//
// Fields that the SQL touches are flushed first. Unknown fields, comparisons and orders are the ValueErrors that Odoo
// gives. A computed field without a column is searched through its behaviour's `search`, a related one through its
// path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/domain.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// A piece of SQL with its `?` parameters.
struct Sql {
  std::string text = {};
  std::vector<Value> parameters = {};
};

// A condition over the model's table, spelled with `alias` ("t0"); flushes what it reads. Filters out inactive records
// as search() does when `active_test` is set.
Sql where_clause(const RecordSet& model, const Domain& domain, std::string_view alias, bool active_test);
// "SELECT id FROM ... WHERE ... ORDER BY ...": the whole of a search but for LIMIT. An empty `order` is the model's
// own.
Sql search_sql(const RecordSet& model, const Domain& domain, std::string_view order);
// The same, to be run many times: it does not flush what it reads.
struct PreparedSearch {
  Sql sql;
  std::vector<const Field*> reads = {};
  bool is_lasting = false;  // it holds whatever changes: nothing was looked up for it
};
PreparedSearch prepared_search(const RecordSet& model, const Domain& domain, std::string_view order);
// Parses "name desc, partner_id" into terms; a malformed one or an unknown field is Odoo's fault.
std::vector<OrderTerm> parse_order(const Model& model, std::string_view order);

}  // namespace paridoo::orm
