// utm.campaign: the quotations and invoices of a campaign.
#include "simulator/addons/sale/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale {

using orm::Domain;
using orm::List;
using orm::RecordSet;
using orm::term;

namespace {

void compute_quotation_count(const RecordSet& campaigns) {
  const RecordSet orders = campaigns.sudo().env()["sale.order"];
  for (const RecordSet& campaign : campaigns)
    campaign.set("quotation_count", orders.search_count(term("campaign_id", "=", campaign)));
}

void compute_invoiced_amount(const RecordSet& campaigns) {
  const RecordSet items = campaigns.sudo().env()["account.move.line"];
  const List documents{"out_invoice", "out_refund", "in_invoice", "in_refund", "out_receipt", "in_receipt"};
  for (const RecordSet& campaign : campaigns) {
    const Domain invoiced = term("move_id.campaign_id", "=", campaign) & term("move_id.move_type", "in", documents) &
                            term("parent_state", "not in", List{"draft", "cancel"}) &
                            term("display_type", "=", "product") & term("account_id", "!=", false);
    campaign.set("invoiced_amount", static_cast<std::int64_t>(-items.search(invoiced).sum("balance")));
  }
}

}  // namespace

orm::Behaviour utm_campaign() {
  return {
      .model = "utm.campaign",
      .computes = {{{"quotation_count"}, compute_quotation_count}, {{"invoiced_amount"}, compute_invoiced_amount}},
  };
}

}  // namespace paridoo::addons::sale
