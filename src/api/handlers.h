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

// warehouse.cpp
Result<Answer> get_warehouses(const Call& call);
Result<Answer> get_product_stock(const Call& call);
Result<Answer> get_lots(const Call& call);
Result<Answer> get_lot(const Call& call);
Result<Answer> get_movements(const Call& call);

// transfers.cpp
Result<Answer> get_receipts(const Call& call);
Result<Answer> get_receipt(const Call& call);
Result<Answer> post_receipt(const Call& call);
Result<Answer> post_drafted_receipt(const Call& call);
Result<Answer> post_adjustment(const Call& call);
Result<Answer> post_transfer(const Call& call);

// invoices.cpp
Result<Answer> post_order_invoice(const Call& call);
Result<Answer> post_invoice_confirmation(const Call& call);
Result<Answer> get_invoice(const Call& call);

// order_changes.cpp
Result<Answer> get_orders(const Call& call);
Result<Answer> put_order(const Call& call);
Result<Answer> post_order_lines(const Call& call);
Result<Answer> post_order_sending(const Call& call);
Result<Answer> get_proforma(const Call& call);
Result<Answer> post_order_finalization(const Call& call);
Result<Answer> post_order_cancellation(const Call& call);

// invoice_lists.cpp
Result<Answer> get_invoices(const Call& call);
Result<Answer> get_order_invoices(const Call& call);
Result<Answer> get_customer_invoices(const Call& call);
Result<Answer> get_pending_invoices(const Call& call);
Result<Answer> get_next_payment(const Call& call);
Result<Answer> post_credit_note(const Call& call);
Result<Answer> post_invoice_sending(const Call& call);
Result<Answer> get_invoice_pdf(const Call& call);

// payment_lists.cpp
Result<Answer> get_payments(const Call& call);
Result<Answer> get_customer_payments(const Call& call);
Result<Answer> get_dashboard(const Call& call);

// products.cpp
Result<Answer> get_products(const Call& call);
Result<Answer> get_product_categories(const Call& call);
Result<Answer> get_product(const Call& call);
Result<Answer> post_product(const Call& call);
Result<Answer> put_product(const Call& call);
Result<Answer> delete_product(const Call& call);

// payments.cpp
Result<Answer> post_payment(const Call& call);

// approvals.cpp
Result<Answer> post_approval_request(const Call& call);
Result<Answer> post_approval(const Call& call);
Result<Answer> post_rejection(const Call& call);
Result<Answer> get_service_accounts(const Call& call);

// assets.cpp
Result<Answer> get_assets(const Call& call);
Result<Answer> get_asset(const Call& call);
Result<Answer> post_asset(const Call& call);
Result<Answer> put_asset(const Call& call);

// subscriptions.cpp
Result<Answer> get_subscriptions(const Call& call);
Result<Answer> get_subscription(const Call& call);
Result<Answer> get_subscription_status(const Call& call);
Result<Answer> post_subscription(const Call& call);
Result<Answer> post_subscription_pause(const Call& call);
Result<Answer> post_subscription_resumption(const Call& call);
Result<Answer> post_subscription_cancellation(const Call& call);

// tickets.cpp
Result<Answer> get_tickets(const Call& call);
Result<Answer> get_ticket(const Call& call);
Result<Answer> post_ticket(const Call& call);
Result<Answer> put_ticket(const Call& call);
Result<Answer> post_ticket_closure(const Call& call);

// bills_of_products.cpp
Result<Answer> get_bill_of_products(const Call& call);
Result<Answer> post_bill_line(const Call& call);
Result<Answer> put_bill_line(const Call& call);
Result<Answer> delete_bill_line(const Call& call);
Result<Answer> post_bill_property(const Call& call);
Result<Answer> put_bill_property(const Call& call);
Result<Answer> delete_bill_property(const Call& call);

}  // namespace paridoo::api
