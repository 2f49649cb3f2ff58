// Which records a caller sees.
#pragma once

#include "src/governance/scope.h"
#include "src/governance/subject.h"
#include "src/odoo/domain.h"

namespace paridoo::governance {

// The condition on the subject's model that its visible records meet; empty where everything is seen. A customer who
// belongs to no account, and a product of none, is seen by all; what else belongs to none is seen by our own systems
// alone.
Result<odoo::Domain> visible(const odoo::Session& odoo, const Scope& scope, Subject subject);

// not_found, at `pointer` in the request, if the caller does not see the record, whether or not it is there.
Result<void> check_visible(const odoo::Session& odoo, const Scope& scope, Subject subject, Id id,
                           std::string_view pointer = {});

}  // namespace paridoo::governance
