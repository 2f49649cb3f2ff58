// Stock levels and deliveries.
#include <nlohmann/json.hpp>

#include <algorithm>

#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/governance/assignment.h"
#include "src/governance/visibility.h"
#include "src/stock/stock_levels.h"
#include "src/stock/validate_delivery.h"

namespace paridoo::api {

namespace {

Json render_level(const stock::StockLevel& level) {
  return {
      {"product", render(level.product)}, {"location", render(level.location)}, {"qty_on_hand", level.on_hand},
      {"qty_reserved", level.reserved},   {"qty_available", level.available},
  };
}

// What both forms of a delivery have.
Json render_head(const stock::Delivery& delivery) {
  return {
      {"id", delivery.id},
      {"name", delivery.name},
      {"state", delivery.state},
      {"scheduled_date", render(delivery.scheduled_at)},
      {"date_done", render(delivery.done_at)},
      {"origin", render(delivery.origin)},
      {"partner", render(delivery.customer)},
      {"sale_order", render(delivery.order)},
      {"location_from", render(delivery.from)},
      {"location_to", render(delivery.to)},
  };
}

Json render_move_line(const stock::MoveLine& line) {
  return {
      {"id", line.id},
      {"lot", render(line.lot)},
      {"lot_name", render(line.lot_name)},
      {"quantity", line.quantity},
      {"picked", line.picked},
  };
}

Json lots_of(const stock::Move& move) {
  Json lots = Json::array();
  for (const auto& line : move.lines) {
    if (line.lot && std::find(lots.begin(), lots.end(), Json(line.lot->id)) == lots.end()) lots.push_back(line.lot->id);
  }
  return lots;
}

Json render_move(const stock::Move& move) {
  Json lines = Json::array();
  for (const auto& line : move.lines) lines.push_back(render_move_line(line));
  return {
      {"id", move.id},
      {"product", render(move.product)},
      {"qty_ordered", move.ordered},
      {"qty_done", move.done()},
      {"uom", render(move.unit)},
      {"state", move.state},
      {"lot_ids", lots_of(move)},
      {"move_lines", lines},
  };
}

stock::DeliveryValidation parse_validation(const nlohmann::json& body) {
  stock::DeliveryValidation validation{.picked = {}, .make_backorder = flag(body, "force_backorder")};
  for (const auto& line : body.value("lines", nlohmann::json::array())) {
    validation.picked.push_back({.move = optional_id(line, "move_id"),
                                 .move_line = optional_id(line, "move_line_id"),
                                 .quantity = line.at("qty_done").get<double>(),
                                 .lot = optional_id(line, "lot_id"),
                                 .lot_name = optional_text(line, "lot_name")});
  }
  return validation;
}

Error at_line(std::size_t index, const char* message) {
  return {.kind = ErrorKind::invalid_request, .message = message, .pointer = "/lines/" + std::to_string(index)};
}

// What a schema says badly: one of two.
Result<void> check_lines(const std::vector<stock::PickedQuantity>& picked) {
  for (std::size_t i = 0; i < picked.size(); ++i) {
    if (picked[i].move.has_value() == picked[i].move_line.has_value()) {
      return at_line(i, "Give either move_id or move_line_id.");
    }
    if (picked[i].lot && picked[i].lot_name) return at_line(i, "Give lot_id or lot_name, not both.");
  }
  return {};
}

// To the account of its order, before it leaves.
Result<void> assign_delivery(const Call& call) {
  if (!call.scope.governed) return {};
  const auto delivery = stock::read_delivery(call.odoo, call.id("id"));
  if (!delivery) return delivery.error();
  if (!delivery->order) return {};
  return governance::assign_as_order(call.odoo, call.scope, delivery->order->id, Subject::delivery, delivery->id);
}

}  // namespace

Json render(const stock::Delivery& delivery) {
  auto body = render_head(delivery);
  body["move_count"] = delivery.moves.size();
  return body;
}

Json render(const stock::DeliveryWithMoves& delivery) {
  auto body = render_head(delivery.delivery);
  body["note"] = render(delivery.delivery.note);
  body["backorder_of"] = render(delivery.delivery.backorder_of);
  body["lines"] = render_lines(delivery.moves);
  return body;
}

Json render_lines(const std::vector<stock::Move>& moves) {
  Json lines = Json::array();
  for (const auto& move : moves) lines.push_back(render_move(move));
  return lines;
}

Result<Answer> get_stock_levels(const Call& call) {
  const auto page = page_number(call.query, 50);
  const auto levels = stock::stock_levels(call.odoo, {.product = optional_id(call.query, "product_id"),
                                                      .warehouse = optional_id(call.query, "warehouse_id"),
                                                      .company = optional_id(call.query, "company_id")});
  if (!levels) return levels.error();
  const auto total = static_cast<std::int64_t>(levels->size());
  Json items = Json::array();
  for (auto i = page.offset(); i < std::min(total, page.offset() + page.limit); ++i) {
    items.push_back(render_level((*levels)[static_cast<std::size_t>(i)]));
  }
  return answer_page(page, total, "levels", std::move(items));
}

Result<Answer> get_deliveries(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto visible = governance::visible(call.odoo, call.scope, Subject::delivery);
  if (!visible) return visible.error();
  const auto found = stock::list_deliveries(call.odoo, {.state = transfer_state(call.query),
                                                        .warehouse = optional_id(call.query, "warehouse_id"),
                                                        .order = optional_id(call.query, "sale_order_id"),
                                                        .visible = *visible,
                                                        .offset = page.offset(),
                                                        .limit = page.limit});
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& delivery : found->deliveries) items.push_back(render(delivery));
  return answer_page(page, found->total, "deliveries", std::move(items));
}

Result<Answer> get_delivery(const Call& call) {
  const auto delivery = stock::read_delivery_with_moves(call.odoo, call.id("id"));
  if (!delivery) return delivery.error();
  return success(200, {{"delivery", render(*delivery)}});
}

Result<Answer> post_delivery_validation(const Call& call) {
  const auto validation = parse_validation(call.body);
  if (auto fits = check_lines(validation.picked); !fits) return fits.error();
  if (auto assigned = assign_delivery(call); !assigned) return assigned.error();
  const auto validated = stock::validate_delivery(call.odoo, call.id("id"), validation);
  if (!validated) return validated.error();
  return success(200, {{"message", "Delivery validated"},
                       {"delivery", render(validated->delivery)},
                       {"backorder", render(validated->backorder)}});
}

}  // namespace paridoo::api
