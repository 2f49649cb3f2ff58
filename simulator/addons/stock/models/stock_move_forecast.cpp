// What a move that is not reserved yet can expect: stock, or what is on its way into the warehouse.
//
// All open moves of a product out of a warehouse share what there is and what will come, the most urgent ones first.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
namespace {

bool is_state(const RecordSet& move, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), move.text("state")) != states.end();
}

double in_product_unit(const RecordSet& move, double quantity) {
  return uom::compute_quantity(move["product_uom"], quantity, move["product_id"]["uom_id"]);
}

struct Expected {
  double quantity = 0;
  std::string date = {};  // when the last of it comes; empty: it is there
};

struct Incoming {
  RecordSet move;
  RecordSet leads_to;
  double left;
};

// The moves of one product through one warehouse, of which those from `location` take from stock there.
class Forecast {
 public:
  Forecast(const RecordSet& product, const RecordSet& warehouse, const RecordSet& location)
      : product_(product), unit_(product["uom_id"]), location_(location) {
    const Env& env = product.env();
    const RecordSet places = env["stock.location"].search(term("id", "child_of", warehouse["view_location_id"]));
    find_moves(places);
    find_stock(places);
  }

  std::map<Id, Expected> run() {
    for (const RecordSet& out : outs_) reserved_[out.id()] = count_reserved(out);
    for (const RecordSet& out : outs_) from_stock_[out.id()] = count_from_stock(out);
    double in_transit = -stock_[location_.id()];
    for (const auto& [_, quantity] : stock_) in_transit += quantity;
    std::vector<std::pair<double, RecordSet>> open;
    for (const RecordSet& out : outs_)
      if (const double demand = reconcile(out, in_transit); !is_zero(demand, unit_)) open.emplace_back(demand, out);
    for (const auto& [demand, out] : open)
      if (const double missing = reconcile_with_ins(out, demand, /*only_own=*/false); !is_zero(missing, unit_))
        expected_[out.id()].quantity = -missing;
    return expected_;
  }

 private:
  void find_moves(const RecordSet& places) {
    const RecordSet moves = product_.env()["stock.move"];
    const Value today = product_.env().today_text();
    const Value inside = places.ids();
    const Domain open = term("product_id", "=", product_) & term("product_uom_qty", "!=", 0) &
                        term("state", "in", List{"waiting", "confirmed", "partially_available", "assigned"});
    Domain leaves = term("location_dest_id", "not in", inside);
    if (product_.env().since(Series::v18))
      leaves = leaves | (term("location_final_id", "!=", false) & term("location_final_id", "not in", inside));
    const Domain out = open & term("location_id", "in", inside) & leaves;
    const Domain in = open & term("location_id", "not in", inside) & term("location_dest_id", "in", inside);
    outs_ = moves.search(out & term("reservation_date", "<=", today), {.order = "priority desc, date, id"}) |
            moves.search(out & (term("reservation_date", ">", today) | term("reservation_date", "=", false)),
                         {.order = "reservation_date, priority desc, date, id"});
    const RecordSet ins = moves.search(in, {.order = "priority desc, date, id"});
    for (const RecordSet& move : ins) ins_.push_back({move, rollup_destinations(move), move.number("product_qty")});
    for (const RecordSet& move : outs_) chains_.emplace(move.id(), rollup_origins(move) - ins);
  }

  // What lies below the location counts as lying there.
  void find_stock(const RecordSet& places) {
    const Env& env = product_.env();
    const RecordSet below = env["stock.location"].search(term("id", "child_of", location_));
    for (const RecordSet& quant : env["stock.quant"].search(
             term("location_id", "in", places.ids()) & term("quantity", ">", 0) & term("product_id", "=", product_))) {
      const RecordSet place = quant["location_id"];
      stock_[below.contains(place) ? location_.id() : place.id()] += quant.number("quantity");
    }
  }

  // What the move, or the moves before it, hold reserved; each reservation counts once.
  double count_reserved(const RecordSet& out) {
    double sum = 0;
    for (const RecordSet& move : chains_.at(out.id())) {
      if (!is_state(move, {"partially_available", "assigned"})) continue;
      const double unused = in_product_unit(move, move.number("quantity")) - used_[move.id()];
      const double reserved = std::min(unused, out.number("product_qty"));
      sum += reserved;
      used_[move.id()] += reserved;
      stock_[move["location_id"].id()] -= reserved;
      if (compare(sum, out.number("product_qty"), unit_) >= 0) break;
    }
    return sum;
  }

  static double sum_done(const RecordSet& moves) { return moves.where("state", "=", "done").sum("quantity"); }

  // What the move can take: of what the moves before it brought, or of the stock.
  double available_to(const RecordSet& move, double reserved) {
    const RecordSet origins = move["move_orig_ids"];
    if (!origins) return stock_[move["location_id"].id()];
    return sum_done(origins) - sum_done(origins["move_dest_ids"] - move) - reserved;
  }

