// The module account_edi_ubl_cii: electronic invoices.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::account_edi_ubl_cii {

orm::Addon account_edi_ubl_cii();

}  // namespace paridoo::addons::account_edi_ubl_cii
