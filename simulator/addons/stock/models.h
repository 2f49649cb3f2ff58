// The models of the addon, each in models/<model>.cpp or wizard/<wizard>.cpp.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::stock {

orm::Behaviour procurement_group();
orm::Behaviour product_category();
orm::Behaviour product_product();
orm::Behaviour product_template();
orm::Behaviour res_company();
orm::Behaviour res_users();
orm::Behaviour stock_assign_serial();
orm::Behaviour stock_backorder_confirmation();
orm::Behaviour stock_inventory_adjustment_name();
orm::Behaviour stock_location();
orm::Behaviour stock_lot();
orm::Behaviour stock_move();
orm::Behaviour stock_move_form();
orm::Behaviour stock_move_line();
orm::Behaviour product_replenish();
orm::Behaviour stock_change_product_qty();
orm::Behaviour stock_inventory_conflict();
orm::Behaviour stock_orderpoint_snooze();
orm::Behaviour stock_package_destination();
orm::Behaviour stock_package_history();
orm::Behaviour stock_package_level();
orm::Behaviour stock_package_type();
orm::Behaviour stock_put_in_pack();
orm::Behaviour stock_quant_relocate();
orm::Behaviour stock_scheduler_compute();
orm::Behaviour stock_track_confirmation();
orm::Behaviour stock_track_line();
orm::Behaviour stock_warn_insufficient_qty_scrap();
orm::Behaviour stock_picking();
orm::Behaviour stock_picking_type();
orm::Behaviour stock_putaway_rule();
orm::Behaviour stock_quant();
orm::Behaviour stock_package();
orm::Behaviour stock_package_search();
orm::Behaviour stock_quant_package();
orm::Behaviour stock_quantity_history();
orm::Behaviour stock_reference();
orm::Behaviour stock_request_count();
orm::Behaviour stock_return_picking();
orm::Behaviour stock_return_picking_line();
orm::Behaviour stock_route();
orm::Behaviour stock_rule();
orm::Behaviour stock_scrap();
orm::Behaviour stock_scrap_reason_tag();
orm::Behaviour stock_storage_category();
orm::Behaviour stock_warehouse();
orm::Behaviour stock_warehouse_orderpoint();
orm::Behaviour uom_uom();

}  // namespace paridoo::addons::stock
