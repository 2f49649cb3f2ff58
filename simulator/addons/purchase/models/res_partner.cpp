// res.partner: the orders of a vendor.
#include "simulator/addons/purchase/models.h"
#include "simulator/addons/purchase/models/purchase_order.h"

namespace paridoo::addons::purchase {

using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

// Orders of a contact count for its company too.
void compute_purchase_order_count(const RecordSet& partners) {
  const bool may_see = user_has_group(partners.env().user(), "purchase.group_purchase_user");
  for (const RecordSet& partner : partners) {
    const RecordSet family = partner.with_context({{"active_test", false}}).search(term("id", "child_of", partner));
    const auto count = partner.env()["purchase.order"].search_count(term("partner_id", "in", Value(family.ids())));
    partner.set("purchase_order_count", may_see ? count : 0);
  }
}

}  // namespace

orm::Behaviour res_partner() {
  return {
      .model = "res.partner",
      .computes = {{{"purchase_order_count"}, compute_purchase_order_count}},
  };
}

}  // namespace paridoo::addons::purchase
