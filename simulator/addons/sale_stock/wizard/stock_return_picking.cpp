// stock.return.picking: what is sent in exchange for returned goods is for the same order line.
#include "simulator/addons/sale_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::Arguments;
using orm::Dict;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value get_proc_values(const RecordSet& wizard, const Arguments& arguments, const Super& super) {
  Dict values = super().dict();
  const RecordSet line = wizard.env()["stock.return.picking.line"].browse(arguments["line"].integer());
  values.set("sale_line_id", line["move_id"]["sale_line_id"]);
  return values;
}

}  // namespace

orm::Behaviour stock_return_picking() {
  return {
      .model = "stock.return.picking",
      .methods = {{"_get_proc_values", "line", get_proc_values}},
  };
}

}  // namespace paridoo::addons::sale_stock
