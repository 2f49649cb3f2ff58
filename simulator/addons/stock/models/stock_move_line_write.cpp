// create, write and unlink of stock.move.line: lines of open moves reserve, lines of done moves have moved.
#include <algorithm>
#include <cmath>

#include "simulator/addons/stock/container.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_move_line.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/package_level.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

RecordSet record_in(const Env& env, std::string_view model, const Value& id) {
  return env[model].browse(id.is_integer() ? id.integer() : 0);
}

bool is_done(const RecordSet& line) { return line.text("state") == "done"; }

// A line that names a quant takes what the quant is of, and where.
void copy_quant(const RecordSet& model, Dict& values) {
  if (!values.get("quant_id")) return;
  const RecordSet quant = record_in(model.env(), "stock.quant", values.get("quant_id"));
  for (const std::string_view field : {"product_id", "lot_id", "package_id", "location_id", "owner_id"})
    values.set(field, quant[field]);
}

// --- create

void prepare(const RecordSet& model, Dict& values) {
  const RecordSet move = record_in(model.env(), "stock.move", values.get("move_id"));
  const RecordSet picking = record_in(model.env(), "stock.picking", values.get("picking_id"));
  if (move)
    values.set("company_id", move["company_id"]);
  else if (picking)
    values.set("company_id", picking["company_id"]);
  if (move && !values.contains("picked")) values.set("picked", move.flag("picked"));
  copy_quant(model, values);
}

Dict values_of_new_move(const RecordSet& line) {
  const RecordSet picking = line["picking_id"], product = line["product_id"];
  const bool is_open = picking && picking.text("state") != "done";
  const Value described = line.value("description_picking");
  Dict values{{"product_id", product},
              {"product_uom_qty", is_open ? 0 : line.number("quantity")},
              {"product_uom", line["product_uom_id"]},
              {"location_id", picking["location_id"]},
              {"location_dest_id", picking["location_dest_id"]},
              {"picked", line.flag("picked")},
              {"picking_id", picking},
              {"state", picking.text("state")},
              {"picking_type_id", picking["picking_type_id"]},
              {"restrict_partner_id", picking["owner_id"]},
              {"company_id", picking["company_id"]},
              {"partner_id", picking["partner_id"]}};
  if (line.env().since(Series::v19)) return values;
  values.set("name", (line.env().since(Series::v18) ? "New Move: " : "New Move:") + product.display_name());
  values.set("package_level_id", line["package_level_id"]);
  const bool uses_products = !described && line.env().since(Series::v18);
  values.set("description_picking",
             uses_products ? Value(picking_description(product, picking["picking_type_id"])) : described);
  return values;
}

// The moves of the transfer that a line without a move may belong to, those that still want something first.
RecordSet linkable_moves(const RecordSet& line) {
  const RecordSet moves = line["picking_id"]["move_ids"].filtered(
      [&](const RecordSet& move) { return move["product_id"] == line["product_id"]; });
  return moves.sorted([](const RecordSet& move) { return move.number("quantity") < move.number("product_qty"); },
                      /*descending=*/true);
}

void link_to_move(const RecordSet& line) {
  const RecordSet moves = linkable_moves(line);
  if (!is_done(line["picking_id"]) && moves) {
    Dict values{{"move_id", moves.at(0)}, {"picking_id", moves.at(0)["picking_id"]}};
    if (moves.at(0).flag("picked") && line.env().since(Series::v18)) values.set("picked", true);
    line.write(std::move(values));
    return;
  }
  const RecordSet move = line.env()["stock.move"].create(values_of_new_move(line));
  line.write({{"move_id", move}});
}

// Whether the line holds stock of its own. 17.0 also lets lines try that round to nothing in the unit of the product.
bool has_to_reserve(const RecordSet& line) {
  if (line.number(line.env().since(Series::v18) ? "quantity_product_uom" : "quantity") == 0) return false;
  if (const RecordSet move = line["move_id"]) return !should_bypass_reservation(move, {});
  return is_storable(line["product_id"]) && !should_bypass_reservation(line["location_id"]);
}

void reserve_new(const RecordSet& lines) {
  RecordSet moves = lines.env()["stock.move"];
  for (const RecordSet& line : lines) {
    if (is_done(line) || !has_to_reserve(line)) continue;
    update_reserved_quantity(source_of(line), line.number("quantity_product_uom"));
    moves |= line["move_id"];
  }
  recompute_state(moves);
}

