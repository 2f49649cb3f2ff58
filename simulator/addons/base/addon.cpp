#include "simulator/addons/base/addon.h"

#include "simulator/addons/base/models.h"

namespace paridoo::addons::base {

orm::Addon base() {
  return {
      .name = "base",
      .models = {action_of("ir.actions.act_window"),
                 action_of("ir.actions.server"),
                 company_check(),
                 decimal_precision(),
                 ir_attachment(),
                 ir_config_parameter(),
                 ir_cron(),
                 ir_default(),
                 ir_mail_server(),
                 ir_model(),
                 ir_model_data(),
                 ir_model_fields(),
                 ir_module_module(),
                 ir_rule(),
                 ir_sequence(),
                 ir_sequence_date_range(),
                 parent_path(),
                 res_bank(),
                 res_company(),
                 res_country(),
                 res_country_state(),
                 res_currency(),
                 res_currency_rate(),
                 res_groups(),
                 res_lang(),
                 res_partner(),
                 res_partner_bank(),
                 res_partner_category(),
                 res_users(),
                 res_users_apikeys(),
                 res_users_apikeys_description(),
                 res_users_identitycheck()},
  };
}

}  // namespace paridoo::addons::base
