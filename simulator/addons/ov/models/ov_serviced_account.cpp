// ov.serviced_account: on whose behalf agents sell, and from which amount on somebody else must agree.
#include "simulator/addons/ov/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::ov {

using orm::RecordSet;

namespace {

orm::Value own_company(const RecordSet& accounts) { return accounts.env().company(); }

void check_threshold(const RecordSet& accounts) {
  for (const RecordSet& account : accounts)
    if (account.number("approval_threshold") < 0)
      throw orm::validation_error("The amount from which orders need approval is not below zero.");
}

}  // namespace

orm::Behaviour ov_serviced_account() {
  return {
      .model = "ov.serviced_account",
      .name_search_fields = {"name", "code"},
      .defaults = {{"company_id", own_company}},
      .constraints = {{check_threshold, {"approval_threshold"}}},
      .unique = {{{"code"}, "There is a service account of this code already."}},
  };
}

orm::Behaviour ov_outlet() {
  return {
      .model = "ov.outlet",
      .defaults = {{"company_id", own_company}},
      .unique = {{{"account_id", "code"}, "The service account has an outlet of this code already."}},
  };
}

}  // namespace paridoo::addons::ov
