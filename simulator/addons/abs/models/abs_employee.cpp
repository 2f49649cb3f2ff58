// abs.employee: who works in the field, without a user of Odoo's.
#include "simulator/addons/abs/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::abs {

namespace {

orm::Value own_company(const orm::RecordSet& employees) { return employees.env().company(); }

}  // namespace

orm::Behaviour abs_employee() { return {.model = "abs.employee", .defaults = {{"company_id", own_company}}}; }

}  // namespace paridoo::addons::abs
