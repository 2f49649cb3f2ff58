// stock.backorder.confirmation: shall what a transfer leaves to do be done later?
#include <vector>

#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/picking.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

// The ids that commands ([4, id], [6, 0, ids]) link.
Ids linked_ids(const Value& commands) {
  Ids ids;
  if (!commands.is_list()) return ids;
  for (const Value& each : commands.list()) {
    if (each.is_integer()) ids.push_back(each.integer());
    if (!each.is_list() || each.list().size() < 2) continue;
    const List& parts = each.list();
    if (parts[0] == Value(4) && parts[1].is_integer()) ids.push_back(parts[1].integer());
    if (parts[0] == Value(6) && parts.size() > 2)
      for (const Id id : parts[2].ids()) ids.push_back(id);
  }
  return ids;
}

Value default_lines(const RecordSet& model) {
  List lines;
  for (const Id id : linked_ids(model.env().context("default_pick_ids")))
    lines.push_back(command::create({{"to_backorder", true}, {"picking_id", id}}));
  return lines;
}

RecordSet to_validate(const RecordSet& wizard) {
  const Value& ids = wizard.env().context("button_validate_picking_ids");
  return wizard.env()["stock.picking"].browse(ids.is_list() ? ids.ids() : Ids{});
}

void tell_of_missing(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    std::vector<LessThanExpected> missing;
    for (const RecordSet& move : picking["move_ids"]) {
      const double picked = picked_quantity(move), demand = move.number("product_uom_qty");
      if (compare(demand, picked, move["product_uom"]) > 0) missing.push_back({move, picked, demand});
    }
    log_less_quantities(picking, missing);
  }
}

Value process(const RecordSet& wizard, const Arguments&) {
  RecordSet pickings = to_validate(wizard);
  if (!pickings) return true;
  const RecordSet lines = wizard["backorder_confirmation_line_ids"];
  const RecordSet closed = (lines - lines.filtered("to_backorder"))["picking_id"];
  pickings = pickings.with_context({{"skip_backorder", true}});
  if (closed) {
    tell_of_missing(closed);
    pickings = pickings.with_context({{"picking_ids_not_to_backorder", closed.ids()}});
  }
  return pickings.call("button_validate");
}

Value process_cancel_backorder(const RecordSet& wizard, const Arguments&) {
  const RecordSet pickings = to_validate(wizard);
  if (!pickings) return true;
  tell_of_missing(pickings);
  return pickings.with_context({{"skip_backorder", true}, {"picking_ids_not_to_backorder", wizard["pick_ids"].ids()}})
      .call("button_validate");
}

}  // namespace

Behaviour stock_backorder_confirmation() {
  return {.model = "stock.backorder.confirmation",
          .defaults = {{"backorder_confirmation_line_ids", default_lines}},
          .methods = {{"process", "", process}, {"process_cancel_backorder", "", process_cancel_backorder}}};
}

}  // namespace paridoo::addons::stock
