// Fiscal positions: which one holds for a partner, and what it makes of taxes and accounts.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The taxes with those that the position maps replaced, each once. An empty position maps nothing.
orm::RecordSet map_taxes(const orm::RecordSet& position, const orm::RecordSet& taxes);
orm::RecordSet map_account(const orm::RecordSet& position, const orm::RecordSet& account);

// The position set on the delivery address or the partner, else the best of those that apply by themselves to the
// address's country, state, zip code and VAT; an empty set if there is none. The current company's positions.
// An empty `delivery` means the partner.
orm::RecordSet fiscal_position_of(const orm::RecordSet& partner, const orm::RecordSet& delivery);

}  // namespace paridoo::addons::account
