// stock.move.line: a change of what was done is valued too.
#include <cmath>
#include <map>

#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

// `more` (in the product's unit) was moved than was valued; below zero: less.
void correct(const RecordSet& line, double more) {
  const RecordSet move = line["move_id"], product = move["product_id"];
  const RecordSet lot = is_lot_valuated(product) ? line["lot_id"] : line["lot_id"].none();
  const LotQuantity part{lot, std::abs(more)};
  RecordSet layers = line.env().sudo()["stock.valuation.layer"];
  const bool in = goes(move, Direction::in), out = goes(move, Direction::out);
  if ((in && more > 0) || (out && more < 0)) {
    update_average_cost(move, LotQuantity{lot, more});
    layers = create_layers(move, Direction::in, part);
    if (product.text("cost_method") != "standard") run_fifo_vacuum(product, move["company_id"]);
  } else if (in || out) {
    layers = create_layers(move, Direction::out, part);
    update_cost_after_out(move);
  } else if (goes(move, Direction::dropshipped) || goes(move, Direction::dropshipped_returned)) {
    const bool same_way = goes(move, Direction::dropshipped) == (more > 0);
    layers = create_layers(move, same_way ? Direction::dropshipped : Direction::dropshipped_returned, part);
  }
  post_entries(layers);
}

void correct_if_done(const RecordSet& line, double more) {
  if (line.text("state") != "done") return;
  const RecordSet unit = line["product_id"]["uom_id"];
  const double in_unit = stock::in_unit(line["product_uom_id"], more, unit);
  if (!stock::is_zero(in_unit, unit)) correct(line, in_unit);
}

// Since 19.0: what came in is valued anew, what went out by its share. `before`: what the lines moved before.
void value_again(const RecordSet& lines, const std::map<Id, double>& before) {
  RecordSet incoming = lines.env()["stock.move"];
  for (const auto& [move, of_move] : lines.grouped([](const RecordSet& line) { return line["move_id"]; })) {
    if (move.flag("is_in")) {
      incoming |= move;
      continue;
    }
    double more = 0;
    for (const RecordSet& line : of_move) {
      const auto old = before.find(line.id());
      if (!is_owned_by_other(line)) more += line.number("quantity") - (old == before.end() ? 0 : old->second);
    }
    if (move.flag("is_out") && more != 0) set_values(move, more);
  }
  set_values(incoming);
}

void write_since_19(const RecordSet& lines, Dict values, const WriteSuper& super) {
  bool concerns = false;
  for (const std::string_view field : {"quantity", "location_id", "location_dest_id", "owner_id", "quant_id", "lot_id"})
    concerns = concerns || values.contains(field);
  std::map<Id, double> before;
  if (concerns)
    for (const RecordSet& line : lines)
      if (line["move_id"].flag("is_in") || line["move_id"].flag("is_out")) before[line.id()] = line.number("quantity");
  super(lines, std::move(values));
  if (!before.empty()) value_again(lines, before);
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet lines = super(std::move(values));
  if (lines.env().since(Series::v19)) {
    value_again(lines, {});
    return lines;
  }
  for (const RecordSet& line : lines) correct_if_done(line, line.number("quantity"));
  return lines;
}

// The border between valued and other stock must not be moved past what has been valued.
void check_locations(const RecordSet& lines, const Dict& values) {
  for (const RecordSet& line : lines) {
    if (line.text("state") != "done") continue;
    for (const std::string_view field : {"location_id", "location_dest_id"}) {
      const RecordSet now = line[field];
      const Value* given = values.find(field);
      if (given && given->is_integer() && is_valued(now) != is_valued(now.browse(given->integer())))
        throw validation_error("The move is done and valued; it cannot be changed so that its value would change.");
    }
  }
}

// 17.0 does not value by lot, nor mind where done lines go.
bool gives_lot(const Env& env, const Dict& values) {
  if (!env.since(Series::v18)) return false;
  if (const Value& quant = values.get("quant_id"); quant.is_integer())
    return !env["stock.quant"].browse(quant.integer())["lot_id"].empty();
  return static_cast<bool>(values.get("lot_id"));
}

void write(const RecordSet& lines, Dict values, const WriteSuper& super) {
  if (lines.env().since(Series::v19)) return write_since_19(lines, std::move(values), super);
  const bool changes_lot = gives_lot(lines.env(), values);
  const Value* quantity = values.find("quantity");
  for (const RecordSet& line : lines) {
    if (changes_lot)
      correct_if_done(line, -line.number("quantity"));
    else if (quantity)
      correct_if_done(line, stock::quantity_in(*quantity) - line.number("quantity"));
  }
  if (lines.env().since(Series::v18)) check_locations(lines, values);
  super(lines, std::move(values));
  if (changes_lot)
    for (const RecordSet& line : lines) correct_if_done(line, line.number("quantity"));
}

Value action_done(const RecordSet& lines, const Arguments&, const Super& super) {
  if (lines.env().since(Series::v19)) return super();
  for (const RecordSet& line : lines)
    if (!line["lot_id"] && line.text("lot_name").empty() && is_lot_valuated(line["product_id"]))
      throw user_error("A product that is valued by lot needs a lot or serial number.");
  return super();
}

}  // namespace

Behaviour stock_move_line() {
  return {.model = "stock.move.line", .methods = {{"_action_done", "", action_done}}, .create = create, .write = write};
}

}  // namespace paridoo::addons::stock_account
