// res.company: what its form shows (models/res_company_shown.cpp).
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::account {

orm::Behaviour res_company_shown();

}  // namespace paridoo::addons::account
