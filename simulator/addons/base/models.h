// The models of the addon base.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

orm::Behaviour decimal_precision();
orm::Behaviour ir_config_parameter();
orm::Behaviour ir_sequence();
orm::Behaviour ir_sequence_date_range();
orm::Behaviour res_currency();
orm::Behaviour res_currency_rate();

}  // namespace paridoo::addons::base
