// stock.move: the model and its plain computed fields. What moves do is in stock_move_<subject>.cpp.
#include "simulator/addons/stock/models/stock_move.h"

#include <algorithm>
#include <string>
#include <vector>

#include "simulator/addons/stock/groups.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
namespace {

// --- where from, where to, what, how much

void compute_product_uom(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("product_uom", move["product_id"]["uom_id"]);
}

void compute_product_qty(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    move.set("product_qty", in_unit(move["product_uom"], move.number("product_uom_qty"), move["product_id"]["uom_id"]));
}

void inverse_product_qty(const RecordSet&) {
  throw user_error("The real quantity follows from the demand; write product_uom_qty instead of product_qty.");
}

void compute_location_id(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    if (move.flag("picked") || move["location_id"]) continue;
    if (const RecordSet picking = move["picking_id"])
      move.set("location_id", picking["location_id"]);
    else
      move.set("location_id", move["picking_type_id"]["default_location_src_id"]);
  }
}

RecordSet next_location(const RecordSet& move) {
  if (const RecordSet picking = move["picking_id"]) return picking["location_dest_id"];
  const RecordSet rule = move["rule_id"];
  if (rule.flag("location_dest_from_rule")) return rule["location_dest_id"];
  return move["picking_type_id"]["default_location_dest_id"];
}

// The last step goes to the final place itself, which may lie below where the step usually leads.
void compute_location_dest_id(const RecordSet& moves) {
  const RecordSet customers = customer_location(moves.env());
  const RecordSet between_companies = inter_company_location(moves.env());
  for (const RecordSet& move : moves) {
    RecordSet destination = next_location(move);
    const RecordSet final = final_place(move);
    if (destination && final) {
      const bool to_other_company = final == between_companies && is_child_of(destination, customers);
      if (to_other_company || is_child_of(final, destination)) destination = final;
    }
    move.set("location_dest_id", destination);
  }
}

// --- what the transfer says

void compute_picking_type_id(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    if (const RecordSet picking = move["picking_id"]) move.set("picking_type_id", picking["picking_type_id"]);
}

void compute_partner_id(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    if (const RecordSet picking = move["picking_id"]) move.set("partner_id", picking["partner_id"]);
}

void compute_priority(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const std::string priority = move["picking_id"].text("priority");
    move.set("priority", priority.empty() ? "0" : priority);
  }
}

void compute_reference(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet picking = move["picking_id"];
    move.set("reference", picking ? picking.value("name") : move.value("name"));
  }
}

// Moves have no name of their own since 19.0.
std::string reference_of_count(const RecordSet& move) {
  if (const std::string name = move.text("inventory_name"); !name.empty()) return name;
  const bool is_unchanged = is_zero(move.number("quantity"), move["product_uom"]);
  const std::string text = is_unchanged ? "Product Quantity Confirmed" : "Product Quantity Updated";
  const RecordSet author = move["create_uid"];
  return author && author.id() != 1 ? text + " (" + author.display_name() + ")" : text;
}

void compute_reference_without_name(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    if (const RecordSet scrap = move["scrap_id"])
      move.set("reference", scrap.value("name"));
    else if (move.flag("is_inventory"))
      move.set("reference", reference_of_count(move));
    else
      move.set("reference", move["picking_id"].value("name"));
  }
}

void compute_is_locked(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("is_locked", move["picking_id"].flag("is_locked"));
}

void compute_is_initial_demand_editable(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    move.set("is_initial_demand_editable", !move["picking_id"].flag("is_locked") || move.text("state") == "draft");
}

void compute_is_quantity_done_editable(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("is_quantity_done_editable", !move["product_id"].empty());
}

// --- dates

bool is_open(const RecordSet& move) { return move.text("state") != "done" && move.text("state") != "cancel"; }

void compute_delay_alert_date(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    std::string latest;
    if (is_open(move))
      for (const RecordSet& origin : move["move_orig_ids"].filtered(is_open))
        latest = std::max(latest, origin.text("date"));
    move.set("delay_alert_date", latest > move.text("date") ? Value(latest) : Value(false));
  }
}

