// What products cost since 19.0: worked out from the moves and from what was set by hand, each time it is asked.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/orm/column_operand.h"

namespace paridoo::addons::stock_account {

using stock::compare;
using stock::is_zero;

namespace {

RecordSet for_valuation(const RecordSet& product) {
  const Env& env = product.env();
  Dict changes{{"location", env["stock.location"].search(term("is_valued_internal", "=", true)).ids()}};
  if (product.text("cost_method") != "fifo") changes.set("owners", List{false, env.company()["partner_id"]});
  return product.with_context(changes);
}

double on_hand(const RecordSet& product, Dict changes) {
  return for_valuation(product).with_context(changes).number("qty_available");
}

double on_hand_at(const RecordSet& product, const CostQuestion& question) {
  return on_hand(product, {{"to_date", question.at.empty() ? Value(false) : Value(question.at)},
                           {"lot_id", question.lot ? Value(*question.lot) : Value()},
                           {"warehouse_id", false}});
}

// What a unit of these moves was worth.
double unit_value(const RecordSet& moves) {
  double quantity = 0;
  for (const RecordSet& move : moves) quantity += valued_quantity(move);
  return quantity != 0 ? moves.sum("value") / quantity : 0;
}

RecordSet last_in(const RecordSet& product, const std::string& at = {}) {
  Domain came_in = term("is_in", "=", true) & term("product_id", "=", product);
  if (!at.empty()) came_in = came_in & term("date", "<=", at);
  return product.env()["stock.move"].search(came_in, {.limit = 1, .order = "date desc, id desc"});
}

Domain of_question(const RecordSet& product, const CostQuestion& question) {
  Domain domain = term("product_id", "=", product) & term("company_id", "=", product.env().company());
  if (question.lot) domain = domain & term("move_line_ids.lot_id", "in", question.lot->ids());
  if (!question.at.empty()) domain = domain & term("date", "<=", question.at);
  return domain;
}

RecordSet set_by_hand(const RecordSet& product, const CostQuestion& question) {
  Domain domain = term("product_id", "=", product) & term("move_id", "=", false);
  const Domain of_all = term("lot_id", "=", false);
  domain = domain & (question.lot ? term("lot_id", "=", *question.lot) | of_all : of_all);
  if (!question.at.empty()) domain = domain & term("date", "<=", question.at);
  return product.env().sudo()["product.value"].search(domain, {.order = "date, id"});
}

// The average as it went, move by move.
class RunningAverage {
 public:
  explicit RunningAverage(const CostQuestion& question) : question_(question) {}

  void set_by_hand(double cost) {
    cost_ = cost;
    value_ = cost * quantity_;
  }
  void add(const RecordSet& move) {
    if (move.flag("is_in") || move.flag("is_dropship")) come_in(move);
    if (move.flag("is_out") || move.flag("is_dropship")) go_out(move);
  }
  AverageCost19 result() const { return {cost_, value_}; }

 private:
  double part(const RecordSet& move) const { return valued_quantity(move, question_.lot); }

  void come_in(const RecordSet& move) {
    const bool asks = !question_.at.empty() || move.flag("is_dropship");
    double value = asks ? value_of(move, question_.at) : move.number("value"), quantity = valued_quantity(move);
    if (question_.lot) {
      value = quantity != 0 ? value * part(move) / quantity : 0;
      quantity = part(move);
    }
    const double before = quantity_;
    quantity_ += quantity;
    if (before > 0) {
      value_ += value;
      cost_ = value_ / quantity_;
      return;
    }
    // What was lacking is taken to have cost what came.
    if (quantity != 0) cost_ = value / quantity;
    value_ = cost_ * quantity_;
  }

  void go_out(const RecordSet& move) {
    const double quantity = part(move);
    value_ -= quantity * cost_;
    quantity_ -= quantity;
  }

