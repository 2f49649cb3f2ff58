// Prices and taxes of an order computed again, on demand.
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::RecordSet;
using orm::Value;

namespace {

RecordSet product_lines(const RecordSet& orders) { return orders["order_line"].where("display_type", "=", false); }

Value action_update_taxes(const RecordSet& order, const Arguments&) {
  compute_tax_id(product_lines(order.ensure_one()));
  const RecordSet position = order["fiscal_position_id"];
  if (order["partner_id"])
    mail::message_post(order, "The taxes have been computed again for the fiscal position " +
                                  (position ? position.display_name() : "") + ".");
  return {};
}

// A price that was written by hand goes, and so does a discount.
Value recompute_prices(const RecordSet& orders, const Arguments&) {
  const RecordSet lines = product_lines(orders);
  compute_price_unit(lines.with_context({{"force_price_recomputation", true}}));
  lines.set("discount", 0.0);
  compute_discount(lines);
  return {};
}

Value action_update_prices(const RecordSet& order, const Arguments&) {
  order.ensure_one().call("_recompute_prices");
  const RecordSet pricelist = order["pricelist_id"];
  mail::message_post(order, "The prices have been computed again" +
                                (pricelist ? " by the pricelist " + pricelist.display_name() : "") + ".");
  return {};
}

}  // namespace

std::vector<orm::Method> update_methods() {
  return {
      {"action_update_taxes", "", action_update_taxes},
      {"_recompute_prices", "", recompute_prices},
      {"action_update_prices", "", action_update_prices},
  };
}

}  // namespace paridoo::addons::sale
