#include "src/stock/delivery_moves.h"

#include <algorithm>

namespace paridoo::stock {

namespace {

constexpr std::string_view move_fields[] = {
    "product_id", "product_uom_qty", "quantity", "picked", "product_uom", "state", "location_id", "location_dest_id",
};

constexpr std::string_view move_line_fields[] = {"lot_id", "lot_name", "quantity", "picked"};

template <typename T>
Result<std::vector<T>> oldest_first(const odoo::List& rows, Result<T> (*read)(const odoo::Value&)) {
  auto all = odoo::read_all<T>(rows, read);
  if (all) std::sort(all->begin(), all->end(), [](const T& a, const T& b) { return a.id < b.id; });
  return all;
}

Result<MoveLine> move_line_from(const odoo::Value& value) {
  odoo::RowReader row("stock.move.line", value);
  return row.finish(MoveLine{
      .id = row.id("id"),
      .lot = row.optional_reference("lot_id"),
      .lot_name = row.optional_text("lot_name"),
      .quantity = row.number("quantity"),
      .picked = row.flag("picked"),
  });
}

Result<std::vector<MoveLine>> lines_of(const odoo::Value& move) {
  odoo::RowReader row("stock.move", move);
  auto lines = oldest_first<MoveLine>(row.rows("move_line_ids"), move_line_from);
  return lines ? row.finish(*std::move(lines)) : lines;
}

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
  });
}

Result<Move> move_with_lines_from(const odoo::Value& value) {
  auto move = move_from(value);
  if (!move) return move;
  auto lines = lines_of(value);
  if (!lines) return lines.error();
  move->lines = *std::move(lines);
  return move;
}

}  // namespace

const odoo::Nested& moves_specification() {
  static constexpr odoo::Nested moves{.field = "move_ids", .fields = move_fields};
  return moves;
}

const odoo::Nested& moves_and_lines_specification() {
  static constexpr odoo::Nested lines{.field = "move_line_ids", .fields = move_line_fields};
  static constexpr odoo::Nested moves{.field = "move_ids", .fields = move_fields, .within = &lines};
  return moves;
}

Result<std::vector<Move>> moves_from(const odoo::Value& picking, const odoo::Nested& asked) {
  odoo::RowReader row("stock.picking", picking);
  auto moves = oldest_first<Move>(row.rows("move_ids"), asked.within ? move_with_lines_from : move_from);
  return moves ? row.finish(*std::move(moves)) : moves;
}

}  // namespace paridoo::stock
