// The e-mail aliases that records have: letters to them become new records, or messages.
#pragma once

#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

// What an alias may be called: small letters, digits and some signs; others become "-". Empty if nothing is left.
std::string sanitized_alias(const std::string& name);
// Whether a name can be written without letters that only some alphabets have.
bool is_plain_name(const std::string& name);
// "_alias_get_creation_values": what the alias of a record, or of one to be, says. Models add to it.
orm::Dict alias_values(const orm::RecordSet& owner);
// The defaults of the alias (a dict's literal) with some over them.
std::string alias_defaults(const orm::RecordSet& owner, const orm::Dict& changes);
orm::Id id_of_model(const orm::Env& env, std::string_view model);

}  // namespace paridoo::addons::mail
