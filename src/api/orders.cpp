// Quotations and orders.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/render.h"
#include "src/api/request_body.h"
#include "src/governance/visibility.h"
#include "src/orders/approval.h"
#include "src/orders/order.h"
#include "src/orders/quotation.h"

namespace paridoo::api {

namespace {

std::map<std::string, std::string> parse_choices(const nlohmann::json& product) {
  std::map<std::string, std::string> choices;
  for (const auto& choice : product.value("choices", nlohmann::json::array()))
    choices.emplace(choice.at("property").get<std::string>(), choice.at("option").get<std::string>());
  return choices;
}

}  // namespace

std::vector<orders::NewOrderLine> parse_order_lines(const nlohmann::json& body) {
  std::vector<orders::NewOrderLine> lines;
  for (const auto& product : body.at("products")) {
    lines.push_back({.product = product.at("product_id").get<Id>(),
                     .quantity = product.at("quantity").get<double>(),
                     .unit_price = optional_number(product, "price_unit"),
                     .choices = parse_choices(product)});
  }
  return lines;
}

namespace {

orders::NewQuotation parse_quotation(const nlohmann::json& body) {
  orders::NewQuotation quotation{
      .customer = body.at("customer_id").get<Id>(),
      .company = optional_id(body, "company_id"),
      .customer_reference = optional_text(body, "client_order_ref"),
      .outlet = optional_id(body, "outlet_id"),
      .channel_partner = optional_id(body, "channel_partner_id"),
      .lines = {},
  };
  quotation.lines = parse_order_lines(body);
  return quotation;
}

Json render_line(const orders::OrderLine& line) {
  return {
      {"id", line.id},
      {"product", render(line.product)},
      {"description", line.description},
      {"quantity", line.quantity},
      {"qty_delivered", line.quantity_delivered},
      {"qty_invoiced", line.quantity_invoiced},
      {"price_unit", line.unit_price},
      {"discount", line.discount_percent},
      {"price_subtotal", line.untaxed},
      {"price_tax", line.tax},
      {"price_total", line.total},
  };
}

Result<Answer> answer_order(const Result<orders::OrderWithLines>& order, int status, const char* message) {
  if (!order) return order.error();
  return success(status, {{"message", message}, {"order", render(*order)}});
}

}  // namespace

Json render(const orders::OrderWithLines& with_lines) {
  const auto& order = with_lines.order;
  Json lines = Json::array();
  for (const auto& line : with_lines.lines) lines.push_back(render_line(line));
  return {
      {"id", order.id},
      {"name", order.name},
      {"state", order.state},
      {"partner", render(order.customer)},
      {"client_order_ref", render(order.customer_reference)},
      {"date_order", order.ordered_at},
      {"company", render(order.company)},
      {"currency", render(order.currency)},
      {"amount_untaxed", order.untaxed},
      {"amount_tax", order.tax},
      {"amount_total", order.total},
      {"invoice_status", order.invoice_status},
      {"delivery_status", render(order.delivery_status)},
      {"picking_ids", order.deliveries},
      {"invoice_ids", order.invoices},
      {"lines", lines},
  };
}

Result<Answer> post_quotation(const Call& call) {
  auto quotation = parse_quotation(call.body);
  auto stamp = governance::stamp_of(call.scope);
  if (!stamp) return stamp.error();
  quotation.stamp = *std::move(stamp);
  quotation.expand_packages = call.scope.governed;
  auto seen = governance::check_visible(call.odoo, call.scope, Subject::customer, quotation.customer, "/customer_id");
  if (!seen) return seen.error();
  return answer_order(orders::create_quotation(call.odoo, quotation), 201, "Quotation created");
}

Result<Answer> get_order(const Call& call) {
  const auto order = orders::read_order_with_lines(call.odoo, call.id("id"));
  if (!order) return order.error();
  return success(200, {{"order", render(*order)}});
}

Result<Answer> post_order_confirmation(const Call& call) {
  if (auto approved = orders::check_approved(call.odoo, call.scope, call.id("id")); !approved) return approved.error();
  return answer_order(orders::confirm_order(call.odoo, call.id("id")), 200, "Order confirmed");
}

}  // namespace paridoo::api
