// The Python text of a record rule's domain (ir.rule.domain_force), evaluated for the user that asks.
//
// Literals, lists and tuples, sums of lists, the names user, company_id, company_ids, uid and time, attributes of
// records ("user.partner_id.id", "user.company_ids.ids") and time.strftime('...') are what rules are made of. Anything
// else is a NotSimulated fault that names the rule.
#pragma once

#include <string_view>

#include "simulator/orm/domain.h"
#include "simulator/orm/environment.h"

namespace paridoo::orm {

// An empty text holds for everything.
Domain rule_expression(const Env& env, std::string_view rule, std::string_view text);

}  // namespace paridoo::orm
