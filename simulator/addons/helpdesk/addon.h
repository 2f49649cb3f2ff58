// The module helpdesk: tickets of customers, as Odoo Enterprise's module of this name has them.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::helpdesk {

orm::Addon helpdesk();

// The records that it brings.
void install(const orm::Env& env);

}  // namespace paridoo::addons::helpdesk
