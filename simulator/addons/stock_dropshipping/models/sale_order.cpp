// sale.order, sale.order.line: what vendors deliver to the customer.
#include "simulator/addons/base/users.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/sale_stock/models/sale_order_line.h"
#include "simulator/addons/stock_dropshipping/models.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock_dropshipping {
namespace {

void compute_counts(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet pickings = order["picking_ids"], past = pickings.filtered("is_dropship");
    order.set("delivery_count", pickings.size() - past.size());
    order.set("dropship_picking_count", past.size());
  }
}

bool is_dropshipped(const RecordSet& line) {
  const RecordSet own = sale_stock::routes_of(line), product = line["product_id"];
  const RecordSet routes = own ? own : product["route_ids"] | product["categ_id"]["total_route_ids"];
  for (const RecordSet& type : routes["rule_ids"]["picking_type_id"].sudo())
    if (type["default_location_src_id"].text("usage") == "supplier" &&
        type["default_location_dest_id"].text("usage") == "customer")
      return true;
  return false;
}

void compute_is_mto(const RecordSet& lines) {
  sale_stock::compute_is_mto(lines);
  for (const RecordSet& line : lines)
    if (line.flag("display_qty_widget") && !line.flag("is_mto") && is_dropshipped(line)) line.set("is_mto", true);
}

void compute_product_updatable(const RecordSet& lines) {
  sale_stock::compute_product_updatable(lines);
  if (!base::has_group(lines.env().user(), "purchase.group_purchase_user")) return;
  for (const RecordSet& line : lines)
    if (line.integer("purchase_line_count") > 0) line.set("product_updatable", false);
}

// Whether what is bought for the line counts as asked for already.
bool counts_purchases(const RecordSet& line, const RecordSet& bought) {
  if (!line.env().since(Series::v18)) return !bought.empty();
  if (!(line["product_id"] == bought["product_id"])) return false;
  if (!line.env().since(Series::v19)) return !bought.empty();
  return !bought.where("order_id.picking_type_id.code", "=", "dropship").empty();
}

Value get_qty_procurement(const RecordSet& line, const Arguments&, const Super& super) {
  const RecordSet all = line.sudo()["purchase_line_ids"];
  const RecordSet bought = all.where("state", "!=", "cancel");
  if (!counts_purchases(line, bought)) return super();
  const char* unit = line.env().since(Series::v19) ? "product_uom_id" : "product_uom";
  double quantity = 0;
  for (const RecordSet& one : bought)
    quantity += uom::compute_quantity(one[unit], one.number("product_qty"), sale::unit_of(line),
                                      {.method = RoundingMethod::half_up});
  return quantity;
}

}  // namespace

Behaviour sale_order() {
  return {.model = "sale.order", .computes = {{{"delivery_count", "dropship_picking_count"}, compute_counts}}};
}

Behaviour sale_order_line() {
  return {
      .model = "sale.order.line",
      .computes = {{{"is_mto"}, compute_is_mto}, {{"product_updatable"}, compute_product_updatable}},
      .methods = {{"_get_qty_procurement", "", get_qty_procurement}},
  };
}

}  // namespace paridoo::addons::stock_dropshipping
