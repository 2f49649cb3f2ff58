#include "simulator/addons/sale/addon.h"

#include "simulator/addons/sale/models.h"

namespace paridoo::addons::sale {

orm::Addon sale() {
  return {
      .name = "sale",
      .depends = {"sales_team", "account", "utm"},
      .models = {sale_order(), sale_order_line(), account_move(), account_move_line(), product_template(),
                 product_product(), res_partner(), res_company(), crm_team(), sale_advance_payment_inv(),
                 sale_order_cancel(), sale_order_discount(), utm_campaign()},
  };
}

}  // namespace paridoo::addons::sale
