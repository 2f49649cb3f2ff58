// The behaviours of the module account_edi_ubl_cii.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::account_edi_ubl_cii {

orm::Behaviour res_partner();

}  // namespace paridoo::addons::account_edi_ubl_cii