  const CostQuestion& question_;
  double quantity_ = 0, cost_ = 0, value_ = 0;
};

AverageCost19 run_average(const RecordSet& moves, const RecordSet& by_hand, const CostQuestion& question) {
  RunningAverage average(question);
  std::size_t next = 0;
  for (const RecordSet& move : moves) {
    for (; next < by_hand.size() && move.text("date") >= by_hand.at(next).text("date"); ++next)
      average.set_by_hand(by_hand.at(next).number("value"));
    average.add(move);
  }
  return average.result();
}

}  // namespace

double valued_on_hand(const RecordSet& product) { return on_hand(product, {}); }

AverageCost19 average_of(const RecordSet& product, const CostQuestion& question) {
  const RecordSet by_hand = set_by_hand(product, question);
  const Domain of_product = of_question(product, question);
  const Domain in = term("is_in", "=", true) | term("is_dropship", "=", true);
  const RecordSet moves = product.env()["stock.move"];
  const RecordSet last = moves.search(of_product & in, {.order = "date, id"}).last();
  if (by_hand && (!last || by_hand.last().text("date") > last.text("date"))) {
    const double cost = by_hand.last().number("value");
    return {cost, cost * on_hand_at(product, question)};
  }
  return run_average(moves.search(of_product & (in | term("is_out", "=", true)), {.order = "date, id"}), by_hand,
                     question);
}

FifoStack fifo_stack(const RecordSet& product, const CostQuestion& question) {
  const RecordSet unit = product["uom_id"];
  const Value at = question.at.empty() ? Value() : Value(question.at);
  double left = question.lot ? question.lot->number("product_qty") : on_hand(product, {{"to_date", at}});
  left -= question.processed;
  FifoStack stack;
  if (compare(left, 0, unit) <= 0) return stack;
  const Domain came_in = of_question(product, question) & term("is_in", "=", true);
  for (const RecordSet& move : product.env()["stock.move"].search(came_in, {.order = "date desc, id desc"})) {
    if (compare(left, 0, unit) <= 0) break;
    const double quantity = valued_quantity(move);
    stack.moves.push_back(move);
    stack.on_first = std::min(quantity, left);
    left -= quantity;
  }
  std::reverse(stack.moves.begin(), stack.moves.end());
  return stack;
}

namespace {

double value_without_stock(const RecordSet& product, double quantity, const std::string& at) {
  const RecordSet last = at.empty() ? product.env()["stock.move"] : last_in(product, at);
  return quantity * (last ? unit_value(last) : product.number("standard_price"));
}

// What more than there is would cost: what the last of it did.
double value_beyond(const RecordSet& product, double quantity, const FifoStack& stack) {
  if (stack.moves.empty() || stack.moves.back().number("quantity") == 0)
    return quantity * product.number("standard_price");
  return quantity * stack.moves.back().number("value") / stack.moves.back().number("quantity");
}

}  // namespace

double fifo_value(const RecordSet& product, double quantity, const CostQuestion& question) {
  if (compare(quantity, 0, product["uom_id"]) <= 0) return value_without_stock(product, quantity, question.at);
  const FifoStack stack = fifo_stack(product, question);
  double value = 0, on_first = stack.on_first;
  for (const RecordSet& move : stack.moves) {
    if (quantity <= 0) return value;
    const double moved = valued_quantity(move);
    double in_value = question.at.empty() ? move.number("value") : value_of(move, question.at), in = moved;
    if (on_first != 0) {
      in = on_first;
      in_value = in_value * in / moved;
      on_first = 0;
    }
    const double taken = std::min(in, quantity);
    value += taken < in ? in_value * taken / in : in_value;
    quantity -= taken;
  }
  return quantity > 0 ? value + value_beyond(product, quantity, stack) : value;
}

// --- what is there is worth

namespace {

// The end of the day that the context asks for.
std::string moment_of_context(const Env& env) {
  const Value& date = env.context("to_date");
  return date.is_text() ? date.text().substr(0, 10) + " 23:59:59" : std::string();
}

double price_at(const RecordSet& product, const std::string& at) {
  const RecordSet values = product.env().sudo()["product.value"];
  const Domain of_product = term("product_id", "=", product) & term("move_id", "=", false) & term("lot_id", "=", false);
  RecordSet value = values.search(of_product & term("date", "<=", at), {.limit = 1, .order = "date desc, id desc"});
  if (!value) value = values.search(of_product, {.limit = 1, .order = "date, id"});
  return value ? value.number("value") : product.number("standard_price");
}

double value_of_lots(const RecordSet& product) {
  Domain of_product = term("product_id", "in", product.ids());
  if (!product.env().context("warehouse_id")) of_product = of_product & term("product_qty", "!=", 0);
  double sum = 0;
  for (const RecordSet& lot : product.env()["stock.lot"].search(of_product)) sum += total_value_of_lot(lot);
  return sum;
}

double value_by_method(const RecordSet& product, double there, double in_all, const CostQuestion& question) {
  const std::string method = product.text("cost_method");
  if (method == "standard") {
    const double price =
        question.at.empty() || question.lot ? product.number("standard_price") : price_at(product, question.at);
    return price * there;
  }
  if (method == "average") return average_of(product, question).value * there / in_all;
  return fifo_value(product.with_context({{"warehouse_id", false}}), in_all, question) * there / in_all;
}

}  // namespace

double total_value(const RecordSet& product) {
  const RecordSet unit = product["uom_id"];
  if (product.flag("lot_valuated")) return value_of_lots(product);
  const double there = on_hand(product, {});
  if (is_zero(there, unit)) return 0;
  const double in_all = product.env().context("warehouse_id") ? on_hand(product, {{"warehouse_id", false}}) : there;
  if (is_zero(in_all, unit)) return product.number("standard_price") * there;
  return value_by_method(product, there, in_all, {.at = moment_of_context(product.env())});
}

double total_value_of_lot(const RecordSet& lot) {
  if (!lot.flag("lot_valuated")) return 0;
  const RecordSet product = lot["product_id"].with_context({{"lot_id", lot}}), unit = product["uom_id"];
  const double there = product.number("qty_available");
  const double in_all = product.with_context({{"warehouse_id", false}}).number("qty_available");
  if (is_zero(there, unit)) return 0;
  if (product.text("cost_method") == "standard" || is_zero(in_all, unit)) return lot.number("standard_price") * there;
  return value_by_method(product, there, in_all, {.lot = lot, .at = moment_of_context(lot.env())});
}

// --- costs

void update_costs(const RecordSet& products) {
  for (const RecordSet& product : products) {
    const std::string method = product.text("cost_method");
    const RecordSet priced = product.with_context({{"disable_auto_revaluation", true}}).sudo();
    if (method == "fifo") {
      const double there = valued_on_hand(product);
      if (compare(there, 0, product["uom_id"]) > 0)
        priced.write({{"standard_price", total_value(product) / there}});
      else if (const RecordSet last = last_in(product))
        priced.write({{"standard_price", unit_value(last)}});
    } else if (method == "average") {
      if (const double cost = average_of(product).cost; cost != 0) priced.write({{"standard_price", cost}});
    }
  }
}

void update_lot_costs(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const RecordSet product = lot["product_id"];
    if (!product.flag("lot_valuated")) continue;
    const RecordSet priced = lot.with_context({{"disable_auto_revaluation", true}});
    if (product.text("cost_method") != "standard")
      priced.write({{"standard_price", average_of(product, {.lot = lot}).cost}});
    else if (lot.number("standard_price") == 0)
      priced.write({{"standard_price", product.number("standard_price")}});
  }
}

void remember_costs(const RecordSet& products, const std::map<Id, double>& before) {
  const Env& env = products.env();
  std::vector<Dict> values;
  for (const RecordSet& product : products) {
    const auto old = before.find(product.id());
    const double price = product.number("standard_price"), was = old == before.end() ? 0 : old->second;
    if (product.text("cost_method") == "fifo" || (old != before.end() && price == was)) continue;
    const RecordSet own = product["company_id"];
    values.push_back({{"product_id", product},
                      {"value", price},
                      {"company_id", own ? own : env.company()},
                      {"date", env.now_text()},
                      {"description", fmt::format("Price update from {} to {} by {}",
                                                  old == before.end() ? "0" : orm::python_text(was),
                                                  orm::python_text(price), env.user().text("name"))}});
  }
  if (!values.empty()) env.sudo()["product.value"].create(std::move(values));
}

}  // namespace paridoo::addons::stock_account
