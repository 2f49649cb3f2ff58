#include "src/stock/transfer_lines.h"

#include <fmt/format.h>

#include <algorithm>

namespace paridoo::stock {

namespace {

using odoo::where;

struct KnownProduct {
  odoo::Reference product;
  odoo::Reference unit;
};

Result<KnownProduct> product_from(const odoo::Value& value) {
  odoo::RowReader row("product.product", value);
  return row.finish(
      KnownProduct{.product = {.id = row.id("id"), .name = row.text("display_name")}, .unit = row.reference("uom_id")});
}

Result<std::vector<KnownProduct>> known_products(const odoo::Session& odoo, const std::vector<TransferLine>& lines) {
  odoo::Ids ids;
  for (const auto& line : lines) ids.push_back(line.product);
  constexpr std::string_view fields[] = {"display_name", "uom_id"};
  const auto rows = odoo.search_read("product.product", where("id", "in", ids), fields);
  if (!rows) return rows.error();
  return odoo::read_all<KnownProduct>(*rows, product_from);
}

Error not_found(std::size_t line, const char* member, const std::string& message) {
  return {.kind = ErrorKind::not_found, .message = message, .pointer = fmt::format("/lines/{}/{}", line, member)};
}

Result<std::optional<Id>> find_lot(const odoo::Session& odoo, const TransferLine& line) {
  const auto which = line.lot ? where("id", "=", *line.lot) : where("name", "=", *line.lot_name);
  constexpr std::string_view only_the_id[] = {"id"};
  const auto row = odoo.find("stock.lot", which & where("product_id", "=", line.product), only_the_id);
  if (!row) return row.error();
  if (!*row) return std::optional<Id>();
  odoo::RowReader reader("stock.lot", **row);
  return reader.finish(std::optional<Id>(reader.id("id")));
}

Result<void> resolve_lot(const odoo::Session& odoo, const TransferLine& line, std::size_t index, LotsByName by_name,
                         ResolvedLine& resolved) {
  if (!line.lot && !line.lot_name) return {};
  const auto lot = find_lot(odoo, line);
  if (!lot) return lot.error();
  resolved.lot = *lot;
  if (resolved.lot) return {};
  if (line.lot_name && by_name == LotsByName::made) {
    resolved.new_lot_name = line.lot_name;
    return {};
  }
  return not_found(index, line.lot ? "lot_id" : "lot_name",
                   fmt::format("{} has no such lot or serial number.", resolved.product.name));
}

struct Place {
  Id move = 0;
  Id product = 0;
  Id from = 0;
  Id to = 0;
};

Result<Place> place_from(const odoo::Value& value) {
  odoo::RowReader row("stock.move", value);
  return row.finish(Place{.move = row.id("id"),
                          .product = row.reference("product_id").id,
                          .from = row.reference("location_id").id,
                          .to = row.reference("location_dest_id").id});
}

// Of the transfer itself, without a move.
Result<Place> place_of(const odoo::Session& odoo, Id transfer) {
  constexpr std::string_view fields[] = {"location_id", "location_dest_id"};
  const auto row = odoo.find("stock.picking", where("id", "=", transfer), fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::malformed_answer, "The transfer was made, but Odoo does not show it."};
  odoo::RowReader reader("stock.picking", **row);
  return reader.finish(
      Place{.from = reader.reference("location_id").id, .to = reader.reference("location_dest_id").id});
}

Result<std::vector<Place>> places_of_moves(const odoo::Session& odoo, Id transfer) {
  constexpr std::string_view fields[] = {"product_id", "location_id", "location_dest_id"};
  const auto rows = odoo.search_read("stock.move", where("picking_id", "=", transfer), fields, {.order = "id"});
  if (!rows) return rows.error();
  return odoo::read_all<Place>(*rows, place_from);
}

using Lines = std::vector<ResolvedLine>;

Lines lines_of(const Lines& lines, Id product) {
  Lines own;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(own),
               [&](const ResolvedLine& line) { return line.product.id == product; });
  return own;
}

double quantity_of(const Lines& lines) {
  double sum = 0;
  for (const auto& line : lines) sum += line.quantity;
  return sum;
}

odoo::Dict move_values(Id transfer, const Place& place, const Lines& own, bool has_name) {
  const auto& first = own.front();
  odoo::Dict values{
      {"picking_id", transfer},       {"product_id", first.product.id}, {"product_uom_qty", quantity_of(own)},
      {"product_uom", first.unit.id}, {"location_id", place.from},      {"location_dest_id", place.to}};
  if (has_name) values.push_back({"name", first.product.name});
  return values;
}

odoo::Dict move_line_values(Id transfer, const Place& place, const ResolvedLine& line, bool picked) {
  odoo::Dict values{{"picking_id", transfer},
                    {"product_id", line.product.id},
                    {"product_uom_id", line.unit.id},
                    {"quantity", line.quantity},
                    {"picked", picked},
                    {"location_id", place.from},
                    {"location_dest_id", place.to}};
  if (line.lot) values.push_back({"lot_id", *line.lot});
  if (line.new_lot_name) values.push_back({"lot_name", *line.new_lot_name});
  return values;
}

bool any_lot(const Lines& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const ResolvedLine& line) { return line.has_lot(); });
}

