// Which quants are meant, and in which order they are taken.
#include <algorithm>
#include <map>
#include <utility>

#include "simulator/addons/stock/models/stock_quant_packages.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {

QuantKey QuantKey::of(const RecordSet& product, const RecordSet& location) {
  const Env& env = product.env();
  return {product, location, env["stock.lot"], packages(env), env["res.partner"]};
}

QuantKey QuantKey::of(const RecordSet& record) {
  return {record["product_id"], record["location_id"], record["lot_id"], record["package_id"], record["owner_id"]};
}

std::string removal_strategy(const RecordSet& product, const RecordSet& location) {
  if (const RecordSet forced = product.sudo()["categ_id"]["removal_strategy_id"]) return forced.text("method");
  for (RecordSet at = location.sudo(); at; at = at["location_id"])
    if (const RecordSet strategy = at["removal_strategy_id"]) return strategy.text("method");
  return "fifo";
}

namespace {

std::string removal_order(const RecordSet& quants, const std::string& strategy) {
  if (strategy == "fifo" || strategy == "least_packages") return "in_date ASC, id";
  if (strategy == "fefo" && quants.model().find("removal_date")) return "removal_date, in_date, id";
  if (strategy == "lifo") return "in_date DESC, id DESC";
  if (strategy == "closest") return "";
  throw user_error("There is no removal strategy called " + strategy + ".");
}

Domain lot_or_none(const RecordSet& lot) { return term("lot_id", "=", lot) | term("lot_id", "=", false); }

Domain strict_domain(const QuantKey& key) {
  return term("location_id", "=", key.location) & term("owner_id", "=", key.owner) &
         term("package_id", "=", key.package) & (key.lot ? lot_or_none(key.lot) : term("lot_id", "=", false)) &
         term("product_id", "=", key.product);
}

Domain loose_domain(const QuantKey& key) {
  Domain domain = term("location_id", "child_of", key.location) & term("product_id", "=", key.product);
  if (key.owner) domain = term("owner_id", "=", key.owner) & domain;
  if (key.package) domain = term("package_id", "=", key.package) & domain;
  return key.lot ? lot_or_none(key.lot) & domain : domain;
}

// What the addon product_expiry leaves out: what is expired then; since 19.0, what is to be removed by then.
Domain still_good(const Env& env, const Value& moment) {
  const std::string field = env.since(Series::v19) ? "removal_date" : "expiration_date";
  return term(field, ">=", moment) | term(field, "=", false);
}

// --- quants seen: {"products", "locations", "lots" or None, "newest"}

bool was_seen(const Dict& seen, const QuantKey& key, const RecordSet& quant) {
  if (quant.id() > seen.get("newest").integer()) return true;
  const auto holds = [&](std::string_view name, const RecordSet& record) {
    const Ids ids = seen.get(name).ids();
    return std::find(ids.begin(), ids.end(), record.id()) != ids.end();
  };
  const RecordSet lot = quant["lot_id"];
  return holds("products", key.product) && holds("locations", key.location) &&
         (!lot || seen.get("lots").is_none() || holds("lots", lot));
}

RecordSet search_quants(const QuantKey& key, Match match, double quantity, const std::string& strategy) {
  const RecordSet quants = key.env().sudo()["stock.quant"];
  Domain domain = match == Match::strict ? strict_domain(key) : loose_domain(key);
  if (strategy == "least_packages" && quantity != 0) domain = in_fewest_packages(quants, domain, quantity);
  if (const Value& day = key.env().context("with_expiration")) domain = still_good(key.env(), day) & domain;
  const std::string order = removal_order(quants, strategy);
  const Value& seen = key.env().context("quants_seen");
  if (match == Match::loose || seen.is_unset() || strategy == "least_packages")
    return quants.search(domain, {.order = order});
  return quants.search(domain, {.order = "id"}).filtered([&](const RecordSet& quant) {
    return was_seen(seen.dict(), key, quant);
  });
}

}  // namespace

Dict quants_seen(const RecordSet& products, const RecordSet& locations, const std::optional<Ids>& lots) {
  const Env env = products.env().sudo().with_context({{"active_test", false}});
  const RecordSet below = env["stock.location"].search(term("id", "child_of", locations.ids()));
  const RecordSet newest = env["stock.quant"].search(Domain::everything(), {.limit = 1, .order = "id DESC"});
  return {{"products", products.ids()},
          {"locations", below.ids()},
          {"lots", lots ? Value(*lots) : Value()},
          {"newest", newest.id()}};
}

RecordSet gather(const QuantKey& key, Match match, double quantity) {
  const std::string strategy = removal_strategy(key.product, key.location);
  RecordSet found = search_quants(key, match, quantity, strategy);
  if (strategy == "closest")
    found = found.sorted(
        [](const RecordSet& quant) { return std::pair(quant["location_id"].text("complete_name"), -quant.id()); });
  return found.sorted([](const RecordSet& quant) { return quant["lot_id"].empty(); });
}

namespace {

double free_of(const RecordSet& quant) { return quant.number("quantity") - quant.number("reserved_quantity"); }

// Each lot for itself: what one lot lacks does not lessen what another has.
double available_by_lot(const QuantKey& key, Match match, const RecordSet& quants, bool allow_negative) {
  std::map<Id, double> by_lot;
  for (const RecordSet& quant : quants) {
    const RecordSet lot = quant["lot_id"];
    if (!lot && match == Match::strict && key.lot) continue;
    by_lot[lot.id()] += free_of(quant);
  }
  double sum = 0;
  for (const auto& [_, quantity] : by_lot)
    if (allow_negative || compare(quantity, 0, key.product["uom_id"]) > 0) sum += quantity;
  return sum;
}

}  // namespace

double available_quantity(const QuantKey& key, Match match, bool allow_negative) {
  const RecordSet quants = gather(key, match);
  if (key.product.text("tracking") != "none") return available_by_lot(key, match, quants, allow_negative);
  const double available = quants.sum("quantity") - quants.sum("reserved_quantity");
  return allow_negative || compare(available, 0, key.product["uom_id"]) >= 0 ? available : 0;
}

}  // namespace paridoo::addons::stock
