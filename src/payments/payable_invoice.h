// The smart resolution: which invoice of an order a payment is for.
#pragma once

#include "src/orders/order.h"
#include "src/payments/register_payment.h"

namespace paridoo::payments {

// An open invoice, made and posted if need be; or one that is paid, when there is nothing left to pay. Errors as at
// register_payment().
Result<invoicing::Invoice> payable_invoice(const odoo::Session& odoo, const orders::Order& order,
                                           const std::optional<Id>& wanted);

}  // namespace paridoo::payments