// 17.0 forgets the date wherever it does not follow from the method.
void compute_reservation_date(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet type = move["picking_type_id"];
    const std::string method = type.text("reservation_method"), state = move.text("state");
    const bool is_pending = is_open(move) && state != "assigned";
    if (method == "by_date" && is_pending) {
      const bool urgent = move.text("priority") == "1";
      const std::chrono::days ahead(
          type.integer(urgent ? "reservation_days_before_priority" : "reservation_days_before"));
      const Day date = std::chrono::floor<std::chrono::days>(move.moment("date").value_or(move.env().now()));
      move.set("reservation_date", orm::format_day(date - ahead));
    } else if (method == "manual" || !moves.env().since(Series::v18)) {
      move.set("reservation_date", false);
    }
  }
}

// --- availability and packaging

void compute_availability(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    double available = move.number("product_qty");
    if (move.text("state") != "done") {
      const RecordSet product = move["product_id"];
      const double free = product ? available_quantity(QuantKey::of(product, move["location_id"]), Match::loose) : 0;
      available = std::min(available, free);
    }
    move.set("availability", available);
  }
}

double in_packages(const RecordSet& packaging, double quantity, const RecordSet& unit) {
  if (!packaging || packaging.number("qty") == 0) return 0;
  return in_unit(unit, quantity, packaging["product_uom_id"]) / packaging.number("qty");
}

void compute_product_packaging_qty(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    move.set("product_packaging_qty",
             in_packages(move["product_packaging_id"], move.number("product_qty"), move["product_id"]["uom_id"]));
}

void compute_product_packaging_quantity(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    move.set("product_packaging_quantity",
             in_packages(move["product_packaging_id"], move.number("quantity"), move["product_uom"]));
}

// --- packaging and description since 19.0

// That of the moves before, else of the moves after, else none but the unit.
void compute_packaging_uom_id(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    RecordSet packaging = move["product_uom"];
    for (const std::string_view chain : {"move_dest_ids", "move_orig_ids"})
      if (const RecordSet others = move[chain]; others["packaging_uom_id"])
        packaging = others.first()["packaging_uom_id"];
    move.set("packaging_uom_id", packaging);
  }
}

void compute_packaging_uom_qty(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    if (const RecordSet packaging = move["packaging_uom_id"])
      move.set("packaging_uom_qty",
               uom::compute_quantity(move["product_uom"], move.number("product_uom_qty"), packaging));
}

Value get_description_picking(const RecordSet& move, const Arguments&) {
  if (const Value manual = move.value("description_picking_manual")) return manual;
  const RecordSet product = move["product_id"];
  const std::string note = product ? own_descriptions(product, move["picking_type_id"]).back() : std::string();
  return product && note.empty() ? move.call("_get_description") : Value(note);
}

Value get_description(const RecordSet& move, const Arguments&) {
  return own_descriptions(move["product_id"], move["picking_type_id"]).front();
}

void compute_description_picking(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("description_picking", move.call("_get_description_picking"));
}

void inverse_description_picking(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("description_picking_manual", move.value("description_picking"));
}

void compute_package_ids(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    move.set("package_ids", move["move_line_ids"]["result_package_id"]["outermost_package_id"]);
}

void compute_has_lines_without_package(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet lines = move["move_line_ids"];
    const RecordSet packed = lines.filtered("result_package_id");
    move.set("has_lines_without_result_package", !packed.empty() && packed.size() < lines.size());
  }
}

void compute_is_date_editable(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet picking = move["picking_id"];
    move.set("is_date_editable", !picking || picking.flag("is_date_editable"));
  }
}

void compute_show_reserved(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    move.set("show_reserved",
             move["picking_type_id"].flag("show_reserved") || !move["origin_returned_move_id"].empty());
}

// --- what a form shows

void compute_move_lines_count(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("move_lines_count", move["move_line_ids"].size());
}

void compute_display_assign_serial(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const bool shown = move["product_id"] && move.text("has_tracking") != "none" &&
                       move["picking_type_id"].flag("use_create_lots") && !move["origin_returned_move_id"] &&
                       is_open(move);
    const bool serials_only = !moves.env().since(Series::v18);
    move.set("display_import_lot", shown);
    move.set("display_assign_serial", shown && (!serials_only || move.text("has_tracking") == "serial"));
  }
}

