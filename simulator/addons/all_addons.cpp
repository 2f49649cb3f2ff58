#include "simulator/addons/all_addons.h"

#include "simulator/addons/account/addon.h"
#include "simulator/addons/account_edi_ubl_cii/addon.h"
#include "simulator/addons/analytic/addon.h"
#include "simulator/addons/auth_signup/addon.h"
#include "simulator/addons/auth_totp/addon.h"
#include "simulator/addons/base/addon.h"
#include "simulator/addons/base_automation/addon.h"
#include "simulator/addons/bus/addon.h"
#include "simulator/addons/calendar/addon.h"
#include "simulator/addons/crm/addon.h"
#include "simulator/addons/mail/addon.h"
#include "simulator/addons/payment/addon.h"
#include "simulator/addons/phone_validation/addon.h"
#include "simulator/addons/portal/addon.h"
#include "simulator/addons/product/addon.h"
#include "simulator/addons/purchase/addon.h"
#include "simulator/addons/purchase_stock/addon.h"
#include "simulator/addons/resource/addon.h"
#include "simulator/addons/sale/addon.h"
#include "simulator/addons/sale_crm/addon.h"
#include "simulator/addons/sale_management/addon.h"
#include "simulator/addons/sale_pdf_quote_builder/addon.h"
#include "simulator/addons/sale_purchase_stock/addon.h"
#include "simulator/addons/sale_stock/addon.h"
#include "simulator/addons/sales_team/addon.h"
#include "simulator/addons/stock/addon.h"
#include "simulator/addons/stock_account/addon.h"
#include "simulator/addons/uom/addon.h"
#include "simulator/addons/utm/addon.h"
#include "simulator/addons/web/addon.h"

namespace paridoo::addons {

std::vector<orm::Addon> all_addons() {
  return {base::base(),
          web::web(),
          bus::bus(),
          phone_validation::phone_validation(),
          resource::resource(),
          utm::utm(),
          mail::mail(),
          portal::portal(),
          uom::uom(),
          analytic::analytic(),
          product::product(),
          sales_team::sales_team(),
          stock::stock(),
          calendar::calendar(),
          auth_signup::auth_signup(),
          auth_totp::auth_totp(),
          account::account(),
          account_edi_ubl_cii::account_edi_ubl_cii(),
          payment::payment(),
          stock_account::stock_account(),
          sale::sale(),
          purchase::purchase(),
          crm::crm(),
          sale_management::sale_management(),
          sale_pdf_quote_builder::sale_pdf_quote_builder(),
          sale_crm::sale_crm(),
          sale_stock::sale_stock(),
          purchase_stock::purchase_stock(),
          sale_purchase_stock::sale_purchase_stock(),
          // Its hooks come over those of all others.
          base_automation::base_automation()};
}

}  // namespace paridoo::addons
