// What is shown beside a lead, and never stored.
#include "simulator/addons/base/users.h"
#include "simulator/addons/crm/models/crm_lead.h"

namespace paridoo::addons::crm {

using orm::Domain;
using orm::RecordSet;
using orm::Value;

namespace {

void compute_is_partner_visible(const RecordSet& leads) {
  const bool shows_all = base::has_group(leads.env().user(), "base.group_no_one");
  for (const RecordSet& lead : leads)
    lead.set("is_partner_visible", shows_all || lead.text("type") == "opportunity" || lead["partner_id"]);
}

void compute_user_company_ids(const RecordSet& leads) {
  const RecordSet all = leads.env()["res.company"].search(Domain::everything());
  for (const RecordSet& lead : leads) {
    const RecordSet own = lead["company_id"];
    lead.set("user_company_ids", Value((own ? own : all).ids()));
  }
}

void compute_lang_active_count(const RecordSet& leads) {
  leads.set("lang_active_count", leads.env()["res.lang"].search_count(orm::term("active", "=", true)));
}

}  // namespace

std::vector<orm::Compute> form_computes() {
  return {
      {{"is_partner_visible"}, compute_is_partner_visible},
      {{"user_company_ids"}, compute_user_company_ids},
      {{"lang_active_count"}, compute_lang_active_count},
  };
}

}  // namespace paridoo::addons::crm
