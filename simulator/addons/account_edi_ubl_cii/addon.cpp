#include "simulator/addons/account_edi_ubl_cii/addon.h"

#include "simulator/addons/account_edi_ubl_cii/models.h"

namespace paridoo::addons::account_edi_ubl_cii {

orm::Addon account_edi_ubl_cii() {
  return {.name = "account_edi_ubl_cii", .depends = {"account"}, .models = {res_partner()}};
}

}  // namespace paridoo::addons::account_edi_ubl_cii
