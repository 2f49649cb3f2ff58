// Which journal a payment goes into.
#pragma once

#include <optional>

#include "src/payments/register_payment.h"

namespace paridoo::payments {

// The journal asked for, or the company's first one for that source; empty leaves the choice to Odoo. not_found if
// there is none that takes money.
Result<std::optional<Id>> choose_journal(const odoo::Session& odoo, Id company, const NewPayment& payment);

}  // namespace paridoo::payments
