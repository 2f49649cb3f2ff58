// What clients ask of many records at once: counts, groups, names, and what fields there are.
//
// Each is a method of every model (methods.cpp binds the arguments). Faults are those that Odoo gives.
#pragma once

#include <string_view>

#include "simulator/orm/domain.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

Value search_count(const RecordSet& self, const Arguments& arguments);  // domain, limit
Value read_group(const RecordSet& self,
                 const Arguments& arguments);  // domain, fields, groupby, offset, limit, orderby, lazy
Value name_search(const RecordSet& self, const Arguments& arguments);  // name, args (19.0: domain), operator, limit
Value fields_get(const RecordSet& self, const Arguments& arguments);   // allfields, attributes
Value load(const RecordSet& self, const Arguments& arguments);         // fields, data
Value export_data(const RecordSet& self, const Arguments& arguments);  // fields_to_export

// What a condition on display_name means: one on the fields that name_search looks at. A model that has its own way
// gives display_name a Search, and may call this one.
Domain search_display_name(const RecordSet& model, std::string_view comparison, const Value& operand);

// The records of these names, as name_search and comparisons of relations with names want them. In 17.0 a condition on
// display_name would not do: Odoo ignores it there.
Domain by_name(const RecordSet& model, std::string_view comparison, const Value& operand);

}  // namespace paridoo::orm
