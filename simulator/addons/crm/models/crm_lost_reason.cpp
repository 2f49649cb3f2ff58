#include "simulator/addons/crm/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

using namespace orm;

namespace {

// Lost leads are archived: they count all the same.
void compute_leads_count(const RecordSet& self) {
  const RecordSet leads = self.env().with_context({{"active_test", false}})["crm.lead"];
  for (const RecordSet& reason : self)
    reason.set("leads_count", leads.search_count(term("lost_reason_id", "=", reason.id())));
}

}  // namespace

Behaviour crm_lost_reason() {
  return {.model = "crm.lost.reason", .computes = {{{"leads_count"}, compute_leads_count}}};
}

}  // namespace paridoo::addons::crm
