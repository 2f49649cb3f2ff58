// The module abs: employees without a seat in Odoo, the kinds of products, subscriptions, and what is collected by
// mobile money.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::abs {

orm::Addon abs();

// The records that it brings.
void install(const orm::Env& env);

}  // namespace paridoo::addons::abs
