// Receipts, corrections of counts, and transfers between locations.
#include <nlohmann/json.hpp>

#include "src/api/drafted_names.h"
#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/stock/adjustment.h"
#include "src/stock/delivery.h"
#include "src/stock/new_transfer.h"

namespace paridoo::api {

namespace {

using stock::TransferKind;

Json render_receipt(const stock::Delivery& receipt) {
  return {
      {"id", receipt.id},
      {"name", receipt.name},
      {"state", receipt.state},
      {"scheduled_date", render(receipt.scheduled_at)},
      {"date_done", render(receipt.done_at)},
      {"origin", render(receipt.origin)},
      {"supplier", render(receipt.customer)},
      {"location_from", render(receipt.from)},
      {"location_to", render(receipt.to)},
  };
}

Json render_adjusted(const stock::AdjustedLine& line) {
  return {
      {"product", render(line.product)}, {"location", render(line.location)},
      {"lot", render(line.lot)},         {"qty_before", line.before},
      {"qty_counted", line.counted},     {"difference", line.counted - line.before},
  };
}

std::vector<stock::TransferLine> parse_lines(const nlohmann::json& body) {
  std::vector<stock::TransferLine> lines;
  for (const auto& line : body.at("lines")) {
    lines.push_back({.product = line.at("product_id").get<Id>(),
                     .quantity = line.at("qty").get<double>(),
                     .lot = optional_id(line, "lot_id"),
                     .lot_name = optional_text(line, "lot_name")});
  }
  return lines;
}

Answer answer_made(const stock::MadeTransfer& made, bool validated, const char* what) {
  const auto message = std::string(what) + (validated ? " created and validated" : " created");
  return success(201,
                 {{"message", message}, {"picking", {{"id", made.id}, {"name", made.name}, {"state", made.state}}}});
}

Result<Answer> answer_receipt(const Call& call, const nlohmann::json& body, bool validate) {
  const auto made = stock::receive_goods(call.odoo, {.warehouse = body.at("warehouse_id").get<Id>(),
                                                     .supplier = body.at("partner_id").get<Id>(),
                                                     .scheduled_on = optional_text(body, "scheduled_date"),
                                                     .lines = parse_lines(body),
                                                     .validate = validate});
  if (!made) return made.error();
  return answer_made(*made, validate, "Goods receipt");
}

}  // namespace

Result<Answer> get_receipts(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto found = stock::list_deliveries(call.odoo, {.kind = TransferKind::receipt,
                                                        .state = transfer_state(call.query),
                                                        .warehouse = optional_id(call.query, "warehouse_id"),
                                                        .order = {},
                                                        .visible = {},
                                                        .partner = optional_id(call.query, "partner_id"),
                                                        .offset = page.offset(),
                                                        .limit = page.limit});
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& receipt : found->deliveries) {
    auto item = render_receipt(receipt);
    item["move_count"] = receipt.moves.size();
    items.push_back(std::move(item));
  }
  return answer_page(page, found->total, "receipts", std::move(items));
}

Result<Answer> get_receipt(const Call& call) {
  const auto receipt = stock::read_delivery_with_moves(call.odoo, call.id("id"), TransferKind::receipt);
  if (!receipt) return receipt.error();
  auto body = render_receipt(receipt->delivery);
  body["note"] = render(receipt->delivery.note);
  body["lines"] = render_lines(receipt->moves);
  return success(200, {{"receipt", std::move(body)}});
}

Result<Answer> post_receipt(const Call& call) { return answer_receipt(call, call.body, flag(call.body, "validate")); }

Result<Answer> post_drafted_receipt(const Call& call) {
  const auto body = with_present_names(call.body);
  if (!body) return body.error();
  return answer_receipt(call, *body, body->value("validate", true));
}

Result<Answer> post_transfer(const Call& call) {
  const auto body = with_present_names(call.body);
  if (!body) return body.error();
  const bool validate = flag(*body, "validate");
  const auto made = stock::move_goods(call.odoo, {.from = body->at("from_location_id").get<Id>(),
                                                  .to = body->at("to_location_id").get<Id>(),
                                                  .lines = parse_lines(*body),
                                                  .validate = validate});
  if (!made) return made.error();
  return answer_made(*made, validate, "Internal transfer");
}

Result<Answer> post_adjustment(const Call& call) {
  stock::Count count{.warehouse = call.body.at("warehouse_id").get<Id>(),
                     .reason = optional_text(call.body, "reason").value_or("Physical inventory"),
                     .lines = {}};
  for (const auto& line : call.body.at("lines")) {
    count.lines.push_back({.product = line.at("product_id").get<Id>(),
                           .lot = optional_id(line, "lot_id"),
                           .location = optional_id(line, "location_id"),
                           .counted = line.at("quantity_counted").get<double>()});
  }
  const auto adjusted = stock::adjust_stock(call.odoo, count);
  if (!adjusted) return adjusted.error();
  Json items = Json::array();
  for (const auto& line : *adjusted) items.push_back(render_adjusted(line));
  return success(200, {{"message", "Stock adjusted"}, {"adjustments", std::move(items)}});
}

}  // namespace paridoo::api
