// Routes of orders, besides those that take them from quotation to cash.
#include "src/api/handlers.h"
#include "src/api/route_tables.h"

namespace paridoo::api {

namespace {

// clang-format off
const Route table[] = {
    {.method = Method::get, .path = "/api/orders", .operation = "listOrders",
     .summary = "Quotations and orders, the latest first", .access = Access::employee,
     .query = "orders.query", .body = "", .answer = "orders.response", .statuses = {200}, .handler = get_orders},
    {.method = Method::put, .path = "/api/orders/{id}", .operation = "updateOrder",
     .summary = "Change a quotation", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "update_order.request", .answer = "change_order.response", .statuses = {200}, .handler = put_order},
    {.method = Method::post, .path = "/api/orders/{id}/add-lines", .operation = "addOrderLines",
     .summary = "Add products to a quotation", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "add_lines.request", .answer = "change_order.response", .statuses = {200}, .handler = post_order_lines},
    {.method = Method::post, .path = "/api/orders/{id}/send", .operation = "sendOrder",
     .summary = "Email a quotation to the customer", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "send_document.request", .answer = "change_order.response", .statuses = {200}, .handler = post_order_sending},
    {.method = Method::get, .path = "/api/orders/{id}/proforma-pdf", .operation = "getProforma",
     .summary = "The pro-forma invoice as PDF", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "", .answer = "document.response", .statuses = {200}, .handler = get_proforma},
    {.method = Method::post, .path = "/api/orders/{id}/finalize", .operation = "finalizeOrder",
     .summary = "Lock a confirmed order", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "nothing.request", .answer = "change_order.response", .statuses = {200}, .handler = post_order_finalization},
    {.method = Method::post, .path = "/api/orders/{id}/cancel", .operation = "cancelOrder",
     .summary = "Cancel an order with what is not delivered of it", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "nothing.request", .answer = "change_order.response", .statuses = {200}, .handler = post_order_cancellation},
};
// clang-format on

}  // namespace

std::span<const Route> order_routes() { return table; }

}  // namespace paridoo::api
