// The moves of a delivery and what was picked for them.
#include <algorithm>

#include "src/stock/delivery.h"

namespace paridoo::stock {

namespace {

using odoo::where;

constexpr std::string_view move_fields[] = {
    "product_id", "product_uom_qty", "quantity", "picked", "product_uom", "state", "location_id", "location_dest_id",
};

constexpr std::string_view move_line_fields[] = {"move_id", "lot_id", "lot_name", "quantity", "picked"};

Result<Move> move_from(const odoo::Value& value) {
  odoo::RowReader row("stock.move", value);
  return row.finish(Move{
      .id = row.id("id"),
      .product = row.reference("product_id"),
      .ordered = row.number("product_uom_qty"),
      .quantity = row.number("quantity"),
      .picked = row.flag("picked"),
      .unit = row.reference("product_uom"),
      .state = row.text("state"),
      .from = row.reference("location_id"),
      .to = row.reference("location_dest_id"),
      .lines = {},
  });
}

Result<MoveLine> move_line_from(const odoo::Value& value) {
  odoo::RowReader row("stock.move.line", value);
  return row.finish(MoveLine{
      .id = row.id("id"),
      .move = row.reference("move_id").id,
      .lot = row.optional_reference("lot_id"),
      .lot_name = row.optional_text("lot_name"),
      .quantity = row.number("quantity"),
      .picked = row.flag("picked"),
  });
}

template <typename T>
Result<std::vector<T>> read_of_moves(const odoo::Session& odoo, std::string_view model, odoo::Domain domain,
                                     odoo::Fields fields, Result<T> (*read)(const odoo::Value&)) {
  const auto rows = odoo.search_read(model, domain, fields, {.order = "id"});
  if (!rows) return rows.error();
  return odoo::read_all<T>(*rows, read);
}

void hand_out(std::vector<MoveLine> lines, std::vector<Move>& moves) {
  for (auto& line : lines) {
    const auto move = std::find_if(moves.begin(), moves.end(), [&](const Move& m) { return m.id == line.move; });
    if (move != moves.end()) move->lines.push_back(std::move(line));
  }
}

}  // namespace

Result<DeliveryWithMoves> read_delivery_and_moves(const odoo::Session& odoo, Id id, TransferKind kind) {
  auto delivery = read_delivery(odoo, id, kind);
  if (!delivery) return delivery.error();
  auto moves = read_of_moves<Move>(odoo, "stock.move", where("picking_id", "=", id), move_fields, move_from);
  if (!moves) return moves.error();
  return DeliveryWithMoves{.delivery = *std::move(delivery), .moves = *std::move(moves)};
}

Result<DeliveryWithMoves> read_delivery_with_moves(const odoo::Session& odoo, Id id, TransferKind kind) {
  auto delivery = read_delivery_and_moves(odoo, id, kind);
  if (!delivery) return delivery;
  const auto of_moves = where("picking_id", "=", id) & where("move_id", "!=", false);
  auto lines = read_of_moves<MoveLine>(odoo, "stock.move.line", of_moves, move_line_fields, move_line_from);
  if (!lines) return lines.error();
  hand_out(*std::move(lines), delivery->moves);
  return delivery;
}

}  // namespace paridoo::stock
