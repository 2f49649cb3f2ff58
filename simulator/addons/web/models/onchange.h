// What a form asks while somebody fills it in.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::web {

// onchange(values, field_names, fields_spec): {"value": the fields that are to change, "warning": if there is one}.
// Nothing of it is kept.
orm::Value onchange(const orm::RecordSet& self, const orm::Arguments& arguments);

}  // namespace paridoo::addons::web
