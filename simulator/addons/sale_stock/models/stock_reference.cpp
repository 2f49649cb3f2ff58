// stock.reference (19.0): the orders that transfers are for.
#include "simulator/addons/sale_stock/models.h"

namespace paridoo::addons::sale_stock {

orm::Behaviour stock_reference() {
  return {.model = "stock.reference",
          .in = {.since = orm::Series::v19},
          .shared_relations = {{"sale_ids", "sale.order", "stock_reference_ids"}}};
}

}  // namespace paridoo::addons::sale_stock
