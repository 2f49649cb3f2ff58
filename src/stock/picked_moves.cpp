#include "src/stock/picked_moves.h"

#include <fmt/format.h>

#include <algorithm>

namespace paridoo::stock {

namespace {

using odoo::where;

// Quantities have at most six decimals in Odoo.
constexpr double tolerance = 1e-6;

bool is_open(const Move& move) { return move.state != "done" && move.state != "cancel"; }

std::string line_pointer(std::size_t index, std::string_view name) { return fmt::format("/lines/{}/{}", index, name); }

bool has_line(const Move& move, Id line) {
  return std::any_of(move.lines.begin(), move.lines.end(), [&](const MoveLine& l) { return l.id == line; });
}

const Move* find_move(const std::vector<Move>& moves, const PickedQuantity& picked) {
  const auto meant = [&](const Move& move) {
    if (!is_open(move)) return false;
    return picked.move_line ? has_line(move, *picked.move_line) : move.id == picked.move;
  };
  const auto found = std::find_if(moves.begin(), moves.end(), meant);
  return found == moves.end() ? nullptr : &*found;
}

Error no_such_move(const PickedQuantity& picked, std::size_t index) {
  const bool by_line = picked.move_line.has_value();
  const auto name = by_line ? "move_line_id" : "move_id";
  const auto message = fmt::format("The delivery has no open {} {}.", by_line ? "move line" : "move",
                                   by_line ? *picked.move_line : picked.move.value_or(0));
  return {.kind = ErrorKind::not_found, .message = message, .pointer = line_pointer(index, name)};
}

Result<std::optional<Id>> find_lot(const odoo::Session& odoo, const Move& move, const PickedQuantity& picked,
                                   std::size_t index) {
  if (!picked.lot && !picked.lot_name) return std::optional<Id>();
  const auto which = picked.lot ? where("id", "=", *picked.lot) : where("name", "=", *picked.lot_name);
  constexpr std::string_view only_the_id[] = {"id"};
  const auto row = odoo.find("stock.lot", which & where("product_id", "=", move.product.id), only_the_id);
  if (!row) return row.error();
  if (*row) {
    odoo::RowReader reader("stock.lot", **row);
    return reader.finish(std::optional<Id>(reader.id("id")));
  }
  return Error{.kind = ErrorKind::not_found,
               .message = fmt::format("{} has no such lot or serial number.", move.product.name),
               .pointer = line_pointer(index, picked.lot ? "lot_id" : "lot_name")};
}

PickedMove& picked_of(std::vector<PickedMove>& all, const Move& move) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const PickedMove& p) { return p.move == &move; });
  return found == all.end() ? all.emplace_back(PickedMove{.move = &move, .parts = {}}) : *found;
}

std::vector<PickedMove> everything(const DeliveryWithMoves& delivery) {
  std::vector<PickedMove> all;
  for (const auto& move : delivery.moves) {
    if (!is_open(move)) continue;
    all.push_back({.move = &move, .parts = {{.quantity = move.ordered, .line = {}, .lot = {}}}});
  }
  return all;
}

// A line that already names the lot is changed rather than replaced.
std::optional<Id> line_for_lot(const Move& move, Id lot) {
  for (const auto& line : move.lines) {
    if (line.lot && line.lot->id == lot) return line.id;
  }
  return std::nullopt;
}

// Where the lot lies: reserving it elsewhere would take from a shelf that does not hold it.
Result<Id> location_of_lot(const odoo::Session& odoo, const Move& move, Id lot) {
  constexpr std::string_view fields[] = {"location_id"};
  const auto domain =
      where("lot_id", "=", lot) & where("location_id", "child_of", move.from.id) & where("quantity", ">", 0);
  const auto row = odoo.find("stock.quant", domain, fields);
  if (!row) return row.error();
  if (!*row) return move.from.id;
  odoo::RowReader reader("stock.quant", **row);
  return reader.finish(reader.reference("location_id").id);
}

