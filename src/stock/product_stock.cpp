#include "src/stock/product_stock.h"

#include <fmt/format.h>

#include <cmath>

#include "src/stock/warehouse.h"

namespace paridoo::stock {

namespace {

using odoo::where;

constexpr std::string_view product_fields[] = {"name", "default_code", "tracking", "virtual_available"};

// The name of the key changed with 18.0; the other one does no harm.
odoo::Session within(const odoo::Session& odoo, const std::optional<Id>& warehouse) {
  if (!warehouse) return odoo;
  return odoo.with_context({{"warehouse", *warehouse}, {"warehouse_id", *warehouse}});
}

Result<ProductStock> product_from(const odoo::Value& value) {
  odoo::RowReader row("product.product", value);
  return row.finish(ProductStock{
      .id = row.id("id"),
      .name = row.text("name"),
      .internal_reference = row.optional_text("default_code"),
      .tracking = row.text("tracking"),
      .levels = {},
      .forecasted = row.number("virtual_available"),
  });
}

// Sums of decimal quantities, without the noise of binary fractions.
double rounded(double quantity) {
  constexpr double steps = 1e6;
  return std::round(quantity * steps) / steps;
}

void add_up(ProductStock& stock) {
  for (const auto& level : stock.levels) {
    stock.on_hand = rounded(stock.on_hand + level.on_hand);
    stock.reserved = rounded(stock.reserved + level.reserved);
    stock.available = rounded(stock.available + level.available);
  }
}

}  // namespace

Result<ProductStock> product_stock(const odoo::Session& odoo, Id product, const std::optional<Id>& warehouse) {
  if (warehouse) {
    if (const auto known = read_warehouse(odoo, *warehouse, "/warehouse_id"); !known) return known.error();
  }
  const auto row = within(odoo, warehouse).find("product.product", where("id", "=", product), product_fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no product {}.", product)};
  auto stock = product_from(**row);
  if (!stock) return stock;
  auto levels = stock_levels(odoo, {.product = product, .warehouse = warehouse, .company = {}});
  if (!levels) return levels.error();
  stock->levels = *std::move(levels);
  add_up(*stock);
  return stock;
}

}  // namespace paridoo::stock
