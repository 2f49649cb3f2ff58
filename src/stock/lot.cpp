#include "src/stock/lot.h"

#include <fmt/format.h>

namespace paridoo::stock {

namespace {

using odoo::where;

constexpr std::string_view lot_fields[] = {"name", "ref", "product_id", "product_qty"};

Result<Lot> lot_from(const odoo::Value& value) {
  odoo::RowReader row("stock.lot", value);
  return row.finish(Lot{
      .id = row.id("id"),
      .name = row.text("name"),
      .reference = row.optional_text("ref"),
      .product = row.reference("product_id"),
      .on_hand = row.number("product_qty"),
  });
}

odoo::Domain domain_of(const LotFilter& filter) {
  odoo::Domain domain;
  if (filter.product) domain &= where("product_id", "=", *filter.product);
  if (filter.name) domain &= where("name", "=", *filter.name);
  if (filter.name_part) domain &= where("name", "ilike", *filter.name_part);
  return domain;
}

}  // namespace

Result<LotPage> list_lots(const odoo::Session& odoo, const LotFilter& filter) {
  const auto domain = domain_of(filter);
  const auto total = odoo.search_count("stock.lot", domain);
  if (!total) return total.error();
  const auto rows = odoo.search_read("stock.lot", domain, lot_fields,
                                     {.order = "name, id", .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto lots = odoo::read_all<Lot>(*rows, lot_from);
  if (!lots) return lots.error();
  return LotPage{.total = *total, .lots = *std::move(lots)};
}

Result<LocatedLot> locate_lot(const odoo::Session& odoo, const std::string& name) {
  const auto rows = odoo.search_read("stock.lot", where("name", "=", name), lot_fields, {.order = "id", .limit = 1});
  if (!rows) return rows.error();
  if (rows->empty()) return Error{ErrorKind::not_found, fmt::format("There is no lot or serial number {}.", name)};
  auto lot = lot_from(rows->front());
  if (!lot) return lot.error();
  auto levels = stock_levels(odoo, {.product = {}, .warehouse = {}, .company = {}, .lot = lot->id});
  if (!levels) return levels.error();
  std::erase_if(*levels, [](const StockLevel& level) { return level.on_hand == 0; });
  return LocatedLot{.lot = *std::move(lot), .levels = *std::move(levels)};
}

}  // namespace paridoo::stock
