#include "src/api/routes.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "src/api/handlers.h"

namespace paridoo::api {

namespace {

// clang-format off
const Route table[] = {
    // Quotations and orders
    {.method = Method::post, .path = "/api/quotations", .operation = "createQuotation",
     .summary = "Create a quotation", .access = Access::employee,
     .query = "", .body = "create_quotation.request", .answer = "quotation.response", .statuses = {201}, .handler = post_quotation},
    {.method = Method::get, .path = "/api/orders/{id}", .operation = "getOrder",
     .summary = "One order with its lines", .access = Access::employee,
     .query = "", .body = "", .answer = "order.response", .statuses = {200}, .handler = get_order},
    {.method = Method::post, .path = "/api/orders/{id}/confirm", .operation = "confirmOrder",
     .summary = "Confirm an order, which makes its deliveries", .access = Access::employee,
     .query = "", .body = "nothing.request", .answer = "confirm_order.response", .statuses = {200}, .handler = post_order_confirmation},

    // Warehouse and stock
    {.method = Method::get, .path = "/api/stock/levels", .operation = "listStockLevels",
     .summary = "What is on hand, by product and location", .access = Access::employee_or_api_key,
     .query = "stock_levels.query", .body = "", .answer = "stock_levels.response", .statuses = {200}, .handler = get_stock_levels},
    {.method = Method::get, .path = "/api/stock/deliveries", .operation = "listDeliveries",
     .summary = "Outgoing transfers", .access = Access::employee,
     .query = "deliveries.query", .body = "", .answer = "deliveries.response", .statuses = {200}, .handler = get_deliveries},
    {.method = Method::get, .path = "/api/stock/deliveries/{id}", .operation = "getDelivery",
     .summary = "One delivery with its lines and lots", .access = Access::employee_or_api_key,
     .query = "", .body = "", .answer = "delivery.response", .statuses = {200}, .handler = get_delivery},
    {.method = Method::post, .path = "/api/stock/deliveries/{id}/validate", .operation = "validateDelivery",
     .summary = "Carry out a delivery: the goods leave", .access = Access::employee,
     .query = "", .body = "validate_delivery.request", .answer = "validate_delivery.response", .statuses = {200},
     .handler = post_delivery_validation},

    // Invoices
    {.method = Method::post, .path = "/api/orders/{id}/invoice", .operation = "createInvoice",
     .summary = "The order's draft invoice, made if there is none", .access = Access::employee,
     .query = "", .body = "nothing.request", .answer = "order_invoice.response", .statuses = {200, 201}, .handler = post_order_invoice},
    {.method = Method::post, .path = "/api/orders/{id}/invoices/{invoice_id}/confirm", .operation = "confirmInvoice",
     .summary = "Post a draft invoice", .access = Access::employee,
     .query = "", .body = "nothing.request", .answer = "order_invoice.response", .statuses = {200}, .handler = post_invoice_confirmation},
    {.method = Method::get, .path = "/api/invoices/{id}", .operation = "getInvoice",
     .summary = "One invoice or credit note with its lines", .access = Access::employee,
     .query = "", .body = "", .answer = "invoice.response", .statuses = {200}, .handler = get_invoice},

    // Payments
    {.method = Method::post, .path = "/api/orders/{id}/register-payment", .operation = "registerPayment",
     .summary = "Take a payment for an order", .access = Access::employee,
     .query = "", .body = "register_payment.request", .answer = "register_payment.response", .statuses = {201}, .handler = post_payment},
};
// clang-format on

constexpr Id id_max = 2147483647;  // Odoo's ids are 32 bits wide

std::optional<Id> parse_id(std::string_view text) {
  Id id = 0;
  const auto end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, id);
  if (failure != std::errc() || stop != end || id < 1 || id > id_max) return std::nullopt;
  return id;
}

// Takes the first segment, "orders" of "/orders/5", off the path.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

using PathIds = std::map<std::string, Id, std::less<>>;

// Whether the path is one of the pattern; what is not an id does not fit.
std::optional<PathIds> match_path(std::string_view pattern, std::string_view path) {
  PathIds ids;
  while (pattern.starts_with('/') && path.starts_with('/')) {
    const auto wanted = take_segment(pattern);
    const auto given = take_segment(path);
    if (!wanted.starts_with('{')) {
      if (wanted != given) return std::nullopt;
      continue;
    }
    const auto id = parse_id(given);
    if (!id) return std::nullopt;
    ids.emplace(wanted.substr(1, wanted.size() - 2), *id);
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return ids;
}

bool takes(const Route& route, std::string_view method) {
  return method_name(route.method) == method || (method == "HEAD" && route.method == Method::get);
}

void add_methods(const Route& route, std::vector<std::string_view>& methods) {
  methods.push_back(method_name(route.method));
  if (route.method == Method::get) methods.push_back("HEAD");
}

}  // namespace

std::string_view method_name(Method method) { return method == Method::get ? "GET" : "POST"; }

std::span<const Route> routes() { return table; }

RouteMatch find_route(std::string_view method, std::string_view path) {
  RouteMatch match;
  for (const auto& route : table) {
    auto ids = match_path(route.path, path);
    if (!ids) continue;
    add_methods(route, match.methods);
    if (!takes(route, method)) continue;
    match.route = &route;
    match.ids = *std::move(ids);
  }
  if (!match.methods.empty()) match.methods.push_back("OPTIONS");
  return match;
}

}  // namespace paridoo::api