  double count_from_stock(const RecordSet& out) {
    double demand = out.number("product_qty") - reserved_[out.id()], sum = 0;
    for (const RecordSet& move : chains_.at(out.id())) {
      if (is_state(move, {"draft", "cancel", "assigned", "done"})) continue;
      const double reserved = in_product_unit(move, move.number("quantity"));
      const double wanted = std::min(std::max(move.number("product_qty") - reserved, 0.0), demand);
      if (is_zero(wanted, unit_)) continue;
      double& stock = stock_[move["location_id"].id()];
      const double taken = std::min({wanted, available_to(move, reserved), stock});
      if (taken > 0) {
        stock -= taken;
        sum += taken;
      }
      demand -= taken;
    }
    return sum;
  }

  void expect(const RecordSet& out, double quantity, const std::string& date = {}) {
    Expected& expected = expected_[out.id()];
    expected.quantity += quantity;
    expected.date = std::max(expected.date, date);
  }

  // Gives what is still missing.
  double reconcile(const RecordSet& out, double& in_transit) {
    double demand = out.number("product_qty");
    for (const double there : {reserved_[out.id()], from_stock_[out.id()]}) {
      if (is_zero(demand, unit_)) return 0;
      if (there <= 0) continue;
      demand = std::max(demand - there, 0.0);
      expect(out, there);
    }
    const double elsewhere = std::min(demand, in_transit);
    if (elsewhere > 0) {
      demand -= elsewhere;
      in_transit -= elsewhere;
      expect(out, elsewhere);
    }
    return is_zero(demand, unit_) ? 0 : reconcile_with_ins(out, demand, /*only_own=*/true);
  }

  // `only_own`: not from what comes for other moves.
  double reconcile_with_ins(const RecordSet& out, double demand, bool only_own) {
    for (Incoming& in : ins_) {
      if (is_zero(in.left, unit_) || (only_own && in.leads_to && !in.leads_to.contains(out.id()))) continue;
      const double taken = std::min(demand, in.left);
      demand -= taken;
      in.left -= taken;
      expect(out, taken, in.move.text("date"));
      if (is_zero(demand, unit_)) break;
    }
    return demand;
  }

  RecordSet product_, unit_, location_;
  RecordSet outs_ = product_.env()["stock.move"];
  std::vector<Incoming> ins_;
  std::map<Id, RecordSet> chains_;
  std::map<Id, double> stock_, used_, reserved_, from_stock_;
  std::map<Id, Expected> expected_;
};

Expected expected_out_of_warehouse(const RecordSet& move) {
  const RecordSet location = move["location_id"], warehouse = location["warehouse_id"];
  if (!warehouse) return {};
  const RecordSet taken_from = move.env().since(Series::v18) ? location : warehouse["lot_stock_id"];
  return Forecast(move["product_id"], warehouse, taken_from).run()[move.id()];
}

double at_warehouse(const RecordSet& move, const RecordSet& location, std::string_view quantity) {
  const std::string date = std::max(move.text("date"), move.env().now_text());
  return move["product_id"]
      .with_context({{"warehouse_id", location["warehouse_id"]}, {"to_date", date}})
      .number(quantity);
}

double virtual_available(const RecordSet& move, const RecordSet& location) {
  return at_warehouse(move, location, "virtual_available");
}

double reserved_quantity(const RecordSet& move) {
  return in_unit(move["product_uom"], move.number("quantity"), move["product_id"]["uom_id"]);
}

// Since 19.0 what is reserved counts for receipts too, and a draft that finds enough that is free expects all of that.
std::optional<Expected> expected_at_once(const RecordSet& move, double wanted) {
  if (!move.env().since(Series::v19)) return {};
  if (is_state(move, {"assigned"})) return Expected{reserved_quantity(move)};
  if (!is_state(move, {"draft"}) || !is_consuming(move)) return {};
  const double free = at_warehouse(move, move["location_id"], "free_qty");
  return compare(free, wanted, move["product_id"]["uom_id"]) >= 0 ? std::optional(Expected{free}) : std::nullopt;
}

Expected expected_by(const RecordSet& move) {
  const double wanted = move.number("product_qty");
  if (!is_storable(move["product_id"])) return {wanted};
  if (const auto expected = expected_at_once(move, wanted)) return *expected;
  const bool is_draft = is_state(move, {"draft"});
  if (is_consuming(move)) {
    if (is_draft) return {virtual_available(move, move["location_id"]) - wanted};
    if (is_state(move, {"assigned"})) return {reserved_quantity(move)};
    return is_state(move, {"done", "cancel"}) ? Expected{} : expected_out_of_warehouse(move);
  }
  if (move["picking_type_id"].text("code") != "incoming") return {};
  return {virtual_available(move, move["location_dest_id"]) + (is_draft ? wanted : 0)};
}

}  // namespace

void compute_forecast_information(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const Expected expected = expected_by(move.sudo());
    move.set("forecast_availability", expected.quantity);
    move.set("forecast_expected_date", expected.date.empty() ? Value(false) : Value(expected.date));
  }
}

}  // namespace paridoo::addons::stock
