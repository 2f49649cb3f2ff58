// What models say themselves of who sees which of their records, beside ir.rule: messages, activities and attachments
// go by the records that they are about. A model says it by private methods, none of which is asked for the superuser:
//
//   _permitted(operation, left)  those that the user may do that to; `left` are those that the rules leave
//   _found()                     of what a search or a read found, those that the user gets to know of
//   _found_in_full()             the same, of a model whose searches go on until there are as many as they may be
//
// Each answers ids in any order. And, asked for everybody:
//
//   _search_domain(domain)       what a search for the domain looks for
#pragma once

#include "simulator/orm/access.h"
#include "simulator/orm/domain.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

RecordSet permitted_by_model(const RecordSet& records, const RecordSet& left, Operation operation);
// Whether a search looks for something else than it is asked for, and for what.
bool has_own_domains(const RecordSet& model);
Domain domain_of_search(const RecordSet& model, const Domain& domain);

// Whether searches of the model find less than there is; whether they go on for more.
bool hides_found(const RecordSet& model);
bool searches_in_full(const RecordSet& model);
RecordSet shown_of(const RecordSet& found);

}  // namespace paridoo::orm
