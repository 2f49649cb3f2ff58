// The behaviours of the module ov.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::ov {

orm::Behaviour abs_subscription();
orm::Behaviour ov_asset();
orm::Behaviour ov_asset_event();
orm::Behaviour ov_bop_line();
orm::Behaviour ov_bop_property();
orm::Behaviour ov_bop_sheet();
orm::Behaviour ov_membership();
orm::Behaviour ov_outlet();
orm::Behaviour ov_serviced_account();
orm::Behaviour sale_order();
orm::Behaviour stock_picking();
orm::Behaviour stock_scrap();

// One for each ov.sa_*_assignment.
std::vector<orm::Behaviour> sa_assignments();

}  // namespace paridoo::addons::ov
