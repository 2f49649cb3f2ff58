// stock.picking, stock.picking.type: transfers that never touch the warehouse.
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_picking_type.h"
#include "simulator/addons/stock_dropshipping/models.h"

namespace paridoo::addons::stock_dropshipping {
namespace {

// Since 18.0 the transit between companies is outside, too.
bool is_outside(const RecordSet& location, std::string_view usage) {
  if (location.text("usage") == usage) return true;
  return location.env().since(Series::v18) && location.text("usage") == "transit" && !location["company_id"];
}

void compute_is_dropship(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings)
    picking.set("is_dropship",
                is_outside(picking["location_id"], "supplier") && is_outside(picking["location_dest_id"], "customer"));
}

RecordSet dropshipping(const RecordSet& types) { return types.where("code", "=", "dropship"); }

void compute_default_location_src_id(const RecordSet& types) {
  for (const RecordSet& type : dropshipping(types)) type.set("default_location_src_id", supplier_location(type.env()));
  stock::compute_default_location_src_id(types - dropshipping(types));
}

void compute_default_location_dest_id(const RecordSet& types) {
  for (const RecordSet& type : dropshipping(types)) type.set("default_location_dest_id", customer_location(type.env()));
  stock::compute_default_location_dest_id(types - dropshipping(types));
}

// 17.0 goes by the places.
bool has_no_warehouse(const RecordSet& type) {
  if (type.env().since(Series::v18)) return type.text("code") == "dropship";
  return type["default_location_src_id"].text("usage") == "supplier" &&
         type["default_location_dest_id"].text("usage") == "customer";
}

void compute_warehouse_id(const RecordSet& types) {
  stock::compute_warehouse_id(types);
  for (const RecordSet& type : types)
    if (has_no_warehouse(type)) type.set("warehouse_id", false);
}

void compute_show_picking_type(const RecordSet& types) {
  stock::compute_show_picking_type(types);
  for (const RecordSet& type : dropshipping(types)) type.set("show_picking_type", true);
}

}  // namespace

Behaviour stock_picking() { return {.model = "stock.picking", .computes = {{{"is_dropship"}, compute_is_dropship}}}; }

Behaviour stock_picking_type() {
  return {
      .model = "stock.picking.type",
      .computes = {{{"default_location_src_id"}, compute_default_location_src_id, {.since = Series::v18}},
                   {{"default_location_dest_id"}, compute_default_location_dest_id, {.since = Series::v18}},
                   {{"warehouse_id"}, compute_warehouse_id},
                   {{"show_picking_type"}, compute_show_picking_type}},
  };
}

}  // namespace paridoo::addons::stock_dropshipping
