#include "src/stock/movement.h"

#include "src/odoo/existence.h"

namespace paridoo::stock {

namespace {

using odoo::where;

constexpr std::string_view movement_fields[] = {
    "date",        "reference",   "picking_code",     "product_id", "product_uom_qty", "quantity",
    "product_uom", "location_id", "location_dest_id", "picking_id", "lot_ids",
};

Result<Movement> movement_from(const odoo::Value& value) {
  odoo::RowReader row("stock.move", value);
  return row.finish(Movement{
      .id = row.id("id"),
      .moved_at = row.text("date"),
      .reference = row.optional_text("reference"),
      .type = row.optional_text("picking_code"),
      .product = row.reference("product_id"),
      .ordered = row.number("product_uom_qty"),
      .done = row.number("quantity"),
      .unit = row.reference("product_uom"),
      .from = row.reference("location_id"),
      .to = row.reference("location_dest_id"),
      .transfer = row.optional_reference("picking_id"),
      .lots = row.ids("lot_ids"),
  });
}

odoo::Domain touches(const odoo::Ids& locations) {
  return where("location_id", "child_of", locations) | where("location_dest_id", "child_of", locations);
}

// Below a location that is not there some Odoos find nothing, others fail: nothing is what it should be.
Result<odoo::Domain> at_location(const odoo::Session& odoo, const std::optional<Id>& location) {
  if (!location) return odoo::Domain();
  const auto with_archived = odoo.with_context({{"active_test", false}});
  const auto known = odoo::existing(with_archived, "stock.location", {*location});
  if (!known) return known.error();
  return touches(*known);
}

odoo::Domain domain_of(const MovementFilter& filter) {
  auto domain = where("state", "=", "done");
  if (filter.product) domain &= where("product_id", "=", *filter.product);
  if (filter.lot) domain &= where("move_line_ids.lot_id", "=", *filter.lot);
  if (filter.type) domain &= where("picking_type_id.code", "=", *filter.type);
  if (filter.from_day) domain &= where("date", ">=", *filter.from_day + " 00:00:00");
  if (filter.to_day) domain &= where("date", "<=", *filter.to_day + " 23:59:59");
  return domain;
}

}  // namespace

Result<MovementPage> list_movements(const odoo::Session& odoo, const MovementFilter& filter) {
  const auto place = at_location(odoo, filter.location);
  if (!place) return place.error();
  const auto domain = domain_of(filter) & *place;
  const auto total = odoo.search_count("stock.move", domain);
  if (!total) return total.error();
  const auto rows = odoo.search_read("stock.move", domain, movement_fields,
                                     {.order = "date desc, id desc", .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto movements = odoo::read_all<Movement>(*rows, movement_from);
  if (!movements) return movements.error();
  return MovementPage{.total = *total, .movements = *std::move(movements)};
}

}  // namespace paridoo::stock
