// What is shown beside a line of the availability of its product.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/sale_stock/models/sale_order_line.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::sale_stock {

using orm::Id;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

struct Forecast {
  double on_hand = 0;
  double free = 0;
  Value forecast = false;
  Value scheduled = false;
  Value expected = false;
};

void show(const RecordSet& line, const Forecast& forecast) {
  line.set("qty_available_today", forecast.on_hand);
  line.set("free_qty_today", forecast.free);
  line.set("virtual_available_at_date", forecast.forecast);
  line.set("scheduled_date", forecast.scheduled);
  line.set("forecast_expected_date", forecast.expected);
}

Value scheduled_date(const RecordSet& line) {
  const Value promised = line["order_id"].value("commitment_date");
  return promised ? promised : Value(orm::format_moment(sale::expected_date(line)));
}

// The moves that a delivery still waits for; in 17.0 those of the line itself, whatever became of them.
RecordSet moves_ahead(const RecordSet& line) {
  const RecordSet own = line["move_ids"];
  if (!line.env().since(orm::Series::v18)) return own;
  return (own | stock::rollup_origins(own)).where("state", "not in", List{"cancel", "done"});
}

// Of a confirmed line its moves know more than the stock does.
Forecast of_moves(const RecordSet& line) {
  Forecast out{.scheduled = scheduled_date(line)};
  for (const RecordSet moves = moves_ahead(line); const RecordSet& move : moves) {
    if (!(move["product_id"] == line["product_id"])) continue;
    const RecordSet unit = sale::unit_of(line);
    out.on_hand += uom::compute_quantity(move["product_uom"], move.number("quantity"), unit);
    out.free += uom::compute_quantity(move["product_id"]["uom_id"], move.number("forecast_availability"), unit);
    const std::string expected = move.text("forecast_expected_date");
    if (!expected.empty() && (!out.expected || out.expected.text() < expected)) out.expected = expected;
  }
  return out;
}

// What the stock holds on the day of delivery, less what lines before this one take.
Forecast of_stock(const RecordSet& line, double taken_before) {
  const Value scheduled = scheduled_date(line);
  const RecordSet product =
      line["product_id"].with_context({{"to_date", scheduled}, {"warehouse_id", line["warehouse_id"]}});
  const stock::Quantities quantities = stock::quantities_of(product).front();
  const auto in_line_unit = [&](double quantity) {
    const RecordSet own = product["uom_id"];
    const RecordSet unit = sale::unit_of(line);
    return own == unit ? quantity - taken_before : uom::compute_quantity(own, quantity - taken_before, unit);
  };
  return {.on_hand = in_line_unit(quantities.on_hand),
          .free = in_line_unit(quantities.free),
          .forecast = in_line_unit(quantities.forecast),
          .scheduled = scheduled};
}

bool has_widget(const RecordSet& line) {
  const std::string state = line.text("state");
  if (state == "cancel" || !stock::is_storable(line["product_id"]) || sale::unit_of(line).empty()) return false;
  return line.number("qty_to_deliver") > 0 && (state != "sale" || !line["move_ids"].empty());
}

}  // namespace

void compute_qty_to_deliver(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    line.set("qty_to_deliver", line.number("product_uom_qty") - line.number("qty_delivered"));
    line.set("display_qty_widget", has_widget(line));
  }
}

namespace {

// Quoted lines take from the stock in turn: those that leave one warehouse at one time together, when the first does.
std::vector<RecordSet> in_turn(const std::vector<RecordSet>& lines) {
  using Delivery = std::pair<Id, Value>;
  std::vector<std::pair<Delivery, std::vector<RecordSet>>> deliveries;
  for (const RecordSet& line : lines) {
    const Delivery own{line["warehouse_id"].id(), scheduled_date(line)};
    auto found = std::ranges::find_if(deliveries, [&](const auto& delivery) { return delivery.first == own; });
    if (found == deliveries.end()) found = deliveries.insert(found, {own, {}});
    found->second.push_back(line);
  }
  std::vector<RecordSet> out;
  for (auto& [delivery, own] : deliveries) out.insert(out.end(), own.begin(), own.end());
  return out;
}

}  // namespace

void compute_qty_at_date(const RecordSet& lines) {
  std::vector<RecordSet> quoted;
  for (const RecordSet& line : lines) {
    const bool is_shown = line["product_id"] && line.flag("display_qty_widget");
    if (is_shown && line.text("state") != "sale")
      quoted.push_back(line);
    else
      show(line, is_shown ? of_moves(line) : Forecast{});
  }
  std::map<Id, double> taken;  // by product, in its unit
  for (const RecordSet& line : in_turn(quoted)) {
    double& before = taken[line["product_id"].id()];
    show(line, of_stock(line, before));
    before += uom::compute_quantity(sale::unit_of(line), line.number("product_uom_qty"), line["product_id"]["uom_id"]);
  }
}

void compute_is_mto(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet product = line["product_id"];
    const RecordSet own = routes_of(line);
    const RecordSet routes = own ? own : product["route_ids"] | product["categ_id"]["total_route_ids"];
    RecordSet on_order = line["warehouse_id"]["mto_pull_id"]["route_id"];
    if (const auto global = line.env().find_ref("stock.route_warehouse0_mto"); on_order.empty() && global)
      on_order = *global;
    line.set("is_mto", line.flag("display_qty_widget") && on_order && routes.contains(on_order));
  }
}

}  // namespace paridoo::addons::sale_stock
