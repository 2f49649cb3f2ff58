// The module account: invoices, journal entries, taxes and payments.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::account {

orm::Addon account();

}  // namespace paridoo::addons::account
