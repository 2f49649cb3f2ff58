#include "simulator/addons/analytic/addon.h"

#include "simulator/addons/analytic/models.h"

namespace paridoo::addons::analytic {

orm::Addon analytic() {
  return {.name = "analytic",
          .depends = {"base", "mail", "uom"},
          .models = {account_analytic_account(), account_analytic_plan(), analytic_mixin(), analytic_accounts_mixin(),
                     account_analytic_line()}};
}

}  // namespace paridoo::addons::analytic
