// stock.picking: what comes back from a customer is no asset at work any more.
#include "simulator/addons/ov/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::ov {

using orm::Arguments;
using orm::RecordSet;
using orm::Super;
using orm::term;
using orm::Value;

namespace {

bool comes_back(const RecordSet& line) {
  return line["lot_id"] && line["location_id"].text("usage") == "customer" &&
         line["location_dest_id"].text("usage") == "internal";
}

Value action_done(const RecordSet& pickings, const Arguments&, const Super& super) {
  const Value result = super();
  const RecordSet lots = pickings["move_line_ids"].where("state", "=", "done").filtered(comes_back)["lot_id"];
  if (lots)
    pickings.env()["ov.asset"]
        .search(term("lot_id", "in", lots.ids()) & term("state", "in", orm::List{"active", "transferred"}))
        .write({{"state", "inactive"}});
  return result;
}

}  // namespace

orm::Behaviour stock_picking() { return {.model = "stock.picking", .methods = {{"_action_done", "", action_done}}}; }

}  // namespace paridoo::addons::ov
