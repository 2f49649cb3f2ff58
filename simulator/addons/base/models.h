// The models of the addon base.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

orm::Behaviour company_check();
orm::Behaviour decimal_precision();
orm::Behaviour ir_attachment();
orm::Behaviour ir_config_parameter();
orm::Behaviour action_of(std::string_view model);  // "ir.actions.server", ...
orm::Behaviour ir_cron();
orm::Behaviour ir_default();
orm::Behaviour ir_mail_server();
orm::Behaviour ir_model();
orm::Behaviour ir_model_data();
orm::Behaviour ir_model_fields();
orm::Behaviour ir_module_module();
orm::Behaviour ir_rule();
orm::Behaviour ir_sequence();
orm::Behaviour ir_sequence_date_range();
orm::Behaviour parent_path();
orm::Behaviour res_bank();
orm::Behaviour res_company();
orm::Behaviour res_country();
orm::Behaviour res_country_state();
orm::Behaviour res_currency();
orm::Behaviour res_currency_rate();
orm::Behaviour res_groups();
orm::Behaviour res_lang();
orm::Behaviour res_partner();
orm::Behaviour res_partner_bank();
orm::Behaviour res_partner_category();
orm::Behaviour res_users();
orm::Behaviour res_users_apikeys();
orm::Behaviour res_users_apikeys_description();
orm::Behaviour res_users_identitycheck();

}  // namespace paridoo::addons::base
