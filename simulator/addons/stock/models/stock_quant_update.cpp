// Changes of quants: what comes in, goes out, is reserved and freed; and the tidying up.
#include <algorithm>
#include <map>
#include <utility>

#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::stock {
namespace {

// The oldest date counts where several come together.
Moment incoming_date(const QuantKey& key, const RecordSet& quants, std::optional<Moment> in_date) {
  if (!should_bypass_reservation(key.location))
    for (const RecordSet& quant : quants)
      if (const auto date = quant.moment("in_date");
          date && compare(quant.number("quantity"), 0, key.product["uom_id"]) > 0)
        in_date = in_date ? std::min(*in_date, *date) : *date;
  return in_date.value_or(key.env().now());
}

struct Change {
  double quantity = 0;
  double reserved = 0;
  std::optional<Moment> in_date = {};
};

void update_quant(const RecordSet& quant, const Change& change) {
  Dict values{{"in_date", orm::format_moment(*change.in_date)}};
  if (change.quantity != 0) values.set("quantity", quant.number("quantity") + change.quantity);
  if (change.reserved != 0) {
    const double reserved = quant.number("reserved_quantity") + change.reserved;
    values.set("reserved_quantity", quant.env().since(Series::v18) ? std::max(0.0, reserved) : reserved);
  }
  quant.write(std::move(values));
}

void create_quant(const QuantKey& key, const Change& change) {
  Dict values{{"product_id", key.product}, {"location_id", key.location},
              {"lot_id", key.lot},         {"package_id", key.package},
              {"owner_id", key.owner},     {"in_date", orm::format_moment(*change.in_date)}};
  if (change.quantity != 0) values.set("quantity", change.quantity);
  if (change.reserved != 0) values.set("reserved_quantity", change.reserved);
  key.env().sudo()["stock.quant"].create(std::move(values));
}

// What comes in for a lot is never mixed with what has none. Since 19.0 nothing leaves what has no lot and lacks
// already.
RecordSet that_may_take(const QuantKey& key, const Change& change, const RecordSet& quants) {
  if (!key.lot) return quants;
  if (change.quantity > 0) return quants.filtered("lot_id");
  if (!key.env().since(Series::v19)) return quants;
  return quants.filtered([&](const RecordSet& quant) {
    return quant["lot_id"] || compare(quant.number("quantity"), 0, key.product["uom_id"]) > 0;
  });
}

// One quant takes the change: of the lot if there is one, else the one without. Gives the incoming date.
Moment apply(const QuantKey& key, Change change) {
  if (change.quantity == 0 && change.reserved == 0)
    throw validation_error("Either the quantity or the reserved quantity has to change.");
  const RecordSet quants = that_may_take(key, change, gather(key, Match::strict));
  change.in_date = incoming_date(key, quants, change.in_date);
  if (quants)
    update_quant(quants.at(0), change);
  else
    create_quant(key, change);
  return *change.in_date;
}

}  // namespace

Moved update_available_quantity(const QuantKey& key, double quantity, std::optional<Moment> in_date) {
  const Moment date = apply(key, {.quantity = quantity, .in_date = in_date});
  return {available_quantity(key, Match::strict, /*allow_negative=*/true), date};
}

void update_reserved_quantity(const QuantKey& key, double quantity) { apply(key, {.reserved = quantity}); }

namespace {

// The quants that agree in everything, the oldest first.
std::vector<RecordSet> duplicates(const RecordSet& quants) {
  Domain domain = Domain::everything();
  if (quants)
    domain =
        term("location_id", "in", quants["location_id"].ids()) & term("product_id", "in", quants["product_id"].ids());
  const RecordSet all = quants.env().sudo()["stock.quant"].search(domain, {.order = "id"});
  std::vector<RecordSet> found;
  for (auto& [_, same] : all.grouped([](const RecordSet& quant) { return QuantKey::of(quant).ids(); }))
    if (same.size() > 1) found.push_back(std::move(same));
  return found;
}

// Past the ORM: neither what was counted nor its difference is to be computed anew.
void join(const RecordSet& same) {
  std::string in_date = same.at(0).text("in_date");
  for (const RecordSet& quant : same) in_date = std::min(in_date, quant.text("in_date"));
  orm::Store& store = same.env().store();
  store.run(
      "UPDATE stock_quant SET quantity = ?, reserved_quantity = ?, inventory_quantity = ?, in_date = ? WHERE id = ?",
      std::vector<Value>{same.sum("quantity"), std::max(0.0, same.sum("reserved_quantity")),
                         same.sum("inventory_quantity"), in_date, same.at(0).id()});
  for (const RecordSet& quant : same - same.at(0))
    store.run("DELETE FROM stock_quant WHERE id = ?", std::vector<Value>{quant.id()});
}

}  // namespace

void merge_quants(const RecordSet& quants) {
  const std::vector<RecordSet> groups = duplicates(quants);
  if (groups.empty()) return;
  quants.env().flush();
  for (const RecordSet& same : groups) join(same);
  quants.env().transaction().forget(quants.model());
}

namespace {

struct Reservation {
  std::optional<QuantKey> key = {};
  double on_quants = 0;
  double on_lines = 0;
};

std::map<Ids, Reservation> reservations(const Env& env) {
  std::map<Ids, Reservation> by_key;
  const auto at = [&](const RecordSet& record) -> Reservation& {
    const QuantKey key = QuantKey::of(record);
    Reservation& reservation = by_key[key.ids()];
    if (!reservation.key) reservation.key.emplace(key);
    return reservation;
  };
  for (const RecordSet& quant : env["stock.quant"].search(term("reserved_quantity", "!=", 0)))
    at(quant).on_quants += quant.number("reserved_quantity");
  const Domain open = term("state", "in", List{"assigned", "partially_available", "waiting", "confirmed"}) &
                      term("quantity_product_uom", "!=", 0) & storable(env, "product_id");
  for (const RecordSet& line : env["stock.move.line"].search(open))
    at(line).on_lines += line.number("quantity_product_uom");
  return by_key;
}

}  // namespace

void clean_reservations(const Env& env) {
  for (const auto& [_, reservation] : reservations(env.sudo())) {
    const QuantKey& key = *reservation.key;
    const double due = should_bypass_reservation(key.location) ? 0 : reservation.on_lines;
    if (compare(reservation.on_quants, due, key.product["uom_id"]) != 0)
      update_reserved_quantity(key, due - reservation.on_quants);
  }
}

void unlink_zero_quants(const Env& env) {
  const int digits = std::max(6, quantity_decimals(env) * 2);
  env.flush();
  const Ids empty = env.store().ids(
      "SELECT id FROM stock_quant WHERE round(coalesce(quantity, 0), ?1) = 0 AND round(reserved_quantity, ?1) = 0"
      " AND round(coalesce(inventory_quantity, 0), ?1) = 0 AND user_id IS NULL ORDER BY id",
      std::vector<Value>{digits});
  env.sudo()["stock.quant"].browse(empty).unlink();
}

void tidy_quants(const RecordSet& quants) {
  merge_quants(quants);
  if (quants.env().since(Series::v18)) clean_reservations(quants.env());
  unlink_zero_quants(quants.env());
}

}  // namespace paridoo::addons::stock
