#include "simulator/addons/all_addons.h"

#include "simulator/addons/base/addon.h"
#include "simulator/addons/mail/addon.h"
#include "simulator/addons/product/addon.h"
#include "simulator/addons/stock/addon.h"
#include "simulator/addons/uom/addon.h"

namespace paridoo::addons {

std::vector<orm::Addon> all_addons() {
  return {base::base(), mail::mail(), uom::uom(), product::product(), stock::stock()};
}

}  // namespace paridoo::addons
