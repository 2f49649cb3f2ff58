// Values since 19.0: moves carry their value themselves.
#include "simulator/addons/stock_account/models/stock_move_value.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "simulator/addons/account/move.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock_account {

using stock::is_zero;

double valued_quantity(const RecordSet& move, const std::optional<RecordSet>& lot) {
  for (const bool incoming : {true, false}) {
    if (!goes(move, incoming ? Direction::in : Direction::out)) continue;
    double sum = 0;
    for (const RecordSet& line : valued_lines(move, incoming))
      if (!lot || line["lot_id"] == *lot) sum += line.number("quantity_product_uom");
    return sum;
  }
  if (!move.flag("is_dropship")) return 0;
  if (!lot) return uom::compute_quantity(move["product_uom"], move.number("quantity"), move["product_id"]["uom_id"]);
  return move["move_line_ids"]
      .filtered([&](const RecordSet& line) { return line["lot_id"] == *lot; })
      .sum("quantity_product_uom");
}

namespace {

// --- where the value of a move comes from: each tells for how much of the quantity it knows, and that value

struct Known {
  double value = 0;
  double quantity = 0;
};

Known asked(const RecordSet& move, std::string_view method, double quantity, const std::string& at) {
  const Value answer = move.call(method, {quantity, at.empty() ? Value() : Value(at)});
  return {answer.dict().get("value").number(), answer.dict().get("quantity").number()};
}

Known by_hand(const RecordSet& move, double quantity, const std::string& at) {
  Domain of_move = term("move_id", "=", move);
  if (!at.empty()) of_move = of_move & term("date", "<=", at);
  const RecordSet value =
      move.env().sudo()["product.value"].search(of_move, {.limit = 1, .order = "date desc, id desc"});
  return value ? Known{value.number("value"), quantity} : Known{};
}

Known by_return(const RecordSet& move, double quantity) {
  const RecordSet returned = move["origin_returned_move_id"];
  if (!returned || !returned.flag("is_out")) return {};
  return {returned.number("value") * quantity / valued_quantity(returned), quantity};
}

double product_cost(const RecordSet& move) {
  const RecordSet product = move["product_id"], lots = move["lot_ids"];
  if (product.flag("lot_valuated") && lots.size() == 1) return lots.number("standard_price");
  return product.number("standard_price");
}

}  // namespace

double value_of(const RecordSet& move, const std::string& at) {
  double rest = valued_quantity(move), value = 0;
  const auto take = [&](const Known& known) {
    value += known.value;
    rest -= known.quantity;
  };
  take(by_hand(move, rest, at));
  for (const std::string_view method : {"_get_value_from_account_move", "_get_value_from_quotation"})
    if (rest != 0) take(asked(move, method, rest, at));
  if (rest != 0) take(by_return(move, rest));
  return rest != 0 ? value + product_cost(move) * rest : value;
}

Value nothing_known(const RecordSet&, const Arguments&) { return Dict{{"value", 0}, {"quantity", 0}}; }

namespace {

double value_by_lots(const RecordSet& move) {
  double value = 0;
  for (const RecordSet& line : move["move_line_ids"]) {
    const RecordSet lot = line["lot_id"];
    value += (lot ? lot : line["product_id"]).number("standard_price") * line.number("quantity_product_uom");
  }
  return value;
}

// `left_before`: what the moves before it take of the same stock.
double value_of_out(const RecordSet& move, double& left_before) {
  const RecordSet product = move["product_id"];
  const double quantity = valued_quantity(move);
  if (product.flag("lot_valuated")) return value_by_lots(move);
  if (product.text("cost_method") != "fifo") return product.number("standard_price") * quantity;
  const double value = fifo_value(product, quantity, {.processed = left_before});
  left_before += quantity;
  return value;
}

double corrected_value(const RecordSet& move, double more) {
  const double before = move.number("quantity") - more, value = move.number("value");
  return before != 0 ? value + more / before * value : value;
}

}  // namespace

void set_values(const RecordSet& moves, double corrected) {
  RecordSet products = moves.env()["product.product"], lots = moves.env()["stock.lot"];
  std::map<Id, double> processed;
  for (const RecordSet& move : moves) {
    const RecordSet product = move["product_id"];
    if (move.flag("is_dropship") || move.flag("is_in")) {
      products |= product;
      if (product.flag("lot_valuated")) lots |= move["move_line_ids"]["lot_id"];
    }
    if (move.flag("is_in"))
      move.write({{"value", value_of(move.sudo())}});
    else if (goes(move, Direction::out))
      move.write(
          {{"value", corrected != 0 ? corrected_value(move, corrected) : value_of_out(move, processed[product.id()])}});
  }
  update_costs(products);
  update_lot_costs(lots);
}

