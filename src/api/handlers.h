// The handlers that the route table names, by area.
#pragma once

#include "src/api/route.h"

namespace paridoo::api {

// orders.cpp
Result<Answer> post_quotation(const Call& call);
Result<Answer> get_order(const Call& call);
Result<Answer> post_order_confirmation(const Call& call);

// stock.cpp
Result<Answer> get_stock_levels(const Call& call);
Result<Answer> get_deliveries(const Call& call);
Result<Answer> get_delivery(const Call& call);
Result<Answer> post_delivery_validation(const Call& call);

// invoices.cpp
Result<Answer> post_order_invoice(const Call& call);
Result<Answer> post_invoice_confirmation(const Call& call);
Result<Answer> get_invoice(const Call& call);

// payments.cpp
Result<Answer> post_payment(const Call& call);

}  // namespace paridoo::api