// What comes after a done line is reserved anew.
void reassign_next(const RecordSet& moves) {
  do_unreserve(moves);
  action_assign(moves);
}

RecordSet open_next(const RecordSet& moves) {
  return moves["move_dest_ids"].filtered(
      [](const RecordSet& move) { return move.text("state") != "done" && move.text("state") != "cancel"; });
}

// A line added to a done move moves at once.
void move_new(const RecordSet& line) {
  if (is_storable(line["product_id"])) {
    const double quantity = in_product_unit(line, line.number("quantity"));
    const Moved taken = synchronize_on_hand(line, source_of(line), -quantity);
    synchronize_on_hand(line, destination_of(line), quantity, taken.in_date);
  }
  reassign_next(open_next(line["move_id"]));
}

void check_serials(const RecordSet& moves) {
  if (!moves || !moves.env().since(Series::v18)) return;
  check_serials_are_single(
      moves.env()["stock.quant"].search(term("product_id", "in", moves["product_id"].ids()) &
                                        term("location_id", "child_of", moves["location_dest_id"].ids()) &
                                        term("lot_id", "in", moves["move_line_ids"]["lot_id"].ids())));
}

}  // namespace

RecordSet create_lines(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& line : values) prepare(model, line);
  const RecordSet lines = super(std::move(values));
  for (const RecordSet& line : lines)
    if (!line["move_id"] && line["picking_id"]) link_to_move(line);
  reserve_new(lines);
  const RecordSet done = lines.filtered(is_done);
  for (const RecordSet& line : done) move_new(line);
  check_serials(done["move_id"]);
  return lines;
}

namespace {

// --- write

// What a write says of where a line takes from and in which unit; what it does not say stays.
class Update {
 public:
  Update(const Env& env, const Dict& values) : env_(env), values_(values) {}

  bool changes_characteristics() const {
    for (const std::string_view field :
         {"location_id", "location_dest_id", "lot_id", "package_id", "owner_id", "product_uom_id"})
      if (values_.contains(field)) return true;
    return false;
  }
  bool changes_anything() const { return changes_characteristics() || values_.contains("result_package_id"); }
  bool changes_quantity() const { return values_.contains("quantity") || values_.contains("product_uom_id"); }

  QuantKey source(const RecordSet& line) const {
    return {line["product_id"], after(line, "location_id"), after(line, "lot_id"), after(line, "package_id"),
            after(line, "owner_id")};
  }
  // In the product's unit.
  double quantity(const RecordSet& line) const {
    if (!changes_quantity()) return line.number("quantity_product_uom");
    const Value* given = values_.find("quantity");
    const double quantity = given ? quantity_in(*given) : line.number("quantity");
    return in_unit(after(line, "product_uom_id"), quantity, line["product_id"]["uom_id"]);
  }

 private:
  RecordSet after(const RecordSet& line, std::string_view field) const {
    const RecordSet now = line[field];
    const Value* given = values_.find(field);
    return given ? now.browse(given->is_integer() ? given->integer() : 0) : now;
  }

