#include "simulator/addons/purchase/addon.h"

#include "simulator/addons/purchase/models.h"

namespace paridoo::addons::purchase {

orm::Addon purchase() {
  return {
      .name = "purchase",
      .depends = {"account"},
      .models = {purchase_order(), purchase_order_line(), purchase_order_line_onchange(), purchase_order_reminder(),
                 account_move(), account_move_line(), product_product(), product_template(), res_partner()},
  };
}

}  // namespace paridoo::addons::purchase
