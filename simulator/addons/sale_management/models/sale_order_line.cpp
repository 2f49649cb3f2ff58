// sale.order.line: a line that came of an option keeps the option's price.
#include "simulator/addons/sale/models/sale_order_line.h"

#include "simulator/addons/sale_management/models.h"

namespace paridoo::addons::sale_management {

using orm::RecordSet;

namespace {

void compute_price_unit(const RecordSet& lines) {
  const RecordSet of_options = lines.filtered("sale_order_option_ids");
  sale::compute_price_unit(lines - of_options);
}

}  // namespace

orm::Behaviour sale_order_line() {
  return {
      .model = "sale.order.line",
      .computes = {{{"price_unit"}, compute_price_unit, orm::In{.until = orm::Series::v18}}},
  };
}

}  // namespace paridoo::addons::sale_management
