#pragma once

#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// "One Thousand Two Hundred And Thirty-Four Dollars and Fifty-Six Cents", with the names of the currency's units.
std::string amount_in_words(const orm::RecordSet& currency, double amount);

}  // namespace paridoo::addons::base
