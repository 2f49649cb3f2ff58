#include "src/api/routes.h"

#include <algorithm>
#include <optional>

#include "src/api/handlers.h"
#include "src/api/route_tables.h"

namespace paridoo::api {

namespace {

// clang-format off
const Route table[] = {
    // Quotations and orders
    {.method = Method::post, .path = "/api/quotations", .operation = "createQuotation",
     .summary = "Create a quotation", .access = Access::employee,
     .query = "", .body = "create_quotation.request", .answer = "quotation.response", .statuses = {201}, .handler = post_quotation},
    {.method = Method::get, .path = "/api/orders/{id}", .operation = "getOrder",
     .summary = "One order with its lines", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "", .answer = "order.response", .statuses = {200}, .handler = get_order},
    {.method = Method::post, .path = "/api/orders/{id}/confirm", .operation = "confirmOrder",
     .summary = "Confirm an order, which makes its deliveries", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "nothing.request", .answer = "confirm_order.response", .statuses = {200}, .handler = post_order_confirmation},

    // Warehouse and stock
    {.method = Method::get, .path = "/api/stock/levels", .operation = "listStockLevels",
     .summary = "What is on hand, by product and location", .access = Access::employee_or_api_key,
     .query = "stock_levels.query", .body = "", .answer = "stock_levels.response", .statuses = {200}, .handler = get_stock_levels},
    {.method = Method::get, .path = "/api/stock/deliveries", .operation = "listDeliveries",
     .summary = "Outgoing transfers", .access = Access::employee,
     .query = "deliveries.query", .body = "", .answer = "deliveries.response", .statuses = {200}, .handler = get_deliveries},
    {.method = Method::get, .path = "/api/stock/deliveries/{id}", .operation = "getDelivery",
     .summary = "One delivery with its lines and lots", .access = Access::employee_or_api_key, .subject = Subject::delivery,
     .query = "", .body = "", .answer = "delivery.response", .statuses = {200}, .handler = get_delivery},
    {.method = Method::post, .path = "/api/stock/deliveries/{id}/validate", .operation = "validateDelivery",
     .summary = "Carry out a delivery: the goods leave", .access = Access::employee, .subject = Subject::delivery,
     .query = "", .body = "validate_delivery.request", .answer = "validate_delivery.response", .statuses = {200},
     .handler = post_delivery_validation},

    // Invoices
    {.method = Method::post, .path = "/api/orders/{id}/invoice", .operation = "createInvoice",
     .summary = "The order's draft invoice, made if there is none", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "nothing.request", .answer = "order_invoice.response", .statuses = {200, 201}, .handler = post_order_invoice},
    {.method = Method::post, .path = "/api/orders/{id}/invoices/{invoice_id}/confirm", .operation = "confirmInvoice",
     .summary = "Post a draft invoice", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "nothing.request", .answer = "order_invoice.response", .statuses = {200}, .handler = post_invoice_confirmation},
    {.method = Method::get, .path = "/api/invoices/{id}", .operation = "getInvoice",
     .summary = "One invoice or credit note with its lines", .access = Access::employee, .subject = Subject::invoice,
     .query = "", .body = "", .answer = "invoice.response", .statuses = {200}, .handler = get_invoice},

    // Payments
    {.method = Method::post, .path = "/api/orders/{id}/register-payment", .operation = "registerPayment",
     .summary = "Take a payment for an order", .access = Access::employee, .subject = Subject::order,
     .query = "", .body = "register_payment.request", .answer = "register_payment.response", .statuses = {201}, .handler = post_payment},

    // Service accounts and approval
    {.method = Method::get, .path = "/api/service-accounts", .operation = "listServiceAccounts",
     .summary = "The service accounts that the caller acts for", .access = Access::employee_or_api_key, .needs = "ov.serviced_account",
     .query = "", .body = "", .answer = "service_accounts.response", .statuses = {200}, .handler = get_service_accounts},
    {.method = Method::post, .path = "/api/orders/{id}/request-approval", .operation = "requestApproval",
     .summary = "Ask the staff of the service account to approve an order", .access = Access::employee, .subject = Subject::order, .needs = "ov.membership",
     .query = "", .body = "nothing.request", .answer = "approval.response", .statuses = {200}, .handler = post_approval_request},
    {.method = Method::post, .path = "/api/orders/{id}/approve", .operation = "approveOrder",
     .summary = "Approve an order: only staff, and never one's own", .access = Access::staff, .subject = Subject::order, .needs = "ov.membership",
     .query = "", .body = "approve_order.request", .answer = "approval.response", .statuses = {200}, .handler = post_approval},
    {.method = Method::post, .path = "/api/orders/{id}/reject", .operation = "rejectOrder",
     .summary = "Reject an order: only staff, and never one's own", .access = Access::staff, .subject = Subject::order, .needs = "ov.membership",
     .query = "", .body = "reject_order.request", .answer = "approval.response", .statuses = {200}, .handler = post_rejection},

    // Bills of products
    {.method = Method::get, .path = "/api/products/{ref}/bom", .operation = "getBillOfProducts",
     .summary = "What a product is made of; ref is its id or its internal reference", .access = Access::employee_or_api_key, .needs = "ov.bop.sheet",
     .query = "", .body = "", .answer = "bop.response", .statuses = {200}, .handler = get_bill_of_products},
    {.method = Method::get, .path = "/api/products/{ref}/bop", .operation = "getBillOfProductsByItsOtherName",
     .summary = "The same", .access = Access::employee_or_api_key, .needs = "ov.bop.sheet",
     .query = "", .body = "", .answer = "bop.response", .statuses = {200}, .handler = get_bill_of_products},
    {.method = Method::post, .path = "/api/products/{ref}/bom", .operation = "addBillLine",
     .summary = "Add a line to a bill of products", .access = Access::employee_or_api_key, .needs = "ov.bop.sheet",
     .query = "", .body = "create_bop_line.request", .answer = "change_bop.response", .statuses = {201}, .handler = post_bill_line},
    {.method = Method::put, .path = "/api/products/{ref}/bom/{line_id}", .operation = "updateBillLine",
     .summary = "Change a line of a bill of products", .access = Access::employee_or_api_key, .needs = "ov.bop.sheet",
     .query = "", .body = "update_bop_line.request", .answer = "change_bop.response", .statuses = {200}, .handler = put_bill_line},
    {.method = Method::remove, .path = "/api/products/{ref}/bom/{line_id}", .operation = "removeBillLine",
     .summary = "Remove a line of a bill of products", .access = Access::employee_or_api_key, .needs = "ov.bop.sheet",
     .query = "", .body = "", .answer = "change_bop.response", .statuses = {200}, .handler = delete_bill_line},
    {.method = Method::post, .path = "/api/products/{ref}/bom/properties", .operation = "addBillProperty",
     .summary = "Add a property to a bill of products", .access = Access::employee_or_api_key, .needs = "ov.bop.sheet",
     .query = "", .body = "create_bop_property.request", .answer = "change_bop.response", .statuses = {201}, .handler = post_bill_property},
    {.method = Method::put, .path = "/api/products/{ref}/bom/properties/{property_id}", .operation = "updateBillProperty",
     .summary = "Change a property of a bill of products", .access = Access::employee_or_api_key, .needs = "ov.bop.sheet",
     .query = "", .body = "update_bop_property.request", .answer = "change_bop.response", .statuses = {200}, .handler = put_bill_property},
    {.method = Method::remove, .path = "/api/products/{ref}/bom/properties/{property_id}", .operation = "removeBillProperty",
     .summary = "Remove a property of a bill of products", .access = Access::employee_or_api_key, .needs = "ov.bop.sheet",
     .query = "", .body = "", .answer = "change_bop.response", .statuses = {200}, .handler = delete_bill_property},

    // Assets
    {.method = Method::post, .path = "/api/assets", .operation = "createAsset",
     .summary = "Register an asset at a customer's", .access = Access::employee, .needs = "ov.asset",
     .query = "", .body = "create_asset.request", .answer = "change_asset.response", .statuses = {201}, .handler = post_asset},
    {.method = Method::get, .path = "/api/assets", .operation = "listAssets",
     .summary = "Assets", .access = Access::employee, .needs = "ov.asset",
     .query = "assets.query", .body = "", .answer = "assets.response", .statuses = {200}, .handler = get_assets},
    {.method = Method::get, .path = "/api/assets/{id}", .operation = "getAsset",
     .summary = "One asset with its history", .access = Access::employee, .subject = Subject::asset, .needs = "ov.asset",
     .query = "", .body = "", .answer = "asset.response", .statuses = {200}, .handler = get_asset},
    {.method = Method::put, .path = "/api/assets/{id}", .operation = "updateAsset",
     .summary = "Change an asset: swap, return, transfer or end it", .access = Access::employee, .subject = Subject::asset, .needs = "ov.asset",
     .query = "", .body = "update_asset.request", .answer = "change_asset.response", .statuses = {200}, .handler = put_asset},

    // Subscriptions
    {.method = Method::get, .path = "/api/subscriptions", .operation = "listSubscriptions",
     .summary = "Subscriptions", .access = Access::employee, .needs = "ov.serviced_account",
     .query = "subscriptions.query", .body = "", .answer = "subscriptions.response", .statuses = {200}, .handler = get_subscriptions},
    {.method = Method::get, .path = "/api/subscriptions/{id}", .operation = "getSubscription",
     .summary = "One subscription", .access = Access::employee, .subject = Subject::subscription, .needs = "ov.serviced_account",
     .query = "", .body = "", .answer = "subscription.response", .statuses = {200}, .handler = get_subscription},
    {.method = Method::post, .path = "/api/subscription/purchase", .operation = "purchaseSubscription",
     .summary = "Create a subscription", .access = Access::employee, .needs = "ov.serviced_account",
     .query = "", .body = "purchase_subscription.request", .answer = "change_subscription.response", .statuses = {201}, .handler = post_subscription},
    {.method = Method::get, .path = "/api/subscription/status/{code}", .operation = "getSubscriptionStatus",
     .summary = "One subscription by its code", .access = Access::employee, .needs = "ov.serviced_account",
     .query = "", .body = "", .answer = "subscription.response", .statuses = {200}, .handler = get_subscription_status},
    {.method = Method::get, .path = "/api/customer/subscriptions", .operation = "listOwnSubscriptions",
     .summary = "The customer's own subscriptions", .access = Access::customer, .needs = "ov.serviced_account",
     .query = "customer_subscriptions.query", .body = "", .answer = "subscriptions.response", .statuses = {200}, .handler = get_subscriptions},
    {.method = Method::get, .path = "/api/customer/subscriptions/{id}", .operation = "getOwnSubscription",
     .summary = "One of the customer's own subscriptions", .access = Access::customer, .subject = Subject::subscription, .needs = "ov.serviced_account",
     .query = "", .body = "", .answer = "subscription.response", .statuses = {200}, .handler = get_subscription},
    {.method = Method::post, .path = "/api/customer/subscriptions/{id}/pause", .operation = "pauseSubscription",
     .summary = "Pause a subscription: it is not invoiced", .access = Access::customer, .subject = Subject::subscription, .needs = "ov.serviced_account",
     .query = "", .body = "nothing.request", .answer = "change_subscription.response", .statuses = {200}, .handler = post_subscription_pause},
    {.method = Method::post, .path = "/api/customer/subscriptions/{id}/resume", .operation = "resumeSubscription",
     .summary = "Go on with a paused subscription", .access = Access::customer, .subject = Subject::subscription, .needs = "ov.serviced_account",
     .query = "", .body = "nothing.request", .answer = "change_subscription.response", .statuses = {200}, .handler = post_subscription_resumption},
    {.method = Method::post, .path = "/api/customer/subscriptions/{id}/cancel", .operation = "cancelSubscription",
     .summary = "Cancel a subscription", .access = Access::customer, .subject = Subject::subscription, .needs = "ov.serviced_account",
     .query = "", .body = "cancel_subscription.request", .answer = "change_subscription.response", .statuses = {200}, .handler = post_subscription_cancellation},

    // Helpdesk tickets
    {.method = Method::post, .path = "/api/tickets", .operation = "createTicket",
     .summary = "Create a ticket", .access = Access::employee, .needs = "helpdesk.ticket",
     .query = "", .body = "create_ticket.request", .answer = "change_ticket.response", .statuses = {201}, .handler = post_ticket},
    {.method = Method::get, .path = "/api/tickets", .operation = "listTickets",
     .summary = "Tickets", .access = Access::employee, .needs = "helpdesk.ticket",
     .query = "tickets.query", .body = "", .answer = "tickets.response", .statuses = {200}, .handler = get_tickets},
    {.method = Method::get, .path = "/api/tickets/{id}", .operation = "getTicket",
     .summary = "One ticket", .access = Access::employee, .subject = Subject::ticket, .needs = "helpdesk.ticket",
     .query = "", .body = "", .answer = "ticket.response", .statuses = {200}, .handler = get_ticket},
    {.method = Method::put, .path = "/api/tickets/{id}", .operation = "updateTicket",
     .summary = "Change a ticket's subject, description, priority or stage", .access = Access::employee, .subject = Subject::ticket, .needs = "helpdesk.ticket",
     .query = "", .body = "update_ticket.request", .answer = "change_ticket.response", .statuses = {200}, .handler = put_ticket},
    {.method = Method::post, .path = "/api/tickets/{id}/close", .operation = "closeTicket",
     .summary = "Close a ticket", .access = Access::employee, .subject = Subject::ticket, .needs = "helpdesk.ticket",
     .query = "", .body = "close_ticket.request", .answer = "change_ticket.response", .statuses = {200}, .handler = post_ticket_closure},
};
// clang-format on

// Takes the first segment, "orders" of "/orders/5", off the path.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

struct PathParameters {
  std::map<std::string, Id, std::less<>> ids = {};
  std::map<std::string, std::string, std::less<>> texts = {};
};

// False if it does not fit the parameter.
bool take_parameter(std::string_view name, std::string_view given, PathParameters& parameters) {
  if (is_text_parameter(name)) return !given.empty() && parameters.texts.emplace(name, given).second;
  const auto id = odoo::parse_id(given);
  return id && parameters.ids.emplace(name, *id).second;
}

// Whether the path is one of the pattern; what is not an id does not fit where one must stand.
std::optional<PathParameters> match_path(std::string_view pattern, std::string_view path) {
  if (!path.starts_with(pattern.substr(0, pattern.find('{')))) return std::nullopt;  // most, and soon
  PathParameters parameters;
  while (pattern.starts_with('/') && path.starts_with('/')) {
    const auto wanted = take_segment(pattern);
    const auto given = take_segment(path);
    if (!wanted.starts_with('{')) {
      if (wanted != given) return std::nullopt;
      continue;
    }
    if (!take_parameter(wanted.substr(1, wanted.size() - 2), given, parameters)) return std::nullopt;
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return parameters;
}

bool takes(const Route& route, std::string_view method) {
  return method_name(route.method) == method || (method == "HEAD" && route.method == Method::get);
}

void add_methods(const Route& route, std::vector<std::string_view>& methods) {
  methods.push_back(method_name(route.method));
  if (route.method == Method::get) methods.emplace_back("HEAD");
}

}  // namespace

std::string_view method_name(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::remove: break;
  }
  return "DELETE";
}

bool is_text_parameter(std::string_view name) { return name == "code" || name == "ref" || name == "lot_name"; }

std::span<const Route> workflow_routes() { return table; }

std::span<const Route> routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> rows;
    for (const auto area : {workflow_routes(), stock_routes(), product_routes(), order_routes(), money_routes()}) {
      rows.insert(rows.end(), area.begin(), area.end());
    }
    return rows;
  }();
  return all;
}

RouteMatch find_route(std::string_view method, std::string_view path) {
  RouteMatch match;
  for (const auto& route : routes()) {
    auto parameters = match_path(route.path, path);
    if (!parameters) continue;
    add_methods(route, match.methods);
    if (!takes(route, method)) continue;
    match.route = &route;
    match.ids = std::move(parameters->ids);
    match.texts = std::move(parameters->texts);
  }
  if (!match.methods.empty()) match.methods.emplace_back("OPTIONS");
  return match;
}

}  // namespace paridoo::api
