// stock.return.picking: goods go back to whom their moves name.
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value create_return(const RecordSet& wizard, const Arguments&, const Super& super) {
  const Value made = super();
  const RecordSet picking = wizard.env()["stock.picking"].browse(made.integer());
  if (const RecordSet partner = picking["move_ids"]["partner_id"];
      partner.size() == 1 && !(partner == picking["partner_id"]))
    picking.write({{"partner_id", partner}});
  return made;
}

}  // namespace

orm::Behaviour stock_return_picking() {
  return {.model = "stock.return.picking", .methods = {{"_create_return", "", create_return}}};
}

}  // namespace paridoo::addons::purchase_stock
