// abs.subscription: its invoices belong to its service account.
#include "simulator/addons/ov/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::ov {

using orm::Arguments;
using orm::Dict;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value invoice_period(const RecordSet& subscription, const Arguments&, const Super& super) {
  const Value invoices = super();
  const RecordSet rows = subscription.env()["ov.sa_invoice_assignment"];
  if (const RecordSet account = subscription["x_sa_id"])
    for (const orm::Id invoice : invoices.ids())
      rows.create(Dict{{"account_id", account}, {"actor_id", subscription["x_actor_id"]}, {"move_id", invoice}});
  return invoices;
}

// One that an order has made is its account's.
RecordSet create(const RecordSet& subscriptions, std::vector<Dict> values, const orm::CreateSuper& super) {
  for (Dict& one : values) {
    const Value& id = one.get("order_id");
    if (!id.is_integer() || one.contains("x_sa_id")) continue;
    const RecordSet order = subscriptions.env()["sale.order"].browse(id.integer());
    one.update({{"x_sa_id", order["x_sa_id"]}, {"x_actor_id", order["x_actor_id"]}});
  }
  return super(std::move(values));
}

}  // namespace

orm::Behaviour abs_subscription() {
  return {.model = "abs.subscription", .methods = {{"_invoice_period", "day", invoice_period}}, .create = create};
}

}  // namespace paridoo::addons::ov
