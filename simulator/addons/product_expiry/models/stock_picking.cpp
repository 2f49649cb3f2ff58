// stock.picking: before goods that are past their time move, somebody has to say so.
#include "simulator/addons/product_expiry/models.h"
#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::product_expiry {
namespace {

Value ask_about(const RecordSet& pickings) {
  Dict context = pickings.env().context();
  context.set("default_picking_ids", List{command::set(pickings.ids())});
  context.set("default_lot_ids", List{command::set(past_lines(pickings["move_line_ids"])["lot_id"].ids())});
  return window_action(
      {.name = "Confirmation", .model = "expiry.picking.confirmation", .target = "new", .context = std::move(context)});
}

Value pre_action_done_hook(const RecordSet& pickings, const Arguments&, const Super& super) {
  const Value answer = super();
  if (!(answer == Value(true)) || pickings.env().context("skip_expired")) return answer;
  const RecordSet past = past_lines(pickings["move_line_ids"])["picking_id"];
  return past ? ask_about(past) : answer;
}

}  // namespace

Behaviour stock_picking() {
  return {.model = "stock.picking", .methods = {{"_pre_action_done_hook", "", pre_action_done_hook}}};
}

}  // namespace paridoo::addons::product_expiry