bool details_visible(const RecordSet& move) {
  const Env& env = move.env();
  const RecordSet type = move["picking_type_id"];
  const bool many_places = user_is_in(env, "stock.group_stock_multi_locations");
  const bool uses_lots = type.flag("use_create_lots") || type.flag("use_existing_lots");
  if (!move["product_id"] || (env.since(Series::v18) && !uses_lots && !many_places)) return false;
  if (env.since(Series::v19) && move.text("state") == "draft") return false;
  return move["move_line_ids"].size() > 1 || many_places || move.text("has_tracking") != "none" ||
         user_is_in(env, "stock.group_tracking_lot") || user_is_in(env, "stock.group_tracking_owner");
}

void compute_show_details_visible(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("show_details_visible", details_visible(move));
}

void compute_show_info(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet type = move["picking_type_id"];
    const bool tracked = move.text("has_tracking") != "none", returned = !move["origin_returned_move_id"].empty();
    const bool done = move.text("state") == "done";
    const bool quant = move.text("picking_code") != "incoming" && is_storable(move["product_id"]);
    const bool text = tracked && type.flag("use_create_lots") && !type.flag("use_existing_lots") && !done && !returned;
    move.set("show_quant", quant);
    move.set("show_lots_text", text);
    const bool hidden = quant || (text && moves.env().since(Series::v18));
    move.set("show_lots_m2o", !hidden && tracked && (type.flag("use_existing_lots") || done || returned));
  }
}

void compute_display_name(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const std::string origin = move["picking_id"].text("origin"), code = move["product_id"].text("default_code");
    move.set("display_name", (origin.empty() ? "" : origin + "/") + (code.empty() ? "" : code + ": ") +
                                 move["location_id"].text("name") + ">" + move["location_dest_id"].text("name"));
  }
}

// --- defaults: a move that is added to a transfer which is past its draft

RecordSet picking_of_context(const RecordSet& model) {
  const Value& id = model.env().context("default_picking_id");
  return model.env()["stock.picking"].browse(id.is_integer() ? id.integer() : 0);
}

Value default_group(const RecordSet& model) { return picking_of_context(model)["group_id"]; }

Value default_state(const RecordSet& model) {
  return picking_of_context(model).text("state") == "done" ? "done" : "draft";
}

Value default_additional(const RecordSet& model) {
  const RecordSet picking = picking_of_context(model);
  return picking && picking.text("state") != "cancel" && picking.text("state") != "draft";
}

// --- constraints

void check_unit(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet unit = move["product_id"]["uom_id"];
    if (!(uom::are_convertible(unit, move["product_uom"])))
      throw user_error("The unit " + move["product_uom"].text("name") + " of a move of " +
                       move["product_id"].display_name() + " does not convert to its unit " + unit.text("name") + ".");
  }
}

Value source_document(const RecordSet& move, const Arguments&) {
  move.ensure_one();
  return move["picking_id"];
}

std::vector<orm::Method> methods() {
  return {
      {"_action_confirm", "merge=True, merge_into=False", confirm_moves},
      {"_prepare_procurement_values", "", prepare_procurement_values},
      {"_search_picking_for_assignation_domain", "", search_picking_domain},
      {"_get_new_picking_values", "", new_picking_values},
      {"_assign_picking_post_process", "new=False", assign_picking_post_process},
      {"_prepare_merge_moves_distinct_fields", "", merge_distinct_fields},
      {"_prepare_merge_negative_moves_excluded_distinct_fields", "", merge_negative_excluded_fields},
      {"_clean_merged", "", clean_merged},
      {"_push_apply", "", push_apply},
      {"_skip_push", "", skip_push},
      {"_action_assign", "force_qty=False", assign_moves},
      {"_reservation_context", "", reservation_context},
      {"_generate_serial_numbers", "next_serial, next_serial_count=False, location_id=False", generate_serial_numbers},
      orm::model_method("action_generate_lot_line_vals", "context, mode, first_lot, count, lot_text",
                        generate_lot_line_vals, {.until = Series::v18}),
      orm::model_method("action_generate_lot_line_vals", "context_data, mode, first_lot, count, lot_text",
                        generate_lot_line_vals, {.since = Series::v19}),
      {"_convert_string_into_field_data", "string, options", convert_string_into_field_data},
      {"_get_formating_options", "strings", get_formating_options},
      orm::model_method("split_lots", "lots", split_lots),
      {"_action_done", "cancel_backorder=False", done_moves},
      {"_prepare_move_split_vals", "qty", prepare_move_split_vals},
      {"_prepare_extra_move_vals", "qty", prepare_extra_move_vals, {.until = Series::v17}},
      {"_action_synch_order", "", synch_order, {.since = Series::v19}},
      {"_action_cancel", "", cancel_moves},
      {"_get_description", "", get_description, {.since = Series::v19}},
      {"_get_description_picking", "", get_description_picking, {.since = Series::v19}},
      {"_get_source_document", "", source_document}};
}

}  // namespace

