#include "simulator/addons/all_addons.h"

#include "simulator/addons/base/addon.h"
#include "simulator/addons/crm/addon.h"
#include "simulator/addons/product/addon.h"
#include "simulator/addons/purchase/addon.h"
#include "simulator/addons/purchase_stock/addon.h"
#include "simulator/addons/sale/addon.h"
#include "simulator/addons/sale_crm/addon.h"
#include "simulator/addons/sale_management/addon.h"
#include "simulator/addons/sale_purchase_stock/addon.h"
#include "simulator/addons/sale_stock/addon.h"
#include "simulator/addons/stock/addon.h"
#include "simulator/addons/uom/addon.h"

namespace paridoo::addons {

std::vector<orm::Addon> all_addons() {
  return {base::base(),
          uom::uom(),
          product::product(),
          stock::addon(),
          sale::sale(),
          sale_management::sale_management(),
          sale_stock::sale_stock(),
          purchase::purchase(),
          purchase_stock::purchase_stock(),
          crm::crm(),
          sale_crm::sale_crm(),
          sale_purchase_stock::sale_purchase_stock()};
}

}  // namespace paridoo::addons
