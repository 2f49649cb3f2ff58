// Which records of a model who may do what to: ir.rule, beside the rights on the model as a whole (access.h).
//
// Rules without groups hold for everybody, all of them; of those of the user's groups one is enough. The superuser and
// sudo() pass always.
#pragma once

#include <initializer_list>
#include <memory>
#include <string_view>

#include "simulator/orm/access.h"
#include "simulator/orm/domain.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// The condition that the rules put; Domain::everything() if they put none. To be asked with sudo().
std::shared_ptr<const Domain> rule_domain(const Env& env, const Model& model, Operation operation);
// Those of the records that the rules, and the model itself (own_access.h), leave to the user.
RecordSet permitted(const RecordSet& records, Operation operation);
// Throws the AccessError that Odoo gives if the rules keep one of the records from the user.
void check_rules(const RecordSet& records, Operation operation);

// What new values refer to by these many2one fields is read in the user's name: throws the AccessError that a method
// meets when it goes on with a record that the rules keep from the user.
void check_referred(const Env& env, const Model& model, const Dict& values,
                    std::initializer_list<std::string_view> fields);

// What is read goes by what a search would find: those of the records, or the AccessError.
RecordSet shown(const RecordSet& records);
void check_shown(const RecordSet& records);

}  // namespace paridoo::orm