  Env env_;
  const Dict& values_;
};

void check_write(const RecordSet& lines, const Dict& values) {
  if (const Value* product = values.find("product_id"))
    for (const RecordSet& line : lines)
      if (line.text("state") != "draft" && !(values.get("state") == Value("draft")) &&
          !(Value(line["product_id"]) == *product))
        throw user_error("The product of a line can only be changed while it is a draft.");
  if ((values.contains("lot_id") || values.contains("quant_id")) && lines["product_id"].size() > 1)
    throw user_error("One lot or serial number cannot be of lines with different products.");
}

// Frees what the line held and reserves what it is to hold. Gives the moves whose state may change by it.
RecordSet move_reservation(const RecordSet& lines, const Dict& values, const Update& update) {
  RecordSet moves = lines.env()["stock.move"];
  for (const RecordSet& line : lines) {
    if (!is_storable(line["product_id"]) || is_done(line)) continue;
    const double quantity = update.quantity(line);
    if (compare(quantity, 0, line["product_id"]["uom_id"]) < 0)
      throw user_error("A negative quantity cannot be reserved.");
    synchronize_reserved(line, source_of(line), -line.number("quantity_product_uom"));
    synchronize_reserved(line, update.source(line), quantity);
    const Value* given = values.find("quantity");
    if ((given && quantity_in(*given) != line.number("quantity")) || values.contains("product_uom_id"))
      moves |= line["move_id"];
  }
  return moves;
}

RecordSet lines_to_redo(const RecordSet& lines, const Dict& values, const Update& update) {
  const Value* quantity = values.find("quantity");
  if (!update.changes_anything() && !quantity) return lines.none();
  return lines.filtered([&](const RecordSet& line) {
    if (line["move_id"].text("state") != "done" || !is_storable(line["product_id"])) return false;
    return update.changes_anything() ||
           !is_zero(line.number("quantity") - quantity_in(*quantity), line["product_uom_id"]);
  });
}

void undo(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const double quantity = line.number("quantity_product_uom");
    const Moved taken = synchronize_on_hand(line, destination_of(line), -quantity);
    synchronize_on_hand(line, source_of(line), quantity, taken.in_date);
  }
  check_serials(lines["move_id"]);
}

void redo(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const double quantity = line.number("quantity_product_uom");
    const double available = synchronize_on_hand(line, source_of(line), -quantity).available;
    synchronize_on_hand(line, destination_of(line), quantity);
    if (available < 0) free_reservation(line, source_of(line), -available, line.none());
  }
}

// Since 18.0 lines that are picked now, or hold more of what was picked, are of now.
RecordSet freshened(const RecordSet& lines, const Dict& values, const Update& update) {
  const bool picks = static_cast<bool>(values.get("picked"));
  if (!lines.env().since(Series::v18)) return lines.none();
  if (values.contains("date") || (!update.changes_quantity() && !picks)) return lines.none();
  return lines.filtered([&](const RecordSet& line) {
    const std::string state = line.text("state");
    if (state == "draft" || state == "cancel" || state == "done") return false;
    if (picks && !line.flag("picked")) return true;
    if (!update.changes_quantity() || !line.flag("picked")) return false;
    return compare(in_product_unit(line, line.number("quantity")), update.quantity(line), line["product_uom_id"]) < 0;
  });
}

}  // namespace

void write_lines(const RecordSet& lines, Dict values, const WriteSuper& super) {
  check_write(lines, values);
  copy_quant(lines, values);
  const Update update(lines.env(), values);
  if (const Value* package = values.find("result_package_id")) follow_result_package(lines, *package);
  const RecordSet packages = values.contains("result_package_id") ? with_containers_to_be(lines["result_package_id"])
                                                                  : lines["result_package_id"].none();
  RecordSet changed = lines.env()["stock.move"];
  if (update.changes_characteristics() || values.contains("quantity"))
    changed = move_reservation(lines, values, update);
  const RecordSet redone = lines_to_redo(lines, values, update);
  undo(redone);
  const RecordSet next = open_next(redone["move_id"]);
  freshened(lines, values, update).write({{"date", lines.env().now_text()}});
  super(lines, values);
  forget_idle_containers(packages);
  redo(redone);
  reassign_next(next);
  recompute_state(changed);
}

void unlink_lines(const RecordSet& lines, const UnlinkSuper& super) {
  const Rounding digits = quantity_digits(lines.env());
  for (const RecordSet& line : lines) {
    const std::string state = line.text("state");
    if (state == "done" || state == "cancel")
      throw user_error("Lines of a transfer that is done cannot be deleted; correct their quantities instead.");
  }
  for (const RecordSet& line : lines) {
    const double held = line.number("quantity_product_uom");
    if (!orm::float_is_zero(held, digits) && line["move_id"] &&
        !should_bypass_reservation(line["move_id"], line["location_id"]))
      update_reserved_quantity(source_of(line), -held);
  }
  const RecordSet moves = lines["move_id"], levels = levels_of(lines);
  const RecordSet packages = with_containers_to_be(lines["result_package_id"]);
  super(lines);
  levels.filtered([](const RecordSet& level) { return !level["move_line_ids"] && !level["move_ids"]; }).unlink();
  forget_idle_containers(packages);
  recompute_state(moves);
}

}  // namespace paridoo::addons::stock
