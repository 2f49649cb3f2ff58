// What clients ask of many records at once: counts, groups, names, and what fields there are.
//
// Each is a method of every model (methods.cpp binds the arguments). Faults are those that Odoo gives.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

Value search_count(const RecordSet& self, const Arguments& arguments);  // domain, limit
Value read_group(const RecordSet& self,
                 const Arguments& arguments);  // domain, fields, groupby, offset, limit, orderby, lazy
Value name_search(const RecordSet& self, const Arguments& arguments);  // name, args (19.0: domain), operator, limit
Value fields_get(const RecordSet& self, const Arguments& arguments);   // allfields, attributes

}  // namespace paridoo::orm
