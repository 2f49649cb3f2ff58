// crm.lead: a scheduled job asks a service of Odoo's for the companies behind new leads. No such service answers a
// simulated database, so that only what is known without asking is noted.
#include "simulator/addons/base/email.h"
#include "simulator/addons/crm/models.h"
#include "simulator/addons/crm/models/crm_lead.h"
#include "simulator/addons/mail/thread.h"

namespace paridoo::addons::crm {

using orm::Arguments;
using orm::Domain;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

RecordSet new_leads(const RecordSet& model, const Arguments& arguments) {
  const auto since = model.env().now() - std::chrono::hours(arguments["enrich_hours_delay"].integer());
  const Domain open = term("probability", "<", 100) | term("probability", "=", false);
  return model.search(term("iap_enrich_done", "=", false) & term("reveal_id", "=", false) & open &
                          term("create_date", ">", orm::format_moment(since)),
                      {.limit = arguments["leads_batch_size"].integer()});
}

Value enrich_new_leads(const RecordSet& model, const Arguments& arguments) {
  for (const RecordSet& lead : new_leads(model, arguments)) {
    if (lead.text("email_from").empty()) continue;
    const auto addresses = base::normalized_emails(lead.text("email_from"));
    if (addresses.size() != 1) {
      mail::message_post(lead, "<p>Without a valid e-mail address nothing can be found out about this lead.</p>");
    } else if (is_mail_provider(addresses.front())) {
      lead.write({{"iap_enrich_done", true}});
      mail::message_post(lead, "<p>No company was found that this e-mail address belongs to.</p>");
    }
  }
  return {};
}

}  // namespace

orm::Behaviour crm_lead_enrichment() {
  return {.model = "crm.lead",
          .methods = {orm::model_method("_iap_enrich_leads_cron", "enrich_hours_delay=1, leads_batch_size=1000",
                                        enrich_new_leads)}};
}

}  // namespace paridoo::addons::crm
