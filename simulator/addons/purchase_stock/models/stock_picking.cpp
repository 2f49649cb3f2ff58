// stock.picking: when a receipt was ordered, and when it arrived.
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Domain;
using orm::RecordSet;
using orm::Series;
using orm::term;
using orm::Value;

namespace {

void compute_days_to_arrive(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const bool arrived = picking.text("state") == "done" && picking["location_dest_id"].text("usage") != "supplier";
    picking.set("days_to_arrive", arrived ? picking.value("date_done") : Value(false));
  }
}

void compute_delay_pass(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const RecordSet order = picking["purchase_id"];
    picking.set("delay_pass", order ? order.value("date_order") : Value(picking.env().now_text()));
  }
}

// Who receives goods knows that the vendor has acknowledged the order.
Value action_done(const RecordSet& pickings, const orm::Arguments&, const orm::Super& super) {
  if (const RecordSet orders = pickings["purchase_id"].sudo()) orders.call("action_acknowledge");
  return super();
}

Domain search_days_to_arrive(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("date_done", std::string(comparison), operand);
}

Domain search_delay_pass(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("purchase_id.date_order", std::string(comparison), operand);
}

}  // namespace

orm::Behaviour stock_picking() {
  return {
      .model = "stock.picking",
      .computes = {{{"days_to_arrive"}, compute_days_to_arrive, {.since = Series::v18}},
                   {{"delay_pass"}, compute_delay_pass, {.since = Series::v18}}},
      .searches = {{"days_to_arrive", search_days_to_arrive, {.since = Series::v18}},
                   {"delay_pass", search_delay_pass, {.since = Series::v18}}},
      .methods = {{"_action_done", "", action_done, {.since = Series::v19}}},
  };
}

}  // namespace paridoo::addons::purchase_stock
