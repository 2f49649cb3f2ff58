// stock.reference (19.0): the orders that transfers are for.
#include "simulator/addons/purchase_stock/models.h"

namespace paridoo::addons::purchase_stock {

orm::Behaviour stock_reference() {
  return {.model = "stock.reference",
          .in = {.since = orm::Series::v19},
          .shared_relations = {{"purchase_ids", "purchase.order", "reference_ids"}}};
}

}  // namespace paridoo::addons::purchase_stock
