// How a quantity is spread over quants when it is reserved, and taken back when it is freed.
#include <algorithm>
#include <cmath>
#include <map>

#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
namespace {

// As much as is there, in whole packages and whole units of the move where these are asked for.
double reservable(const QuantKey& key, double quantity, const ReserveOptions& options) {
  const RecordSet unit = key.product["uom_id"];
  double available = available_quantity(key, options.match);
  if (options.packaging && *options.packaging && key.product["categ_id"].text("packaging_reserve_method") == "full") {
    const double step = content_of_packaging(*options.packaging, key.product);
    if (step > 0) available = orm::float_round(available, {step}, RoundingMethod::down);
  }
  quantity = std::min(quantity, available);
  if (options.match == Match::loose && options.unit && *options.unit && !(*options.unit == unit)) {
    const double told = uom::compute_quantity(unit, quantity, *options.unit, {.method = RoundingMethod::down});
    quantity = in_unit(*options.unit, told, unit);
  }
  if (key.product.text("tracking") == "serial" && compare(quantity, std::trunc(quantity), unit) != 0) return 0;
  return quantity;
}

// Where duplicates of one key promise more than they hold, the others have to make up for it first.
std::map<Ids, double> shortages(const RecordSet& quants, const RecordSet& unit) {
  std::map<Ids, double> by_key;
  for (const RecordSet& quant : quants) {
    const double free = quant.number("quantity") - quant.number("reserved_quantity");
    if (compare(free, 0, unit) < 0) by_key[QuantKey::of(quant).ids()] += free;
  }
  return by_key;
}

std::vector<QuantShare> spread(const RecordSet& quants, double quantity, const RecordSet& unit) {
  double available = -quants.sum("reserved_quantity");
  for (const RecordSet& quant : quants)
    if (compare(quant.number("quantity"), 0, unit) > 0) available += quant.number("quantity");
  std::map<Ids, double> lacking = shortages(quants, unit);
  std::vector<QuantShare> shares;
  for (const RecordSet& quant : quants) {
    double free = quant.number("quantity") - quant.number("reserved_quantity");
    if (compare(free, 0, unit) <= 0) continue;
    double& lack = lacking[QuantKey::of(quant).ids()];
    const double made_up = std::min(std::abs(lack), free);
    lack += made_up;
    free -= made_up;
    if (compare(free, 0, unit) <= 0) continue;
    const double taken = std::min(free, quantity);
    shares.push_back({quant, taken});
    quantity -= taken;
    available -= taken;
    if (is_zero(quantity, unit) || is_zero(available, unit)) break;
  }
  return shares;
}

std::vector<QuantShare> take_back(const RecordSet& quants, double quantity, const RecordSet& product) {
  const RecordSet unit = product["uom_id"];
  double reserved = quants.sum("reserved_quantity");
  if (compare(std::abs(quantity), reserved, unit) > 0)
    throw user_error("More of " + product.display_name() + " would be unreserved than is reserved.");
  std::vector<QuantShare> shares;
  for (const RecordSet& quant : quants) {
    const double freed = std::min(quant.number("reserved_quantity"), std::abs(quantity));
    shares.push_back({quant, -freed});
    quantity += freed;
    reserved += freed;
    if (is_zero(quantity, unit) || is_zero(reserved, unit)) break;
  }
  return shares;
}

}  // namespace

std::vector<QuantShare> shares_to_reserve(const QuantKey& key, double quantity, const ReserveOptions& options) {
  const RecordSet quants = gather(key, options.match, quantity);
  quantity = reservable(key, quantity, options);
  const int sign = compare(quantity, 0, key.product["uom_id"]);
  if (sign > 0) return spread(quants, quantity, key.product["uom_id"]);
  if (sign < 0) return take_back(quants, quantity, key.product);
  return {};
}

}  // namespace paridoo::addons::stock
