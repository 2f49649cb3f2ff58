// The normal form of a domain over one model, as Odoo brings it about before it asks the database.
//
// - Negations are pushed down to the leaves: "not (a and b)" is "not a or not b", "not (x = 1)" is "x != 1". What has
//   no opposite ("=like", "child_of") keeps a negation of its own.
// - Dotted paths and "any" become leaves "any" and "not any" whose one part is the condition on the comodel, in normal
//   form too. Conditions on the records that one field leads to are put together where that means the same: so a
//   condition on `active` in one of them holds for all.
#pragma once

#include <string_view>

#include "simulator/orm/domain.h"
#include "simulator/orm/registry.h"

namespace paridoo::orm {

// Throws the ValueError that Odoo gives to fields which the model does not have.
Domain normal_form(const Model& model, const Domain& domain);
// Whether a domain matches nothing whatever its fields are: Odoo answers such a search without looking at them.
bool is_plainly_false(const Domain& domain);
// Whether a leaf of the domain is about this very field (not through a path).
bool mentions(const Domain& domain, std::string_view field);
// Whether a comparison is one of "!=", "not in", "not like", "not ilike".
bool is_negative(std::string_view comparison);
// The comparison that holds where this one does not: "<" for ">="; empty if there is none.
std::string_view opposite(std::string_view comparison);

}  // namespace paridoo::orm
