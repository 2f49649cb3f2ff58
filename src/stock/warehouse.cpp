#include "src/stock/warehouse.h"

#include <fmt/format.h>

namespace paridoo::stock {

namespace {

using odoo::where;

constexpr std::string_view warehouse_fields[] = {
    "name",
    "code",
    "company_id",
    "wh_input_stock_loc_id",
    "lot_stock_id",
    "wh_pack_stock_loc_id",
    "wh_output_stock_loc_id",
    "in_type_id",
    "int_type_id",
};

Result<Warehouse> warehouse_from(const odoo::Value& value) {
  odoo::RowReader row("stock.warehouse", value);
  return row.finish(Warehouse{
      .id = row.id("id"),
      .name = row.text("name"),
      .short_name = row.text("code"),
      .company = row.reference("company_id"),
      .input = row.optional_reference("wh_input_stock_loc_id"),
      .stock = row.optional_reference("lot_stock_id"),
      .pack = row.optional_reference("wh_pack_stock_loc_id"),
      .output = row.optional_reference("wh_output_stock_loc_id"),
      .receipts = row.optional_reference("in_type_id"),
      .internal = row.optional_reference("int_type_id"),
  });
}

}  // namespace

Result<std::vector<Warehouse>> list_warehouses(const odoo::Session& odoo) {
  const auto rows = odoo.search_read("stock.warehouse", {}, warehouse_fields, {.order = "id"});
  if (!rows) return rows.error();
  return odoo::read_all<Warehouse>(*rows, warehouse_from);
}

Result<Warehouse> read_warehouse(const odoo::Session& odoo, Id id, std::string_view pointer) {
  const auto row = odoo.find("stock.warehouse", where("id", "=", id), warehouse_fields);
  if (!row) return row.error();
  if (*row) return warehouse_from(**row);
  return Error{.kind = ErrorKind::not_found,
               .message = fmt::format("There is no warehouse {}.", id),
               .pointer = std::string(pointer)};
}

}  // namespace paridoo::stock
