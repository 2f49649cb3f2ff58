// Domains: Odoo's filter expressions in prefix notation, e.g. ["|", ["state", "=", "done"], ["picking_id.name",
// "ilike", "OUT"]].
//
//   Domain open = term("product_id", "=", product) & term("state", "not in", List{"done", "cancel"});
//   RecordSet moves = env["stock.move"].search(open);
//
// A Domain is a tree; what a client sends is parsed (and refused) by parse_domain. What a leaf means is decided where
// it is compiled to SQL (domain_sql.h) or evaluated on records (RecordSet::filtered_domain).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "simulator/orm/value.h"

namespace paridoo::orm {

struct Domain {
  enum class Kind { all, none, leaf, both, either, negation };

  Kind kind = Kind::all;
  std::string path = {};           // leaf: "name", "partner_id.country_id.code"
  std::string comparison = {};     // leaf: "=", "in", "child_of", "any", ...
  Value operand = {};              // leaf; for "any" and "not any" a domain as a list
  std::vector<Domain> parts = {};  // both, either: two or more; negation: one

  // Matches every record, as [] does.
  static Domain everything() { return {}; }
  // Matches no record.
  static Domain nothing() { return {.kind = Kind::none}; }
};

Domain term(std::string path, std::string comparison, Value operand);
Domain operator&(Domain left, Domain right);
Domain operator|(Domain left, Domain right);
Domain operator!(Domain domain);

// Parses what a client sent. Throws the fault that Odoo answers to a malformed one, naming the part that is wrong.
Domain parse_domain(const Value& list);
// The prefix list again.
List to_list(const Domain& domain);

}  // namespace paridoo::orm