Behaviour stock_move() {
  return {
      .model = "stock.move",
      .shared_relations = {{"move_dest_ids", "stock.move", "move_orig_ids"}},
      .defaults = {{"group_id", default_group, {.until = Series::v18}},
                   {"state", default_state},
                   {"additional", default_additional}},
      .computes = {{{"product_uom"}, compute_product_uom},
                   {{"product_qty"}, compute_product_qty},
                   {{"location_id"}, compute_location_id, {.since = Series::v18}},
                   {{"location_dest_id"}, compute_location_dest_id, {.since = Series::v18}},
                   {{"picking_type_id"}, compute_picking_type_id},
                   {{"partner_id"}, compute_partner_id},
                   {{"priority"}, compute_priority},
                   {{"reference"}, compute_reference, {.until = Series::v18}},
                   {{"reference"}, compute_reference_without_name, {.since = Series::v19}},
                   {{"quantity"}, compute_move_quantity},
                   {{"picked"}, compute_move_picked},
                   {{"lot_ids"}, compute_move_lot_ids},
                   {{"is_locked"}, compute_is_locked},
                   {{"is_initial_demand_editable"}, compute_is_initial_demand_editable},
                   {{"is_quantity_done_editable"}, compute_is_quantity_done_editable},
                   {{"delay_alert_date"}, compute_delay_alert_date},
                   {{"reservation_date"}, compute_reservation_date},
                   {{"availability"}, compute_availability},
                   {{"forecast_availability", "forecast_expected_date"}, compute_forecast_information},
                   {{"product_packaging_qty"}, compute_product_packaging_qty, {.until = Series::v18}},
                   {{"product_packaging_quantity"}, compute_product_packaging_quantity, {.until = Series::v18}},
                   {{"packaging_uom_id"}, compute_packaging_uom_id, {.since = Series::v19}},
                   {{"packaging_uom_qty"}, compute_packaging_uom_qty, {.since = Series::v19}},
                   {{"description_picking"}, compute_description_picking, {.since = Series::v19}},
                   {{"allowed_uom_ids"}, compute_allowed_uom_ids, {.since = Series::v19}},
                   {{"package_ids"}, compute_package_ids, {.since = Series::v19}},
                   {{"has_lines_without_result_package"}, compute_has_lines_without_package, {.since = Series::v19}},
                   {{"is_date_editable"}, compute_is_date_editable, {.since = Series::v19}},
                   {{"show_reserved"}, compute_show_reserved, {.until = Series::v17}},
                   {{"move_lines_count"}, compute_move_lines_count},
                   {{"display_import_lot", "display_assign_serial"}, compute_display_assign_serial},
                   {{"show_details_visible"}, compute_show_details_visible},
                   {{"show_quant", "show_lots_text", "show_lots_m2o"}, compute_show_info},
                   {{"display_name"}, compute_display_name}},
      .inverses = {{"product_qty", inverse_product_qty},
                   {"location_dest_id", place_lines_below, {.since = Series::v18}},
                   {"description_picking", inverse_description_picking, {.since = Series::v19}},
                   {"quantity", inverse_move_quantity},
                   {"picked", inverse_move_picked},
                   {"lot_ids", inverse_move_lot_ids}},
      .constraints = {{check_unit, {"product_uom"}, {.until = Series::v18}}},
      .indexes = {{{"product_id", "state"}}},
      .methods = methods(),
      .create = create_moves,
      .write = write_moves,
      .unlink = unlink_moves,
  };
}

}  // namespace paridoo::addons::stock
