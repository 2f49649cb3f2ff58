// Routes of invoices and payments, besides those that take an order to cash.
#include "src/api/handlers.h"
#include "src/api/route_tables.h"

namespace paridoo::api {

namespace {

// clang-format off
const Route table[] = {
    {.method = Method::get, .path = "/api/orders/{id}/invoices", .operation = "listInvoicesOfOrder",
     .summary = "The invoices and credit notes of an order", .access = Access::employee, .subject = Subject::order,
     .query = "page.query", .body = "", .answer = "invoices.response", .statuses = {200}, .handler = get_order_invoices},
    {.method = Method::post, .path = "/api/orders/{id}/credit-note", .operation = "createCreditNote",
     .summary = "Reverse a posted invoice", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "credit_note.request", .answer = "order_invoice.response", .statuses = {201}, .handler = post_credit_note},
    {.method = Method::get, .path = "/api/invoices", .operation = "listInvoices",
     .summary = "Invoices and credit notes of customers", .access = Access::employee,
     .query = "invoices.query", .body = "", .answer = "invoices.response", .statuses = {200}, .handler = get_invoices},
    {.method = Method::post, .path = "/api/invoices/{id}/send", .operation = "sendInvoice",
     .summary = "Email an invoice to the customer", .access = Access::employee, .subject = Subject::invoice,
     .query = "", .body = "send_document.request", .answer = "send_invoice.response", .statuses = {200}, .handler = post_invoice_sending},
    {.method = Method::get, .path = "/api/invoices/{id}/pdf", .operation = "getInvoicePdf",
     .summary = "An invoice as PDF", .access = Access::employee, .subject = Subject::invoice,
     .query = "", .body = "", .answer = "document.response", .statuses = {200}, .handler = get_invoice_pdf},
    {.method = Method::get, .path = "/api/customers/{id}/invoices", .operation = "listInvoicesOfCustomer",
     .summary = "A customer's invoices and credit notes", .access = Access::employee, .subject = Subject::customer,
     .query = "customer_invoices.query", .body = "", .answer = "invoices.response", .statuses = {200}, .handler = get_customer_invoices},
    {.method = Method::get, .path = "/api/customers/{id}/invoices/pending", .operation = "listPendingInvoices",
     .summary = "What a customer has still to pay", .access = Access::employee, .subject = Subject::customer,
     .query = "page.query", .body = "", .answer = "invoices.response", .statuses = {200}, .handler = get_pending_invoices},
    {.method = Method::get, .path = "/api/customers/{id}/next-payment", .operation = "getNextPayment",
     .summary = "The instalment that a customer has to pay next", .access = Access::employee, .subject = Subject::customer,
     .query = "", .body = "", .answer = "next_payment.response", .statuses = {200}, .handler = get_next_payment},
    {.method = Method::get, .path = "/api/payments", .operation = "listPayments",
     .summary = "Payments of customers", .access = Access::employee,
     .query = "payments.query", .body = "", .answer = "payments.response", .statuses = {200}, .handler = get_payments},
    {.method = Method::get, .path = "/api/customers/{id}/payments", .operation = "listPaymentsOfCustomer",
     .summary = "What a customer has paid", .access = Access::employee, .subject = Subject::customer,
     .query = "page.query", .body = "", .answer = "payments.response", .statuses = {200}, .handler = get_customer_payments},
    {.method = Method::get, .path = "/api/customers/{id}/dashboard", .operation = "getDashboard",
     .summary = "A customer's orders, invoices, payments and assets in figures", .access = Access::employee, .subject = Subject::customer,
     .query = "", .body = "", .answer = "dashboard.response", .statuses = {200}, .handler = get_dashboard},
};
// clang-format on

}  // namespace

std::span<const Route> money_routes() { return table; }

}  // namespace paridoo::api