// --- entries

namespace {

bool is_posted(const RecordSet& move) {
  const RecordSet product = move["product_id"];
  return stock::is_storable(product) && move.flag("is_valued") && product.text("valuation") == "real_time" &&
         (move["location_dest_id"]["valuation_account_id"] || move["location_id"]["valuation_account_id"]);
}

RecordSet valuation_account(const RecordSet& product) {
  const RecordSet of_category = product["categ_id"]["property_stock_valuation_account_id"];
  return of_category ? of_category : product.env().company()["account_stock_valuation_id"];
}

void add_lines(const RecordSet& move, List& lines) {
  const RecordSet product = move["product_id"], from = move["location_id"]["valuation_account_id"];
  RecordSet debit = valuation_account(product), credit = from;
  if (!from) {
    credit = debit;
    debit = move["location_dest_id"]["valuation_account_id"];
  }
  const double value = move.number("value");
  const auto add = [&](const RecordSet& account, double debited, double credited) {
    lines.push_back(command::create({{"account_id", account},
                                     {"name", move.text("reference") + " - " + product.text("name")},
                                     {"debit", debited},
                                     {"credit", credited},
                                     {"product_id", product}}));
  };
  add(credit, 0, value);
  add(debit, value, 0);
}

}  // namespace

void post_moves(const RecordSet& moves) {
  const RecordSet posted = moves.filtered(is_posted);
  if (!posted) return;
  List lines;
  for (const RecordSet& move : posted) add_lines(move, lines);
  const Env& env = moves.env();
  const Value& date = env.context("force_period_date");
  const RecordSet entry =
      env.sudo()["account.move"].create({{"journal_id", moves["company_id"].first()["account_stock_journal_id"]},
                                         {"line_ids", std::move(lines)},
                                         {"date", date ? date : Value(env.today_text())}});
  posted.write({{"account_move_id", entry}});
  account::post(entry);
}

// --- computed fields

namespace {

bool is_done(const RecordSet& move) { return move.text("state") == "done"; }

}  // namespace

void compute_is_in(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("is_in", is_done(move) && goes(move, Direction::in));
}

void compute_is_out(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("is_out", is_done(move) && goes(move, Direction::out));
}

void compute_is_dropship(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    move.set("is_dropship",
             is_done(move) && (goes(move, Direction::dropshipped) || goes(move, Direction::dropshipped_returned)));
}

void compute_is_valued(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("is_valued", move.flag("is_in") || move.flag("is_out"));
}

namespace {

std::map<Id, double> remaining_of(const RecordSet& products) {
  std::map<Id, double> remaining;
  for (const RecordSet& product : products) {
    const FifoStack stack = fifo_stack(product);
    for (const RecordSet& move : stack.moves) remaining[move.id()] = move.number("quantity");
    if (!stack.moves.empty()) remaining[stack.moves.front().id()] = stack.on_first;
  }
  return remaining;
}

}  // namespace

void compute_remaining_qty(const RecordSet& moves) {
  std::map<Id, double> remaining = remaining_of(moves["product_id"]);
  for (const RecordSet& move : moves) move.set("remaining_qty", remaining[move.id()]);
}

void compute_remaining_value(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const double quantity = move.number("quantity"), remaining = move.number("remaining_qty");
    double value = 0;
    if (move.flag("is_in") && move["product_id"].text("cost_method") == "fifo")
      value = quantity != 0 ? remaining / quantity * move.number("value") : 0;
    else if (move.flag("is_in"))
      value = remaining * move["product_id"].with_company(move["company_id"]).number("standard_price");
    move.set("remaining_value", value);
  }
}

Domain search_remaining_qty(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if (comparison != "=" || !operand.is_boolean() || !operand.boolean())
    throw user_error("What remains of a move can only be asked for as set (= true).");
  const Value& id = model.env().context("default_product_id");
  const RecordSet products = model.env()["product.product"];
  const RecordSet asked = id.is_integer()
                              ? products.browse(id.integer())
                              : products.search(stock::storable(model.env()) & term("qty_available", ">", 0));
  Ids ids;
  for (const auto& [move, _] : remaining_of(asked)) ids.push_back(move);
  return term("id", "in", ids);
}

void compute_value_manual(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("value_manual", move.number("value"));
}

void inverse_value_manual(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    if (move.number("value_manual") != move.number("value"))
      move.env()["product.value"].create(
          {{"move_id", move}, {"value", move.number("value_manual")}, {"company_id", move["company_id"]}});
}

}  // namespace paridoo::addons::stock_account
