// The models of the addon analytic.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::analytic {

orm::Behaviour account_analytic_account();
orm::Behaviour account_analytic_line();
orm::Behaviour account_analytic_plan();
orm::Behaviour analytic_mixin();
orm::Behaviour analytic_accounts_mixin();

}  // namespace paridoo::addons::analytic
