#include "src/stock/new_transfer.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/odoo/existence.h"
#include "src/stock/transfer_lines.h"
#include "src/stock/validate_delivery.h"
#include "src/stock/warehouse.h"

namespace paridoo::stock {

namespace {

using odoo::where;

constexpr std::string_view made_fields[] = {"name", "state"};

Result<MadeTransfer> read_made(const odoo::Session& odoo, Id id) {
  const auto row = odoo.find("stock.picking", where("id", "=", id), made_fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::malformed_answer, "The transfer was made, but Odoo does not show it."};
  odoo::RowReader reader("stock.picking", **row);
  return reader.finish(MadeTransfer{.id = reader.id("id"), .name = reader.text("name"), .state = reader.text("state")});
}

Result<void> press(const odoo::Session& odoo, Id id, std::string_view button) {
  const auto pressed = odoo.call_on("stock.picking", {id}, button);
  if (!pressed) return pressed.error();
  return {};
}

// An answer may be a question to a person: then the state tells.
Result<void> validate(const odoo::Session& odoo, Id id) {
  if (auto pressed = press_validate(odoo, id, false); !pressed) return pressed;
  const auto made = read_made(odoo, id);
  if (!made) return made.error();
  if (made->state == "done") return {};
  return Error{ErrorKind::confirmation_needed,
               fmt::format("Odoo asks a person to decide about transfer {} first.", made->name)};
}

// Fills, confirms and, if asked to, validates the transfer.
Result<void> carry_out(const odoo::Session& odoo, Id id, const std::vector<ResolvedLine>& lines, bool at_once) {
  if (auto made = make_moves(odoo, id, lines); !made) return made;
  if (auto confirmed = press(odoo, id, "action_confirm"); !confirmed) return confirmed;
  if (auto written = write_lots(odoo, id, lines, at_once); !written) return written;
  return at_once ? validate(odoo, id) : Result<void>();
}

// Several calls of Odoo are several transactions: what came before the one that failed is taken back.
Result<MadeTransfer> make_transfer(const odoo::Session& odoo, odoo::Dict values, const std::vector<ResolvedLine>& lines,
                                   bool at_once) {
  const auto id = odoo.create("stock.picking", std::move(values));
  if (!id) return id.error();
  if (auto done = carry_out(odoo, *id, lines, at_once); !done) {
    const auto cancelled = odoo.call_on("stock.picking", {*id}, "action_cancel");
    auto error = done.error();
    if (!cancelled) error.detail += "; the transfer could not be cancelled: " + cancelled.error().message;
    return error;
  }
  return read_made(odoo, *id);
}

Error no_such_type(std::string_view name) {
  return {ErrorKind::not_supported, fmt::format("{} has no transfers of this kind.", name)};
}

// Of the warehouse that the location belongs to; the first one's if it belongs to none.
Result<odoo::Reference> internal_type_at(const odoo::Session& odoo, Id location) {
  const auto warehouses = list_warehouses(odoo);
  if (!warehouses) return warehouses.error();
  constexpr std::string_view fields[] = {"warehouse_id"};
  const auto row = odoo.find("stock.location", where("id", "=", location), fields);
  if (!row) return row.error();
  if (!*row || warehouses->empty()) return no_such_type("This Odoo");
  odoo::RowReader reader("stock.location", **row);
  const auto owner = reader.finish(reader.optional_reference("warehouse_id"));
  if (!owner) return owner.error();
  const auto own = std::find_if(warehouses->begin(), warehouses->end(),
                                [&](const Warehouse& w) { return *owner && w.id == (*owner)->id; });
  const auto& warehouse = own == warehouses->end() ? warehouses->front() : *own;
  return warehouse.internal ? *warehouse.internal : Result<odoo::Reference>(no_such_type(warehouse.name));
}

Result<void> check_places(const odoo::Session& odoo, const NewInternalTransfer& transfer) {
  if (transfer.from == transfer.to) {
    return Error{
        .kind = ErrorKind::invalid_request, .message = "The goods are there already.", .pointer = "/to_location_id"};
  }
  if (auto known = odoo::check_exists(odoo, "stock.location", transfer.from, "/from_location_id"); !known) return known;
  return odoo::check_exists(odoo, "stock.location", transfer.to, "/to_location_id");
}

}  // namespace

Result<MadeTransfer> receive_goods(const odoo::Session& odoo, const NewReceipt& receipt) {
  const auto warehouse = read_warehouse(odoo, receipt.warehouse, "/warehouse_id");
  if (!warehouse) return warehouse.error();
  if (auto known = odoo::check_exists(odoo, "res.partner", receipt.supplier, "/partner_id"); !known) {
    return known.error();
  }
  if (!warehouse->receipts) return no_such_type(warehouse->name);
  const auto lines = resolve_lines(odoo, receipt.lines, LotsByName::made);
  if (!lines) return lines.error();
  odoo::Dict values{{"picking_type_id", warehouse->receipts->id}, {"partner_id", receipt.supplier}};
  if (receipt.scheduled_on) values.push_back({"scheduled_date", *receipt.scheduled_on + " 00:00:00"});
  return make_transfer(odoo, std::move(values), *lines, receipt.validate);
}

Result<MadeTransfer> move_goods(const odoo::Session& odoo, const NewInternalTransfer& transfer) {
  if (auto known = check_places(odoo, transfer); !known) return known.error();
  const auto lines = resolve_lines(odoo, transfer.lines, LotsByName::found);
  if (!lines) return lines.error();
  const auto type = internal_type_at(odoo, transfer.from);
  if (!type) return type.error();
  odoo::Dict values{{"picking_type_id", type->id}, {"location_id", transfer.from}, {"location_dest_id", transfer.to}};
  return make_transfer(odoo, std::move(values), *lines, transfer.validate);
}

}  // namespace paridoo::stock
