// The stock itself: counted, scrapped, sold; and what all commands share.
#include <algorithm>

#include "tests/properties/stockroom/commands.h"

namespace paridoo::stockroom {
namespace {

using orm::Dict;
using orm::Ids;
using orm::List;
using orm::Value;

// Lies somewhere else, or is on its way.
bool is_elsewhere(const Stock& stock, Id lot, Id location) {
  const bool is_awaited = std::any_of(stock.lines.begin(), stock.lines.end(), [&](const auto& entry) {
    return entry.second.lot == lot && is_open(entry.second.state);
  });
  return is_awaited || std::any_of(stock.quants.begin(), stock.quants.end(), [&](const auto& entry) {
           const Quant& quant = entry.second;
           return quant.lot == lot && quant.quantity > 0 &&
                  (quant.location != location || quant.package || quant.owner);
         });
}

// What is counted is there, and the rest is where losses go.
void count(Ledger& ledger, const Place& place, Quantity counted, Id losses) {
  const Quantity known = ledger.contains(place) ? ledger.at(place) : 0;
  carry(ledger, {.id = 0,
                 .move = 0,
                 .product = place.product,
                 .from = losses,
                 .to = place.location,
                 .transfer = {},
                 .lot = place.lot,
                 .package = {},
                 .result_package = {},
                 .owner = {},
                 .quantity = counted - known,
                 .state = "done",
                 .picked = true});
}

// Odoo would let someone count a serial in a second place, with no more than a warning: nobody here does.
Done take_inventory(Stockroom& room, const Stock& before, const Step& step) {
  const Product& product = one_of(room.products(), step.first);
  const Id location = one_of(room.shelves(), step.second);
  Dict values{{"product_id", ref("product.product", product.id)}, {"location_id", ref("stock.location", location)}};
  std::optional<Id> lot;
  if (product.tracking != "none") lot = one_of(room.lots(product.id), step.third);
  if (lot) values.set("lot_id", ref("stock.lot", *lot));
  if (lot && product.tracking == "serial" && is_elsewhere(before, *lot, location)) return {};
  const double counted =
      product.tracking == "serial" ? step.third % 2 : one_of(product.quantities, step.third / 3) * (step.third % 4);
  values.set("inventory_quantity", counted);
  // As the web client counts: without this, Odoo makes a second row and adds what was counted to the first.
  const Dict counting{{"context", Dict{{"inventory_mode", true}}}};
  const Id quant = room.call("stock.quant", "create", only(values), counting).integer();
  room.call("stock.quant", "action_apply_inventory", only(refs("stock.quant", {quant})), counting, step.third % 3 == 0);
  Ledger ledger = on_hand(before);
  count(ledger, {product.id, location, lot, {}, {}}, hundredths(counted), room.losses());
  return [ledger](const Stock& after) { return compare(ledger, after); };
}

// What lies in a location, of whatever lot: Odoo may take goods without a lot for those of one.
Quantity lying(const Ledger& ledger, Id product, Id location) {
  Quantity sum = 0;
  for (const auto& [place, quantity] : ledger)
    if (place.product == product && place.location == location) sum += quantity;
  return sum;
}

// One that there is not enough of asks first, and is left a draft.
Done scrap(Stockroom& room, const Stock& before, const Step& step) {
  const Product& product = one_of(room.products(), step.first);
  const Id location = one_of(room.shelves(), step.second);
  const double units = product.tracking == "serial" ? 1 : one_of(product.quantities, step.third);
  Dict values{{"product_id", ref("product.product", product.id)},
              {"scrap_qty", units},
              {"location_id", ref("stock.location", location)}};
  if (product.tracking != "none") values.set("lot_id", ref("stock.lot", one_of(room.lots(product.id), step.third)));
  const Id id = room.call("stock.scrap", "create", only(values)).integer();
  const Value done = room.call("stock.scrap", "action_validate", only(refs("stock.scrap", {id})));
  return [is_done = done.is_boolean(), ledger = on_hand(before), id = product.id, location,
          quantity = hundredths(units)](const Stock& after) {
    if (!is_done) return compare(ledger, after);
    return require(lying(on_hand(after), id, location) == lying(ledger, id, location) - quantity,
                   "what is scrapped is gone from where it lay");
  };
}

// From the second warehouse, which delivers in two steps.
Done sell(Stockroom& room, const Stock& before, const Step& step) {
  const Product& product = one_of(room.products(), step.first);
  const Dict line{{"product_id", ref("product.product", product.id)},
                  {"product_uom_qty", one_of(product.quantities, step.second)}};
  const Dict values{{"partner_id", ref("res.partner", room.owner())},
                    {"warehouse_id", ref("stock.warehouse", room.second_warehouse())},
                    {"order_line", List{Value(List{0, 0, line})}}};
  const Id order = room.call("sale.order", "create", only(values), {}, step.third % 3 == 0).integer();
  room.call("sale.order", "action_confirm", only(refs("sale.order", {order})), {}, step.third % 3 == 0);
  return [count = before.transfers.size()](const Stock& after) {
    return require(after.transfers.size() > count, "a sale makes a transfer");
  };
}

Done make_lot(Stockroom& room, const Stock&, const Step& step) {
  const Product& product = one_of(room.products(), step.first);
  if (product.tracking == "none") return {};
  const std::size_t count = room.lots(product.id).size();
  room.call("stock.lot", "create",
            only(Dict{{"name", "L" + std::to_string(count)},
                      {"product_id", ref("product.product", product.id)},
                      {"company_id", ref("res.company", room.named("base", "main_company"))}}));
  return [&room, id = product.id, count](const Stock&) {
    return require(room.lots(id).size() == count + 1, "a lot that is made is there");
  };
}

}  // namespace

const std::vector<Command>& stock_commands() {
  static const std::vector<Command> all = {
      {"take inventory", take_inventory}, {"scrap", scrap}, {"sell", sell}, {"make a lot", make_lot}};
  return all;
}

const std::vector<Command>& commands() {
  static const std::vector<Command> all = [] {
    std::vector<Command> joined = transfer_commands();
    for (const std::vector<Command>* part : {&detail_commands(), &stock_commands()})
      joined.insert(joined.end(), part->begin(), part->end());
    return joined;
  }();
  return all;
}

bool is_open(const std::string& state) { return state != "done" && state != "cancel"; }

Ids transfers_where(const Stock& stock, const std::function<bool(const Transfer&)>& holds) {
  Ids found;
  for (const auto& [id, transfer] : stock.transfers)
    if (holds(transfer)) found.push_back(id);
  return found;
}

Ids lines_of(const Stock& stock, Id transfer) {
  Ids found;
  for (const auto& [id, line] : stock.lines)
    if (line.transfer == transfer) found.push_back(id);
  return found;
}

std::vector<std::string> compare(const Ledger& expected, const Stock& after) {
  std::vector<std::string> found;
  Ledger ledger = on_hand(after);
  for (const auto& [place, quantity] : expected)
    if (quantity != 0 && ledger[place] != quantity)
      found.push_back("the ledger is as the model says: " + said(place) + " has " + std::to_string(ledger[place]) +
                      ", the model " + std::to_string(quantity));
  for (const auto& [place, quantity] : ledger)
    if (quantity != 0 && !expected.contains(place))
      found.push_back("the ledger is as the model says: " + said(place) + " has " + std::to_string(quantity) +
                      ", the model nothing");
  return found;
}

}  // namespace paridoo::stockroom
