#include "simulator/addons/stock_dropshipping/addon.h"

#include "simulator/addons/stock_dropshipping/models.h"

namespace paridoo::addons::stock_dropshipping {

orm::Addon stock_dropshipping() {
  return {
      .name = "stock_dropshipping",
      .depends = {"sale_purchase_stock"},
      .models = {res_company(), stock_picking_type(), stock_rule(), procurement_group(), stock_lot(), stock_picking(),
                 product_replenish(), purchase_order(), purchase_order_line(), sale_order(), sale_order_line()}};
}

void install(const Env& env) {
  const RecordSet companies = env["res.company"].search({});
  for (const RecordSet& company : companies) create_sequence(company);
  for (const RecordSet& company : companies) create_picking_type(company);
  const RecordSet route = env["stock.route"].create({{"name", "Dropship"},
                                                     {"sequence", 20},
                                                     {"company_id", false},
                                                     {"sale_selectable", true},
                                                     {"product_selectable", true},
                                                     {"product_categ_selectable", true}});
  env["ir.model.data"].create({{"module", "stock_dropshipping"},
                               {"name", "route_drop_shipping"},
                               {"model", "stock.route"},
                               {"res_id", route.id()},
                               {"noupdate", true}});
  for (const RecordSet& company : companies) create_rule(company, route);
}

}  // namespace paridoo::addons::stock_dropshipping
