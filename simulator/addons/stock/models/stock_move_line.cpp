// stock.move.line: the model and its plain computed fields.
#include "simulator/addons/stock/models/stock_move_line.h"

#include <algorithm>
#include <string>

#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/models/stock_picking.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock/window_action.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
namespace {

// --- computed fields

void compute_product_uom_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet own = line["product_uom_id"], of_product = line["product_id"]["uom_id"];
    if (own && uom::are_convertible(own, of_product)) continue;
    const RecordSet of_move = line["move_id"]["product_uom"];
    line.set("product_uom_id", of_move ? of_move : of_product);
  }
}

// From the move, else from the transfer; a place that is set stays.
void compute_location_id(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    for (const std::string_view field : {"location_id", "location_dest_id"}) {
      if (line[field]) continue;
      const RecordSet of_move = line["move_id"][field];
      line.set(field, of_move ? of_move : line["picking_id"][field]);
    }
}

// What a quant that was chosen still has free, as far as the move wants it.
void compute_quantity(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet quant = line["quant_id"], unit = line["product_uom_id"], move = line["move_id"];
    if (!quant || line.number("quantity") != 0) continue;
    const double demand = in_unit(move["product_uom"], move.number("product_uom_qty"), unit);
    const double has = in_unit(move["product_uom"], move.number("quantity"), unit);
    double free = in_unit(line["product_id"]["uom_id"], quant.number("available_quantity"), unit);
    if (compare(demand, has, unit) > 0) free = std::min(free, demand - has);
    line.set("quantity", std::max(0.0, free));
  }
}

void compute_quantity_product_uom(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("quantity_product_uom", in_product_unit(line, line.number("quantity")));
}

void compute_picked(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (line["move_id"].text("state") == "done") line.set("picked", true);
}

void compute_picking_type_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("picking_type_id", line["picking_id"]["picking_type_id"]);
}

Domain search_picking_type_id(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("picking_id.picking_type_id", std::string(comparison), operand);
}

void compute_lots_visible(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet type = line["picking_id"]["picking_type_id"];
    const bool tracked = line["product_id"].text("tracking") != "none";
    const bool uses_lots = type.flag("use_existing_lots") || type.flag("use_create_lots");
    line.set("lots_visible", tracked && (!type || uses_lots));
  }
}

void compute_product_packaging_qty(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet packaging = line["move_id"]["product_packaging_id"];
    const double in_one = packaging.number("qty");
    line.set("product_packaging_qty",
             in_one != 0
                 ? in_unit(line["product_uom_id"], line.number("quantity"), packaging["product_uom_id"]) / in_one
                 : 0);
  }
}

// --- constraints

void check_lot_is_of_product(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (const RecordSet lot = line["lot_id"].sudo(); lot && lot["product_id"].id() != line["product_id"].id())
      throw validation_error("The lot " + lot.text("name") + " is not of the product " +
                             line["product_id"].display_name() + ".");
}

void check_quantity_is_positive(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (line.number("quantity") < 0) throw validation_error("The quantity of a line cannot be negative.");
}

// --- undoing a count

Dict reverted(const RecordSet& line) {
  const RecordSet company = line["company_id"];
  const Dict values{{"product_id", line["product_id"]},
                    {"product_uom_id", line["product_uom_id"]},
                    {"quantity", line.number("quantity")},
                    {"location_id", line["location_dest_id"]},
                    {"location_dest_id", line["location_id"]},
                    {"company_id", company},
                    {"lot_id", line["lot_id"]},
                    {"package_id", line["package_id"]},
                    {"result_package_id", line["package_id"]},
                    {"owner_id", line["owner_id"]}};
  const bool since_19 = line.env().since(Series::v19);
  return {{since_19 ? "inventory_name" : "name", line.text("reference") + " [reverted]"},
          {"product_id", line["product_id"]},
          {"product_uom", line["product_uom_id"]},
          {"product_uom_qty", line.number("quantity")},
          {"company_id", company},
          {"state", "confirmed"},
          {"location_id", line["location_dest_id"]},
          {"location_dest_id", line["location_id"]},
          {"is_inventory", true},
          {"picked", true},
          {"move_line_ids", List{command::create(values)}}};
}

Value notification(std::string_view kind, std::string_view message) {
  return Dict{{"type", "ir.actions.client"},
              {"tag", "display_notification"},
              {"params", Dict{{"type", kind}, {"message", message}}}};
}

Value action_revert_inventory(const RecordSet& lines, const Arguments&) {
  const RecordSet plain = lines.with_context({{"inventory_mode", false}});
  std::vector<Dict> moves;
  for (const RecordSet& line : plain)
    if (line.flag("is_inventory") && !is_zero(line.number("quantity"), line["product_uom_id"]))
      moves.push_back(reverted(line));
  if (moves.empty()) return notification("danger", "There is no inventory adjustment to revert.");
  action_done(plain.env()["stock.move"].create(std::move(moves)));
  return notification("success", "The inventory adjustments were reverted.");
}

Value pack_in_transfer(const RecordSet& lines, const Arguments&) {
  const RecordSet picking = lines["picking_id"];
  if (picking.size() > 1) throw user_error("Goods of different transfers cannot be put into one package here.");
  return picking.call("action_put_in_pack", {lines.ids()});
}

Value action_open_reference(const RecordSet& line, const Arguments&) {
  line.ensure_one();
  const RecordSet picking = line["move_id"]["picking_id"];
  const RecordSet shown = picking ? picking : line;
  return Dict{{"res_model", shown.model().name},
              {"type", "ir.actions.act_window"},
              {"views", List{List{false, "form"}}},
              {"res_id", shown.id()}};
}

}  // namespace

Behaviour stock_move_line() {
  return {
      .model = "stock.move.line",
      .rec_name = "product_id",
      .shared_relations = {{"consume_line_ids", "stock.move.line", "produce_line_ids"}},
      .computes = {{{"allowed_uom_ids"}, compute_allowed_uom_ids, {.since = Series::v19}},
                   {{"product_uom_id"}, compute_product_uom_id},
                   {{"location_id", "location_dest_id"}, compute_location_id},
                   {{"quantity"}, compute_quantity},
                   {{"quantity_product_uom"}, compute_quantity_product_uom},
                   {{"picked"}, compute_picked},
                   {{"picking_type_id"}, compute_picking_type_id},
                   {{"lots_visible"}, compute_lots_visible},
                   {{"product_packaging_qty"}, compute_product_packaging_qty, {.until = Series::v18}}},
      .searches = {{"picking_type_id", search_picking_type_id}},
      .constraints = {{check_lot_is_of_product, {"lot_id", "product_id"}}, {check_quantity_is_positive, {"quantity"}}},
      .methods = {{"_action_done", "", done_lines},
                  {"_prepare_new_lot_vals", "", prepare_new_lot_vals},
                  {"action_revert_inventory", "", action_revert_inventory},
                  {"action_put_in_pack", "", pack_in_transfer, {.until = Series::v18}},
                  {"action_put_in_pack",
                   "package_id=False, package_type_id=False, package_name=False",
                   put_lines_in_pack,
                   {.since = Series::v19}},
                  {"action_open_reference", "", action_open_reference}},
      .create = create_lines,
      .write = write_lines,
      .unlink = unlink_lines,
  };
}

}  // namespace paridoo::addons::stock
