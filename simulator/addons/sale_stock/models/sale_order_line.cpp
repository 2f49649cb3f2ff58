// sale.order.line: its moves, and what they deliver.
#include "simulator/addons/sale_stock/models/sale_order_line.h"

#include <algorithm>
#include <chrono>

#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/sale_stock/models.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::sale_stock {

using orm::CreateSuper;
using orm::Dict;
using orm::Domain;
using orm::List;
using orm::RecordSet;
using orm::term;
using orm::Value;
using orm::WriteSuper;

namespace {

// A route of the line may deliver from another warehouse than the order's: where its first rule takes from, one that
// fits the order before others.
RecordSet warehouse_of(const RecordSet& line) {
  const RecordSet own = line["order_id"]["warehouse_id"];
  const RecordSet routes = routes_of(line);
  if (routes.empty()) return own;
  const RecordSet customer = line["order_id"]["partner_shipping_id"]["property_stock_customer"];
  const Domain leads_there =
      term("route_id", "in", routes.ids()) & term("location_dest_id", "=", customer) & term("action", "!=", "push");
  const RecordSet rules = line.env()["stock.rule"].search(leads_there, {.order = "route_sequence, sequence"});
  if (rules.empty()) return own;
  const RecordSet sources =
      rules.sorted([&](const RecordSet& rule) { return !(rule["location_src_id"]["warehouse_id"] == own); });
  return sources.first()["location_src_id"]["warehouse_id"];
}

void compute_warehouse_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("warehouse_id", warehouse_of(line));
}

void compute_qty_delivered_method(const RecordSet& lines) {
  sale::compute_qty_delivered_method(lines);
  for (const RecordSet& line : lines)
    if (!line.flag("is_expense") && stock::is_goods(line["product_id"])) line.set("qty_delivered_method", "stock_move");
}

double done(const RecordSet& moves, const RecordSet& unit) {
  double quantity = 0;
  for (const RecordSet& move : moves.where("state", "=", "done"))
    quantity += uom::compute_quantity(move["product_uom"], move.number("quantity"), unit,
                                      {.method = orm::RoundingMethod::half_up});
  return quantity;
}

void compute_qty_delivered(const RecordSet& lines) {
  sale::compute_qty_delivered(lines);
  for (const RecordSet& line : lines) {
    if (line.text("qty_delivered_method") != "stock_move") continue;
    const LineMoves moves = delivering_moves(line);
    const RecordSet unit = sale::unit_of(line);
    line.set("qty_delivered", done(moves.outgoing, unit) - done(moves.incoming, unit));
  }
}

}  // namespace

void compute_product_updatable(const RecordSet& lines) {
  sale::compute_product_updatable(lines);
  for (const RecordSet& line : lines)
    if (!line["move_ids"].where("state", "!=", "cancel").empty()) line.set("product_updatable", false);
}

namespace {

void compute_customer_lead(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    line.set("customer_lead", static_cast<double>(line["product_id"].integer("sale_delay")));
}

// A new lead time moves the deadline of the moves, unless a day has been promised.
void spread_customer_lead(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet order = line["order_id"];
    const auto ordered = order.moment("date_order");
    if (line.text("state") != "sale" || !ordered || order.value("commitment_date")) continue;
    line["move_ids"].write({{"date_deadline", orm::format_moment(sale::expected_date(line))}});
  }
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet lines = super(std::move(values));
  const RecordSet confirmed = lines.where("state", "=", "sale");
  if (confirmed) confirmed.call("_action_launch_stock_rule");
  return lines;
}

void write(const RecordSet& lines, Dict values, const WriteSuper& super) {
  const RecordSet moved = values.contains("product_uom_qty") ? lines.filtered([](const RecordSet& line) {
    return line.text("state") == "sale" && !line.flag("is_expense");
  })
                                                             : lines.none();
  if (values.contains("product_packaging_id"))
    lines["move_ids"]
        .where("state", "not in", List{"cancel", "done"})
        .write({{"product_packaging_id", values.get("product_packaging_id")}});
  super(lines, std::move(values));
  if (moved) moved.call("_action_launch_stock_rule");
}

}  // namespace

RecordSet routes_of(const RecordSet& line) {
  return line[line.env().since(orm::Series::v19) ? "route_ids" : "route_id"];
}

orm::Behaviour sale_order_line() {
  return {
      .model = "sale.order.line",
      .computes = {{{"warehouse_id"}, compute_warehouse_id},
                   {{"qty_delivered_method"}, compute_qty_delivered_method},
                   {{"qty_delivered"}, compute_qty_delivered},
                   {{"product_updatable"}, compute_product_updatable},
                   {{"customer_lead"}, compute_customer_lead},
                   {{"qty_to_deliver", "display_qty_widget"}, compute_qty_to_deliver},
                   {{"qty_available_today", "free_qty_today", "virtual_available_at_date", "scheduled_date",
                     "forecast_expected_date"},
                    compute_qty_at_date},
                   {{"is_mto"}, compute_is_mto}},
      .inverses = {{"customer_lead", spread_customer_lead}},
      .methods = procurement_methods(),
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::sale_stock
