// stock.scrap: an asset whose serial number is scrapped is at its end.
#include "simulator/addons/ov/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::ov {

using orm::Arguments;
using orm::RecordSet;
using orm::Super;
using orm::term;
using orm::Value;

namespace {

Value do_scrap(const RecordSet& scraps, const Arguments&, const Super& super) {
  const Value result = super();
  if (const RecordSet lots = scraps["lot_id"])
    scraps.env()["ov.asset"]
        .search(term("lot_id", "in", lots.ids()) & term("state", "!=", "decommissioned"))
        .write({{"state", "decommissioned"}});
  return result;
}

}  // namespace

orm::Behaviour stock_scrap() { return {.model = "stock.scrap", .methods = {{"do_scrap", "", do_scrap}}}; }

}  // namespace paridoo::addons::ov
