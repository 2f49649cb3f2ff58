// The module stock_account: what stock is worth.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::stock_account {

orm::Addon stock_account();

}  // namespace paridoo::addons::stock_account
