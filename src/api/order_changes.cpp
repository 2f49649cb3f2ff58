// Lists of orders, and what may be done to one besides confirming it.
#include "src/orders/order_changes.h"

#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/governance/visibility.h"
#include "src/odoo/attachment.h"
#include "src/orders/order_list.h"

namespace paridoo::api {

namespace {

Answer answer_changed(const orders::OrderWithLines& order, const char* message) {
  return success(200, {{"message", message}, {"order", render(order)}});
}

orders::OrderChanges parse_changes(const nlohmann::json& body) {
  orders::OrderChanges changes{.customer = optional_id(body, "customer_id"),
                               .customer_reference = optional_text(body, "client_order_ref"),
                               .ordered_at = optional_text(body, "date_order"),
                               .valid_until = optional_text(body, "validity_date"),
                               .payment_terms = optional_id(body, "payment_term_id"),
                               .lines = {},
                               .removed_lines = body.value("remove_line_ids", odoo::Ids())};
  for (const auto& line : body.value("lines", nlohmann::json::array())) {
    changes.lines.push_back({.line = line.at("id").get<Id>(),
                             .quantity = optional_number(line, "quantity"),
                             .unit_price = optional_number(line, "price_unit")});
  }
  return changes;
}

}  // namespace

Json render_document(const std::string& name, const std::string& pdf) {
  return {
      {"filename", name}, {"content_type", "application/pdf"}, {"size", pdf.size()}, {"content", odoo::base64(pdf)}};
}

Result<Answer> get_orders(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto visible = governance::visible(call.odoo, call.scope, Subject::order);
  if (!visible) return visible.error();
  const auto found = orders::list_orders(call.odoo, {.state = optional_text(call.query, "state"),
                                                     .customer = optional_id(call.query, "partner_id"),
                                                     .visible = *visible,
                                                     .offset = page.offset(),
                                                     .limit = page.limit});
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& order : found->orders) {
    auto item = render(orders::OrderWithLines{.order = order, .lines = {}});
    item.erase("lines");
    items.push_back(std::move(item));
  }
  return answer_page(page, found->total, "orders", std::move(items));
}

Result<Answer> put_order(const Call& call) {
  const auto changes = parse_changes(call.body);
  if (changes.customer) {
    auto seen = governance::check_visible(call.odoo, call.scope, Subject::customer, *changes.customer, "/customer_id");
    if (!seen) return seen.error();
  }
  const auto order = orders::change_order(call.odoo, call.id("id"), changes);
  if (!order) return order.error();
  return answer_changed(*order, "Order updated");
}

Result<Answer> post_order_lines(const Call& call) {
  const auto order = orders::add_lines(call.odoo, call.id("id"), parse_order_lines(call.body), call.scope.governed);
  if (!order) return order.error();
  return answer_changed(*order, "Lines added");
}

Result<Answer> post_order_sending(const Call& call) {
  const auto order = orders::send_order(call.odoo, call.id("id"), optional_text(call.body, "message"));
  if (!order) return order.error();
  return answer_changed(*order, "Quotation sent");
}

Result<Answer> get_proforma(const Call& call) {
  const auto document = orders::print_proforma(call.odoo, call.id("id"));
  if (!document) return document.error();
  return success(200, {{"document", render_document(document->name, document->bytes)}});
}

Result<Answer> post_order_finalization(const Call& call) {
  const auto order = orders::finalize_order(call.odoo, call.id("id"));
  if (!order) return order.error();
  return answer_changed(*order, "Order finalized");
}

Result<Answer> post_order_cancellation(const Call& call) {
  const auto order = orders::cancel_order(call.odoo, call.id("id"));
  if (!order) return order.error();
  return answer_changed(*order, "Order cancelled");
}

}  // namespace paridoo::api
