// The options of a selection field. Most are facts; some fields of Odoo ask a method for them (languages, time zones):
// a model says so by a method "_selection_<field>" that gives pairs of key and label.
#pragma once

#include <string_view>

#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"

namespace paridoo::orm {

// Whether the options come from a method of the model, or of the one that the field is related to.
bool asks_for_options(const Field& field);
// [[key, label], ...] as they are now.
List options_of(const Env& env, const Field& field);
// Whether the field takes this key.
bool is_option(const Env& env, const Field& field, std::string_view key);

}  // namespace paridoo::orm
