#include "simulator/addons/stock/addon.h"

#include "simulator/addons/stock/models.h"

namespace paridoo::addons::stock {

orm::Addon stock() {
  return {.name = "stock",
          .depends = {"product", "mail"},
          .models = {uom_uom(),
                     res_company(),
                     res_users(),
                     product_category(),
                     product_template(),
                     product_product(),
                     stock_location(),
                     stock_putaway_rule(),
                     stock_storage_category(),
                     stock_route(),
                     stock_rule(),
                     procurement_group(),
                     stock_reference(),
                     stock_warehouse(),
                     stock_picking_type(),
                     stock_lot(),
                     stock_package_type(),
                     stock_package(),
                     stock_quant_package(),
                     stock_quant(),
                     stock_move(),
                     stock_move_form(),
                     stock_move_line(),
                     stock_picking(),
                     stock_scrap(),
                     stock_scrap_reason_tag(),
                     stock_warehouse_orderpoint(),
                     stock_assign_serial(),
                     stock_backorder_confirmation(),
                     stock_return_picking(),
                     stock_return_picking_line(),
                     stock_inventory_adjustment_name(),
                     stock_request_count(),
                     product_replenish(),
                     stock_change_product_qty(),
                     stock_inventory_conflict(),
                     stock_orderpoint_snooze(),
                     stock_package_destination(),
                     stock_package_history(),
                     stock_package_level(),
                     stock_put_in_pack(),
                     stock_quant_relocate(),
                     stock_scheduler_compute(),
                     stock_track_confirmation(),
                     stock_track_line(),
                     stock_warn_insufficient_qty_scrap(),
                     stock_quantity_history()}};
}

}  // namespace paridoo::addons::stock
