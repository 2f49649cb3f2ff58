// Scheduled jobs of models that Paridoo does not have.
#pragma once

#include <string_view>

#include "simulator/orm/environment.h"

namespace paridoo::addons::base {

// Whether a job goes through the records of a model that is not here. Nobody can have made such a record, so that it
// finds none: it does nothing, in Odoo as well.
bool finds_no_records(const orm::Env& env, std::string_view model, std::string_view method);

}  // namespace paridoo::addons::base
