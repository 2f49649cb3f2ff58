// Warehouses, and what lies and moves in them.
#include "src/stock/warehouse.h"

#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/stock/lot.h"
#include "src/stock/movement.h"
#include "src/stock/product_stock.h"

namespace paridoo::api {

namespace {

Json render_warehouse(const stock::Warehouse& warehouse) {
  return {
      {"id", warehouse.id},
      {"name", warehouse.name},
      {"short_name", warehouse.short_name},
      {"company", render(warehouse.company)},
      {"locations",
       {{"input", render(warehouse.input)},
        {"stock", render(warehouse.stock)},
        {"pack", render(warehouse.pack)},
        {"output", render(warehouse.output)}}},
  };
}

Json render_places(const std::vector<stock::StockLevel>& levels) {
  Json places = Json::array();
  for (const auto& level : levels) {
    places.push_back({{"location", render(level.location)},
                      {"qty_on_hand", level.on_hand},
                      {"qty_reserved", level.reserved},
                      {"qty_available", level.available}});
  }
  return places;
}

Json render_lot(const stock::Lot& lot) {
  return {
      {"id", lot.id},
      {"serial", lot.name},
      {"ref", render(lot.reference)},
      {"product", render(lot.product)},
      {"qty_on_hand", lot.on_hand},
  };
}

Json render_movement(const stock::Movement& movement) {
  return {
      {"id", movement.id},
      {"date", movement.moved_at},
      {"reference", render(movement.reference)},
      {"type", render(movement.type)},
      {"product", render(movement.product)},
      {"qty_ordered", movement.ordered},
      {"qty_done", movement.done},
      {"uom", render(movement.unit)},
      {"from_location", render(movement.from)},
      {"to_location", render(movement.to)},
      {"picking", render(movement.transfer)},
      {"lot_ids", movement.lots},
  };
}

}  // namespace

Result<Answer> get_warehouses(const Call& call) {
  const auto warehouses = stock::list_warehouses(call.odoo);
  if (!warehouses) return warehouses.error();
  Json items = Json::array();
  for (const auto& warehouse : *warehouses) items.push_back(render_warehouse(warehouse));
  return success(200, {{"total", warehouses->size()}, {"warehouses", std::move(items)}});
}

Result<Answer> get_product_stock(const Call& call) {
  const auto stock = stock::product_stock(call.odoo, call.id("product_id"), optional_id(call.query, "warehouse_id"));
  if (!stock) return stock.error();
  return success(200, {{"product",
                        {{"id", stock->id},
                         {"name", stock->name},
                         {"default_code", render(stock->internal_reference)},
                         {"tracking", stock->tracking}}},
                       {"by_location", render_places(stock->levels)},
                       {"totals",
                        {{"qty_on_hand", stock->on_hand},
                         {"qty_reserved", stock->reserved},
                         {"qty_available", stock->available},
                         {"qty_forecasted", stock->forecasted}}}});
}

Result<Answer> get_lots(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto found = stock::list_lots(call.odoo, {.product = optional_id(call.query, "product_id"),
                                                  .name = optional_text(call.query, "serial"),
                                                  .name_part = optional_text(call.query, "q"),
                                                  .offset = page.offset(),
                                                  .limit = page.limit});
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& lot : found->lots) items.push_back(render_lot(lot));
  return answer_page(page, found->total, "lots", std::move(items));
}

Result<Answer> get_lot(const Call& call) {
  const auto located = stock::locate_lot(call.odoo, call.text("lot_name"));
  if (!located) return located.error();
  return success(200, {{"lot", render_lot(located->lot)}, {"locations", render_places(located->levels)}});
}

Result<Answer> get_movements(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto found = stock::list_movements(call.odoo, {.product = optional_id(call.query, "product_id"),
                                                       .lot = optional_id(call.query, "lot_id"),
                                                       .location = optional_id(call.query, "location_id"),
                                                       .type = optional_text(call.query, "picking_type"),
                                                       .from_day = optional_text(call.query, "date_from"),
                                                       .to_day = optional_text(call.query, "date_to"),
                                                       .offset = page.offset(),
                                                       .limit = page.limit});
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& movement : found->movements) items.push_back(render_movement(movement));
  return answer_page(page, found->total, "movements", std::move(items));
}

}  // namespace paridoo::api
