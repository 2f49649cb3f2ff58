// stock.lot: what a vendor delivered to a customer is delivered.
#include "simulator/addons/stock_dropshipping/models.h"

namespace paridoo::addons::stock_dropshipping {
namespace {

Value get_outgoing_domain(const RecordSet&, const Arguments&, const Super& super) {
  return orm::to_list(orm::parse_domain(super()) |
                      (term("location_dest_id.usage", "=", "customer") & term("location_id.usage", "=", "supplier")));
}

RecordSet latest_first(const RecordSet& lot) {
  return lot["delivery_ids"].sorted([](const RecordSet& picking) { return picking.text("date_done"); },
                                    /*descending=*/true);
}

// A dropshipped transfer is the vendor's: its order says who got the goods.
void compute_last_delivery_partner_id(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const RecordSet last = latest_first(lot).first();
    const bool is_single = lot["product_id"].text("tracking") == "serial";
    RecordSet partner = lot.env()["res.partner"];
    if (last.flag("is_dropship"))
      partner = last["sale_id"]["partner_id"];
    else if (is_single)
      partner = last["partner_id"];
    lot.set("last_delivery_partner_id", partner);
  }
}

void compute_partner_ids(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    RecordSet partners = lot.env()["res.partner"];
    for (const RecordSet& picking : latest_first(lot))
      partners |= picking.flag("is_dropship") ? picking["sale_id"]["partner_shipping_id"] : picking["partner_id"];
    lot.set("partner_ids", partners);
  }
}

}  // namespace

Behaviour stock_lot() {
  return {
      .model = "stock.lot",
      .computes = {{{"last_delivery_partner_id"}, compute_last_delivery_partner_id, {.until = Series::v18}},
                   {{"partner_ids"}, compute_partner_ids, {.since = Series::v19}}},
      .methods = {orm::model_method("_get_outgoing_domain", "", get_outgoing_domain)},
  };
}

}  // namespace paridoo::addons::stock_dropshipping
