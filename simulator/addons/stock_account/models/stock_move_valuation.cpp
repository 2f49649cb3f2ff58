// Which moves are valued, at which cost, and the layers that this makes.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {

using stock::is_zero;

bool is_valued(const RecordSet& location) {
  const std::string usage = location.text("usage");
  if (location.env().since(Series::v19) && !location["company_id"]) return false;
  return usage == "internal" || (usage == "transit" && location["company_id"]);
}

bool is_owned_by_other(const RecordSet& line) {
  const RecordSet owner = line["owner_id"];
  return owner && !(owner == line["company_id"]["partner_id"]);
}

bool is_lot_valuated(const RecordSet& product) {
  return product.env().since(Series::v18) && product.flag("lot_valuated");
}

RecordSet valued_lines(const RecordSet& move, bool incoming) {
  return move["move_line_ids"].filtered([&](const RecordSet& line) {
    if (!line.flag("picked") || is_owned_by_other(line)) return false;
    const bool from = is_valued(line["location_id"]), to = is_valued(line["location_dest_id"]);
    return incoming ? !from && to : from && !to;
  });
}

namespace {

// Customers, vendors and other companies.
bool is_outside(const RecordSet& location, std::string_view usage) {
  return location.text("usage") == usage || (location.text("usage") == "transit" && !location["company_id"]);
}

bool is_dropshipped(const RecordSet& move) {
  return is_outside(move["location_id"], "supplier") && is_outside(move["location_dest_id"], "customer");
}

bool is_dropshipped_returned(const RecordSet& move) {
  return is_outside(move["location_id"], "customer") && is_outside(move["location_dest_id"], "supplier");
}

}  // namespace

bool goes(const RecordSet& move, Direction direction) {
  switch (direction) {
    case Direction::in: return valued_lines(move, true) && !is_dropshipped_returned(move);
    case Direction::out: return valued_lines(move, false) && !is_dropshipped(move);
    case Direction::dropshipped: return is_dropshipped(move);
    case Direction::dropshipped_returned: return is_dropshipped_returned(move);
  }
  return false;
}

double price_unit(const RecordSet& move, const RecordSet& lot) {
  const Value prices = move.call("_get_price_unit");
  const Value* price = prices.dict().find(std::to_string(lot.id()));
  return price ? price->number() : 0;
}

namespace {

std::vector<LotQuantity> by_lot(const RecordSet& lines) {
  std::vector<LotQuantity> quantities;
  for (const RecordSet& line : lines) {
    const RecordSet lot = line["lot_id"];
    auto same = std::find_if(quantities.begin(), quantities.end(), [&](const auto& q) { return q.lot == lot; });
    if (same == quantities.end()) same = quantities.insert(quantities.end(), {lot, 0});
    same->quantity += line.number("quantity_product_uom");
  }
  return quantities;
}

// By lot where lots are valued apart, else all in one.
std::vector<LotQuantity> quantities_of(const RecordSet& move, const RecordSet& lines,
                                       const std::optional<LotQuantity>& forced) {
  std::vector<LotQuantity> quantities = forced ? std::vector{*forced} : by_lot(lines);
  if (is_lot_valuated(move["product_id"])) return quantities;
  LotQuantity all{move.env()["stock.lot"], 0};
  for (const LotQuantity& each : quantities) all.quantity += each.quantity;
  return {all};
}

Dict common_values(const RecordSet& move, bool is_correction) {
  const std::string product = move["product_id"].text("name"), reference = move.text("reference");
  std::string description = reference.empty() ? product : reference + " - " + product;
  if (is_correction) {
    const std::string picking = move["picking_id"].text("name");
    description = "Correction of " + (picking.empty() ? move.text("name") : picking) + " (modification of past move)";
  }
  return {{"stock_move_id", move},
          {"company_id", move["company_id"]},
          {"product_id", move["product_id"]},
          {"description", description}};
}

std::optional<RecordSet> lot_or_none(const RecordSet& lot) { return lot ? std::optional(lot) : std::nullopt; }

double cost_of(const RecordSet& move, const RecordSet& lot) {
  const RecordSet product = move["product_id"];
  if (product.text("cost_method") != "standard") return price_unit(move, lot);
  return lot ? lot.number("standard_price") : product.number("standard_price");
}

std::vector<Dict> in_values(const RecordSet& move, const std::optional<LotQuantity>& forced) {
  std::vector<Dict> all;
  for (const auto& [lot, quantity] : quantities_of(move, valued_lines(move, true), forced)) {
    Dict values = in_layer_values(move["product_id"], quantity, std::abs(cost_of(move, lot)), lot_or_none(lot));
    values.update(common_values(move, forced.has_value()));
    all.push_back(std::move(values));
  }
  return all;
}

std::vector<Dict> out_values(const RecordSet& move, const std::optional<LotQuantity>& forced) {
  std::vector<Dict> all;
  for (const auto& [lot, quantity] : quantities_of(move, valued_lines(move, false), forced)) {
    if (is_zero(quantity, move["product_id"]["uom_id"])) continue;
    Dict values = out_layer_values(move["product_id"], quantity, move["company_id"], lot_or_none(lot));
    const Value adjustment = values.get("rounding_adjustment");
    values.erase("rounding_adjustment");
    values.update(common_values(move, forced.has_value()));
    if (adjustment.is_text()) values.set("description", values.get("description").text() + adjustment.text());
    all.push_back(std::move(values));
  }
  return all;
}

// The demand, not what was moved, where lots are not valued apart: what is left to do has been split off before, unless
// it was given up.
std::vector<LotQuantity> dropshipped_quantities(const RecordSet& move, const std::optional<LotQuantity>& forced) {
  if (forced || is_lot_valuated(move["product_id"])) return quantities_of(move, move["move_line_ids"], forced);
  return {{move.env()["stock.lot"], move.number("product_qty")}};
}

// What goes from outside to outside comes in and goes out at once, except where it does pass through the stock.
std::vector<Dict> dropshipped_values(const RecordSet& move, const std::optional<LotQuantity>& forced) {
  std::vector<Dict> all;
  for (const auto& [lot, quantity] : dropshipped_quantities(move, forced)) {
    const double cost = cost_of(move, lot);
    for (const double sign : {1.0, -1.0}) {
      if (is_valued(move[sign > 0 ? "location_id" : "location_dest_id"])) continue;
      Dict values = common_values(move, forced.has_value());
      values.update({{"unit_cost", cost},
                     {"value", cost * quantity * sign},
                     {"quantity", quantity * sign},
                     {"remaining_qty", 0}});
      if (move.env().since(Series::v18)) values.set("lot_id", lot);
      all.push_back(std::move(values));
    }
  }
  return all;
}

}  // namespace

