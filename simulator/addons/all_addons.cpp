#include "simulator/addons/all_addons.h"

#include "simulator/addons/analytic/addon.h"
#include "simulator/addons/base/addon.h"
#include "simulator/addons/bus/addon.h"
#include "simulator/addons/mail/addon.h"
#include "simulator/addons/phone_validation/addon.h"
#include "simulator/addons/portal/addon.h"
#include "simulator/addons/product/addon.h"
#include "simulator/addons/resource/addon.h"
#include "simulator/addons/sales_team/addon.h"
#include "simulator/addons/stock/addon.h"
#include "simulator/addons/uom/addon.h"
#include "simulator/addons/utm/addon.h"
#include "simulator/addons/web/addon.h"

namespace paridoo::addons {

std::vector<orm::Addon> all_addons() {
  return {base::base(),  bus::bus(),         web::web(),           resource::resource(),
          utm::utm(),    mail::mail(),       portal::portal(),     phone_validation::phone_validation(),
          uom::uom(),    product::product(), analytic::analytic(), sales_team::sales_team(),
          stock::addon()};
}

}  // namespace paridoo::addons
