#include "src/stock/stock_levels.h"

#include <cmath>

namespace paridoo::stock {

namespace {

using odoo::where;

// The difference of two decimal quantities, without the noise of binary fractions.
double difference(double left, double right) {
  constexpr double steps = 1e6;
  return std::round((left - right) * steps) / steps;
}

Result<StockLevel> level_from(const odoo::Value& value) {
  odoo::RowReader row("stock.quant", value);
  const double on_hand = row.sum("quantity");
  const double reserved = row.sum("reserved_quantity");
  return row.finish(StockLevel{
      .product = row.reference("product_id"),
      .location = row.reference("location_id"),
      .on_hand = on_hand,
      .reserved = reserved,
      .available = difference(on_hand, reserved),
  });
}

odoo::Domain domain_of(const StockLevelFilter& filter) {
  auto domain = where("location_id.usage", "=", "internal");
  if (filter.product) domain &= where("product_id", "=", *filter.product);
  if (filter.warehouse) domain &= where("location_id.warehouse_id", "=", *filter.warehouse);
  if (filter.company) domain &= where("company_id", "=", *filter.company);
  if (filter.lot) domain &= where("lot_id", "=", *filter.lot);
  return domain;
}

}  // namespace

Result<std::vector<StockLevel>> stock_levels(const odoo::Session& odoo, const StockLevelFilter& filter) {
  const auto groups = odoo.read_group(
      "stock.quant", domain_of(filter),
      {.aggregates = {"quantity:sum", "reserved_quantity:sum"}, .group_by = {"product_id", "location_id"}});
  if (!groups) return groups.error();
  return odoo::read_all<StockLevel>(*groups, level_from);
}

}  // namespace paridoo::stock
