// res.partner: the orders of a customer.
#include "simulator/addons/sale/models.h"
#include "simulator/addons/sale/models/sale_order.h"

namespace paridoo::addons::sale {

using orm::List;
using orm::RecordSet;
using orm::term;
using orm::UnlinkSuper;
using orm::Value;

namespace {

// Orders of a contact count for its company too.
void compute_sale_order_count(const RecordSet& partners) {
  const bool may_see = user_has_group(partners.env().user(), "sales_team.group_sale_salesman");
  for (const RecordSet& partner : partners) {
    const RecordSet family = partner.with_context({{"active_test", false}}).search(term("id", "child_of", partner));
    const auto count = partner.env()["sale.order"].search_count(term("partner_id", "in", Value(family.ids())));
    partner.set("sale_order_count", may_see ? count : 0);
  }
}

// Drafts and cancelled orders do not hold a partner back.
void unlink(const RecordSet& partners, const UnlinkSuper& super) {
  const Value ids(partners.ids());
  const RecordSet orders = partners.sudo().env()["sale.order"].search(
      term("state", "in", List{"draft", "cancel"}) &
      (term("partner_id", "in", ids) | term("partner_invoice_id", "in", ids) | term("partner_shipping_id", "in", ids)));
  orders.unlink();
  super(partners);
}

}  // namespace

orm::Behaviour res_partner() {
  return {
      .model = "res.partner",
      .computes = {{{"sale_order_count"}, compute_sale_order_count}},
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::sale
