// The amounts that the taxes of a line are held to, as a field keeps them: extra_tax_data of orders' and invoices'
// lines since 19.0. Without it a discount on a whole order would lose cents each time that its lines are evaluated
// again.
#pragma once

#include "simulator/addons/account/taxes.h"

namespace paridoo::addons::account {

// Gives the line the amounts that its taxes have now, rounded.
void hold_taxes(BaseLine& line);
// What the field is to keep of the line's given amounts.
orm::Dict written_taxes(const BaseLine& line);
// Gives the line what its record keeps, unless its price, quantity or taxes have changed since. Call it last.
void recall_taxes(BaseLine& line);
// The same for what takes the line back.
orm::Value reversed_taxes(const orm::Value& written);

}  // namespace paridoo::addons::account