RecordSet create_layers(const RecordSet& moves, Direction direction, const std::optional<LotQuantity>& forced) {
  std::vector<Dict> all;
  for (const RecordSet& each : moves) {
    const RecordSet move = each.with_company(each["company_id"]);
    std::vector<Dict> values = direction == Direction::in    ? in_values(move, forced)
                               : direction == Direction::out ? out_values(move, forced)
                                                             : dropshipped_values(move, forced);
    for (Dict& one : values) all.push_back(std::move(one));
  }
  const RecordSet layers = moves.env().sudo()["stock.valuation.layer"];
  return all.empty() ? layers : layers.create(std::move(all));
}

// --- average cost

namespace {

// The mean of what there is and what comes.
double average(double cost, double quantity, double new_cost, double new_quantity, const RecordSet& unit) {
  if (is_zero(quantity, unit) || is_zero(quantity + new_quantity, unit)) return new_cost;
  return (cost * quantity + new_cost * new_quantity) / (quantity + new_quantity);
}

RecordSet for_cost(const RecordSet& record, const RecordSet& company) {
  return record.with_company(company).with_context({{"disable_auto_svl", true}}).sudo();
}

class AverageCost {
 public:
  void add(const RecordSet& move, const std::optional<LotQuantity>& forced) {
    const RecordSet company = move["company_id"], product = for_cost(move["product_id"], company);
    if (!goes(move, Direction::in) || product.text("cost_method") == "standard") return;
    const std::vector<LotQuantity> quantities = forced ? std::vector{*forced} : by_lot(valued_lines(move, true));
    double quantity = 0;
    for (const LotQuantity& each : quantities) quantity += each.quantity;
    const RecordSet first = is_lot_valuated(product) ? quantities.front().lot : move.env()["stock.lot"];
    set(product, quantity, price_unit(move, first), move.number("product_qty"));
    if (is_lot_valuated(product))
      for (const auto& [lot, of_lot] : quantities) set(for_cost(lot, company), of_lot, price_unit(move, lot), of_lot);
  }

 private:
  // `demand`: if it would empty the stock, the new cost holds as it is.
  void set(const RecordSet& record, double quantity, double cost, double demand) {
    const bool is_lot = record.model().name == "stock.lot";
    const RecordSet unit = is_lot ? record["product_id"]["uom_id"] : record["uom_id"];
    double& added = added_[{is_lot, record.id()}];
    const double there = record.number("quantity_svl") + added;
    const double price =
        is_zero(there + demand, unit) ? cost : average(record.number("standard_price"), there, cost, quantity, unit);
    added += quantity;
    record.write({{"standard_price", price}});
  }

  std::map<std::pair<bool, Id>, double> added_;
};

}  // namespace

void update_average_cost(const RecordSet& moves, const std::optional<LotQuantity>& forced) {
  AverageCost costs;
  for (const RecordSet& move : moves) costs.add(move, forced);
}

void update_cost_after_out(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet product = for_cost(move["product_id"], move["company_id"]);
    const double quantity = product.number("quantity_svl");
    if (!is_lot_valuated(product) || product.text("cost_method") == "standard" || !goes(move, Direction::out) ||
        is_zero(quantity, product["uom_id"]))
      continue;
    product.write({{"standard_price", product.number("value_svl") / quantity}});
  }
}

}  // namespace paridoo::addons::stock_account