// Lots are lines of their own; without lots the quantity of the move says it all.
odoo::Dict picked_values(Id transfer, const Place& place, const Lines& own, bool picked) {
  if (!any_lot(own)) return {{"quantity", quantity_of(own)}, {"picked", picked}};
  odoo::List commands;
  commands.emplace_back(odoo::command::clear());
  for (const auto& line : own) {
    commands.emplace_back(odoo::command::create(move_line_values(transfer, place, line, picked)));
  }
  return {{"move_line_ids", std::move(commands)}};
}

}  // namespace

Result<Lines> resolve_lines(const odoo::Session& odoo, const std::vector<TransferLine>& lines, LotsByName by_name) {
  const auto products = known_products(odoo, lines);
  if (!products) return products.error();
  Lines all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto known = std::find_if(products->begin(), products->end(),
                                    [&](const KnownProduct& p) { return p.product.id == lines[i].product; });
    if (known == products->end()) {
      return not_found(i, "product_id", fmt::format("There is no product {}.", lines[i].product));
    }
    ResolvedLine line{.product = known->product, .unit = known->unit, .quantity = lines[i].quantity};
    if (auto lot = resolve_lot(odoo, lines[i], i, by_name, line); !lot) return lot.error();
    all.push_back(std::move(line));
  }
  return all;
}

Result<void> make_moves(const odoo::Session& odoo, Id transfer, const Lines& lines) {
  const auto version = odoo.version();
  if (!version) return version.error();
  const auto place = place_of(odoo, transfer);
  if (!place) return place.error();
  odoo::Ids seen;
  for (const auto& line : lines) {
    if (std::find(seen.begin(), seen.end(), line.product.id) != seen.end()) continue;
    seen.push_back(line.product.id);
    // Moves have no name of their own since 19.0.
    auto values = move_values(transfer, *place, lines_of(lines, line.product.id), version->major < 19);
    if (const auto made = odoo.create("stock.move", std::move(values)); !made) return made.error();
  }
  return {};
}

Result<void> write_lots(const odoo::Session& odoo, Id transfer, const Lines& lines, bool picked) {
  const auto places = places_of_moves(odoo, transfer);
  if (!places) return places.error();
  for (const auto& place : *places) {
    const auto own = lines_of(lines, place.product);
    if (own.empty() || (!picked && !any_lot(own))) continue;
    auto written = odoo.write("stock.move", {place.move}, picked_values(transfer, place, own, picked));
    if (!written) return written;
  }
  return {};
}

}  // namespace paridoo::stock
