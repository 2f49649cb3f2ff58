#include "tests/properties/stockroom/stock.h"

#include <cmath>

namespace paridoo::stockroom {
namespace {

void add(Ledger& ledger, const Place& place, Quantity quantity) {
  if ((ledger[place] += quantity) == 0) ledger.erase(place);
}

std::string said(const char* what, const std::optional<Id>& id) { return id ? what + std::to_string(*id) : ""; }

}  // namespace

Quantity hundredths(double quantity) { return std::llround(quantity * 100); }
double units_of(Quantity quantity) { return static_cast<double>(quantity) / 100; }

Place place_of(const Quant& quant) {
  return {.product = quant.product,
          .location = quant.location,
          .lot = quant.lot,
          .package = quant.package,
          .owner = quant.owner};
}

Ledger on_hand(const Stock& stock) {
  Ledger ledger;
  for (const auto& [id, quant] : stock.quants) add(ledger, place_of(quant), quant.quantity);
  return ledger;
}

void carry(Ledger& ledger, const MoveLine& line) {
  add(ledger, {line.product, line.from, line.lot, line.package, line.owner}, -line.quantity);
  add(ledger, {line.product, line.to, line.lot, line.result_package, line.owner}, line.quantity);
}

std::string said(const Place& place) {
  return "product " + std::to_string(place.product) + " in location " + std::to_string(place.location) +
         said(", lot ", place.lot) + said(", package ", place.package) + said(", owner ", place.owner);
}

}  // namespace paridoo::stockroom
