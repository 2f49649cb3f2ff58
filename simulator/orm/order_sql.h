// What ORDER BY takes: what an order means to SQLite, with PostgreSQL's places for NULL.
#pragma once

#include <string_view>

#include "simulator/orm/domain_compile.h"

namespace paridoo::orm {

struct Ordering {
  Sql joins = {};  // " LEFT JOIN ..." of the models that the order goes through
  Sql terms = {};  // "a ASC NULLS LAST, b DESC"; empty if there is nothing to order by
};

// `order` as a client writes it; empty for the model's own.
Ordering ordering_sql(Compilation& compilation, const Source& source, std::string_view order);

// One term of an order as it was written.
struct WrittenOrderTerm {
  enum class Nulls { unsaid, first, last };
  std::string field = {};
  std::string property = {};   // "id" of "partner_id.id"
  std::string aggregate = {};  // "sum" of "amount:sum", for groups
  bool descending = false;
  Nulls nulls = Nulls::unsaid;

  // "field.property:aggregate", as it was written.
  std::string name() const;
};
// Throws the UserError that Odoo gives to what is no order.
std::vector<WrittenOrderTerm> written_order(std::string_view order);

}  // namespace paridoo::orm