Result<odoo::List> replacing_lines(const odoo::Session& odoo, Id delivery, const PickedMove& picked) {
  odoo::List commands;
  commands.emplace_back(odoo::command::clear());
  for (const auto& part : picked.parts) {
    const auto location = location_of_lot(odoo, *picked.move, *part.lot);
    if (!location) return location.error();
    commands.emplace_back(odoo::command::create({{"picking_id", delivery},
                                                 {"product_id", picked.move->product.id},
                                                 {"lot_id", *part.lot},
                                                 {"quantity", part.quantity},
                                                 {"picked", true},
                                                 {"location_id", *location},
                                                 {"location_dest_id", picked.move->to.id}}));
  }
  return commands;
}

Result<void> write_lines(const odoo::Session& odoo, const PickedMove& picked) {
  for (const auto& part : picked.parts) {
    odoo::Dict values{{"quantity", part.quantity}, {"picked", true}};
    if (part.lot) values.push_back({"lot_id", *part.lot});
    if (auto written = odoo.write("stock.move.line", {*part.line}, std::move(values)); !written) return written;
  }
  return {};
}

Result<void> write_quantity(const odoo::Session& odoo, const PickedMove& picked) {
  return odoo.write("stock.move", {picked.move->id}, {{"quantity", picked.quantity()}, {"picked", true}});
}

}  // namespace

double PickedMove::quantity() const {
  double sum = 0;
  for (const auto& part : parts) sum += part.quantity;
  return sum;
}

bool PickedMove::is_as_reserved() const {
  const bool plain = std::none_of(parts.begin(), parts.end(), [](const PickedPart& p) { return p.line || p.lot; });
  return plain && std::abs(quantity() - move->quantity) < tolerance;
}

Result<std::vector<PickedMove>> resolve_picked(const odoo::Session& odoo, const DeliveryWithMoves& delivery,
                                               const std::vector<PickedQuantity>& picked) {
  if (picked.empty()) return everything(delivery);
  std::vector<PickedMove> all;
  for (std::size_t i = 0; i < picked.size(); ++i) {
    const Move* move = find_move(delivery.moves, picked[i]);
    if (!move) return no_such_move(picked[i], i);
    const auto lot = find_lot(odoo, *move, picked[i], i);
    if (!lot) return lot.error();
    auto line = picked[i].move_line;
    if (!line && *lot) line = line_for_lot(*move, **lot);
    picked_of(all, *move).parts.push_back({.quantity = picked[i].quantity, .line = line, .lot = *lot});
  }
  return all;
}

Result<void> check_complete(const DeliveryWithMoves& delivery, const std::vector<PickedMove>& picked) {
  for (const auto& move : delivery.moves) {
    if (!is_open(move)) continue;
    const auto found = std::find_if(picked.begin(), picked.end(), [&](const PickedMove& p) { return p.move == &move; });
    const double leaving = found == picked.end() ? 0 : found->quantity();
    if (leaving >= move.ordered - tolerance) continue;
    return Error{ErrorKind::partial_delivery, fmt::format("{} of {} {} would leave: allow a backorder for the rest.",
                                                          leaving, move.ordered, move.product.name)};
  }
  return {};
}

Result<void> write_picked(const odoo::Session& odoo, Id delivery, const PickedMove& picked) {
  const auto& parts = picked.parts;
  if (std::all_of(parts.begin(), parts.end(), [](const PickedPart& p) { return p.line.has_value(); })) {
    return write_lines(odoo, picked);
  }
  if (std::none_of(parts.begin(), parts.end(), [](const PickedPart& p) { return p.line || p.lot; })) {
    return write_quantity(odoo, picked);
  }
  if (!std::all_of(parts.begin(), parts.end(), [](const PickedPart& p) { return p.lot.has_value(); })) {
    const auto message = fmt::format("Some lines of {} name a lot, others do not.", picked.move->product.name);
    return Error{.kind = ErrorKind::invalid_request, .message = message, .pointer = "/lines"};
  }
  const auto commands = replacing_lines(odoo, delivery, picked);
  if (!commands) return commands.error();
  return odoo.write("stock.move", {picked.move->id}, {{"move_line_ids", *commands}});
}

}  // namespace paridoo::stock
