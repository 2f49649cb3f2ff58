// The association rows that say which service account a record belongs to: written beside the stamps, so that what was
// before stays known.
#pragma once

#include <optional>

#include "src/governance/scope.h"
#include "src/governance/subject.h"

namespace paridoo::governance {

// Assigns the record. One that belongs to this account already stays so; one of another account moves over, and Odoo
// keeps the row of before as history.
Result<void> assign(const odoo::Session& odoo, Subject subject, Id record, const Stamp& stamp);

// The service account of an order; empty if it has none.
Result<std::optional<Id>> account_of_order(const odoo::Session& odoo, Id order);

// Assigns a record to the account of the order that it comes from. Nothing where nothing is governed, or the order
// belongs to no account.
Result<void> assign_as_order(const odoo::Session& odoo, const Scope& scope, Id order, Subject subject, Id record);

}  // namespace paridoo::governance
