#include "simulator/addons/product_expiry/addon.h"

#include "simulator/addons/product_expiry/models.h"

namespace paridoo::addons::product_expiry {

namespace {

void name_externally(const RecordSet& record, const char* name) {
  record.env()["ir.model.data"].create({{"module", "product_expiry"},
                                        {"name", name},
                                        {"model", record.model().name},
                                        {"res_id", record.id()},
                                        {"noupdate", false}});
}

}  // namespace

orm::Addon product_expiry() {
  return {.name = "product_expiry",
          .depends = {"stock"},
          .models = {stock_lot(), stock_move(), stock_move_line(), stock_picking(), stock_quant(), stock_rule(),
                     procurement_group(), expiry_picking_confirmation()}};
}

void install(const Env& env) {
  const RecordSet removal =
      env["product.removal"].create({{"name", "First Expiry First Out (FEFO)"}, {"method", "fefo"}});
  name_externally(removal, "removal_fefo");
  if (env.since(Series::v19)) return;
  const RecordSet type = env["mail.activity.type"].create({{"name", "Alert Date Reached"},
                                                           {"category", "default"},
                                                           {"res_model", "stock.lot"},
                                                           {"icon", "fa-tasks"},
                                                           {"delay_count", 0}});
  name_externally(type, "mail_activity_type_alert_date_reached");
}

}  // namespace paridoo::addons::product_expiry
