#include "src/stock/delivery.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/stock/delivery_moves.h"

namespace paridoo::stock {

namespace {

using odoo::where;

constexpr std::string_view delivery_fields[] = {
    "name",    "state",       "scheduled_date",   "date_done",    "origin", "partner_id",
    "sale_id", "location_id", "location_dest_id", "backorder_id", "note",   "move_ids",
};

Result<Delivery> delivery_from(const odoo::Value& value) {
  odoo::RowReader row("stock.picking", value);
  return row.finish(Delivery{
      .id = row.id("id"),
      .name = row.text("name"),
      .state = row.text("state"),
      .scheduled_at = row.optional_text("scheduled_date"),
      .done_at = row.optional_text("date_done"),
      .origin = row.optional_text("origin"),
      .customer = row.optional_reference("partner_id"),
      .order = row.optional_reference("sale_id"),
      .from = row.reference("location_id"),
      .to = row.reference("location_dest_id"),
      .backorder_of = row.optional_reference("backorder_id"),
      .note = row.optional_text("note"),
      .moves = row.ids("move_ids"),
  });
}

std::string_view type_code(TransferKind kind) {
  switch (kind) {
    case TransferKind::delivery: return "outgoing";
    case TransferKind::receipt: return "incoming";
    case TransferKind::internal: break;
  }
  return "internal";
}

std::string_view noun(TransferKind kind) {
  switch (kind) {
    case TransferKind::delivery: return "delivery";
    case TransferKind::receipt: return "receipt";
    case TransferKind::internal: break;
  }
  return "internal transfer";
}

Error no_such(TransferKind kind, Id id) {
  return {ErrorKind::not_found, fmt::format("There is no {} {}.", noun(kind), id)};
}

odoo::Domain is_of(TransferKind kind) { return where("picking_type_id.code", "=", type_code(kind)); }

odoo::Domain is_pending() { return where("state", "not in", odoo::List{"done", "cancel"}); }

odoo::Domain domain_of(const DeliveryFilter& filter) {
  auto domain = is_of(filter.kind) & (filter.state ? where("state", "=", *filter.state) : is_pending());
  if (filter.warehouse) domain &= where("picking_type_id.warehouse_id", "=", *filter.warehouse);
  if (filter.order) domain &= where("sale_id", "=", *filter.order);
  domain &= filter.visible;
  if (filter.partner) domain &= where("partner_id", "=", *filter.partner);
  return domain;
}

Result<DeliveryWithMoves> delivery_with_moves_from(const odoo::Value& value, const odoo::Nested& asked) {
  auto delivery = delivery_from(value);
  if (!delivery) return delivery.error();
  auto moves = moves_from(value, asked);
  if (!moves) return moves.error();
  return DeliveryWithMoves{.delivery = *std::move(delivery), .moves = *std::move(moves)};
}

Result<DeliveryWithMoves> read_with(const odoo::Session& odoo, Id id, TransferKind kind, const odoo::Nested& moves) {
  const auto row = odoo.find("stock.picking", where("id", "=", id) & is_of(kind), delivery_fields, moves);
  if (!row) return row.error();
  return *row ? delivery_with_moves_from(**row, moves) : Result<DeliveryWithMoves>(no_such(kind, id));
}

}  // namespace

Result<DeliveryPage> list_deliveries(const odoo::Session& odoo, const DeliveryFilter& filter) {
  const auto domain = domain_of(filter);
  const auto total = odoo.search_count("stock.picking", domain);
  if (!total) return total.error();
  const auto rows = odoo.search_read("stock.picking", domain, delivery_fields,
                                     {.order = "scheduled_date, id", .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto deliveries = odoo::read_all<Delivery>(*rows, delivery_from);
  if (!deliveries) return deliveries.error();
  return DeliveryPage{.total = *total, .deliveries = *std::move(deliveries)};
}

Result<Delivery> read_delivery(const odoo::Session& odoo, Id id, TransferKind kind) {
  const auto row = odoo.find("stock.picking", where("id", "=", id) & is_of(kind), delivery_fields);
  if (!row) return row.error();
  return *row ? delivery_from(**row) : Result<Delivery>(no_such(kind, id));
}

Result<DeliveryWithMoves> read_delivery_and_moves(const odoo::Session& odoo, Id id, TransferKind kind) {
  return read_with(odoo, id, kind, moves_specification());
}

Result<DeliveryWithMoves> read_delivery_with_moves(const odoo::Session& odoo, Id id, TransferKind kind) {
  return read_with(odoo, id, kind, moves_and_lines_specification());
}

Result<std::vector<Delivery>> read_delivery_and_backorders(const odoo::Session& odoo, Id id) {
  const auto domain = where("id", "=", id) | where("backorder_id", "=", id);
  const auto rows = odoo.search_read("stock.picking", domain, delivery_fields, {.order = "id"});
  if (!rows) return rows.error();
  auto deliveries = odoo::read_all<Delivery>(*rows, delivery_from);
  if (!deliveries) return deliveries;
  std::stable_partition(deliveries->begin(), deliveries->end(), [&](const Delivery& one) { return one.id == id; });
  return deliveries;
}

Result<bool> has_pending_delivery(const odoo::Session& odoo, Id order) {
  const auto count =
      odoo.search_count("stock.picking", where("sale_id", "=", order) & is_of(TransferKind::delivery) & is_pending());
  if (!count) return count.error();
  return *count > 0;
}

}  // namespace paridoo::stock
