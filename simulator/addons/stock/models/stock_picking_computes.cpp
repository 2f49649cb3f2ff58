// The computed fields of stock.picking.
#include <algorithm>
#include <string>

#include "simulator/addons/base/moment_text.h"
#include "simulator/addons/stock/container.h"
#include "simulator/addons/stock/groups.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_picking.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/orm/json_text.h"

namespace paridoo::addons::stock {
namespace {

bool is_state(const RecordSet& record, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), record.text("state")) != states.end();
}

bool is_closed(const RecordSet& record) { return is_state(record, {"done", "cancel"}); }

// --- state

// All moves are done or cancelled: cancelled if all that was done was scrapping.
std::string state_of_closed(const RecordSet& moves) {
  bool only_scrapped = true, any_cancelled = false;
  for (const RecordSet& move : moves) {
    if (is_state(move, {"done"})) only_scrapped = only_scrapped && is_scrapped(move);
    if (is_state(move, {"cancel"}) && !is_scrapped(move)) any_cancelled = true;
  }
  return only_scrapped && any_cancelled ? "cancel" : "done";
}

std::string state_of(const RecordSet& picking) {
  const RecordSet moves = picking["move_ids"];
  if (!moves || moves.where("state", "=", "draft")) return "draft";
  if (moves.where("state", "!=", "cancel").empty()) return "cancel";
  if (moves.where("state", "not in", List{"cancel", "done"}).empty()) return state_of_closed(moves);
  const bool from_stock = moves.where("procure_method", "!=", "make_to_stock").empty();
  if (should_bypass_reservation(picking["location_id"]) && from_stock) return "assigned";
  const std::string relevant = relevant_state(moves);
  return relevant == "partially_available" ? "assigned" : relevant;
}

void compute_state(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) picking.set("state", state_of(picking));
}

// --- dates

// The first of the dates if goods go as they are ready, the last if they go together; none if there is none.
std::string decisive_date(const RecordSet& picking, const std::vector<std::string>& dates) {
  if (dates.empty()) return {};
  return picking.text("move_type") == "direct" ? *std::min_element(dates.begin(), dates.end())
                                               : *std::max_element(dates.begin(), dates.end());
}

void compute_scheduled_date(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const RecordSet open = picking["move_ids"].filtered([](const RecordSet& move) { return !is_closed(move); });
    std::string date = decisive_date(picking, open.texts("date"));
    if (date.empty()) date = picking.text("scheduled_date");
    picking.set("scheduled_date", date.empty() ? picking.env().now_text() : date);
  }
}

void compute_date_deadline(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const std::string date =
        decisive_date(picking, picking["move_ids"].filtered("date_deadline").texts("date_deadline"));
    picking.set("date_deadline", date.empty() ? Value(false) : Value(date));
  }
}

void compute_has_deadline_issue(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const std::string deadline = picking.text("date_deadline");
    picking.set("has_deadline_issue", !deadline.empty() && deadline < picking.text("scheduled_date"));
  }
}

void compute_delay_alert_date(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    std::string latest;
    for (const std::string& date : picking["move_ids"].texts("delay_alert_date")) latest = std::max(latest, date);
    picking.set("delay_alert_date", latest.empty() ? Value(false) : Value(latest));
  }
}

// --- where from, where to, how

void compute_location_ids(const RecordSet& pickings) {
  for (const RecordSet& record : pickings) {
    const RecordSet picking = record.with_company(record["company_id"]);
    const RecordSet type = picking["picking_type_id"], partner = picking["partner_id"];
    const bool is_settled = picking.env().since(Series::v18) ? is_closed(picking) : !is_state(picking, {"draft"});
    if (is_settled || picking["return_id"] || !type) continue;
    RecordSet from = type["default_location_src_id"], to = type["default_location_dest_id"];
    if (picking.env().since(Series::v18)) {
      if (from.text("usage") == "supplier" && partner) from = partner["property_stock_supplier"];
      if (to.text("usage") == "customer" && partner) to = partner["property_stock_customer"];
    } else {
      if (!from) from = partner ? partner["property_stock_supplier"] : supplier_location(picking.env());
      if (!to) to = partner ? partner["property_stock_customer"] : customer_location(picking.env());
    }
    record.set("location_id", from);
    record.set("location_dest_id", to);
  }
}

void compute_move_type(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings)
    if (picking.env().since(Series::v19) || picking["group_id"].text("move_type").empty())
      picking.set("move_type", picking["picking_type_id"].value("move_type"));
}

// --- counts and flags

void compute_return_count(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) picking.set("return_count", picking["return_ids"].size());
}

void compute_has_tracking(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings)
    picking.set("has_tracking", !picking["move_ids"].where("has_tracking", "!=", "none").empty());
}

void compute_is_signed(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) picking.set("is_signed", static_cast<bool>(picking.value("signature")));
}

void compute_has_scrap_move(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings)
    picking.set("has_scrap_move", !picking["move_ids"].filtered(is_scrapped).empty());
}

void compute_move_line_exist(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) picking.set("move_line_exist", !picking["move_line_ids"].empty());
}

void compute_has_packages(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings)
    picking.set("has_packages", !picking["move_line_ids"]["result_package_id"].empty());
}

// Those that were moved; before, those that will be, with the packages that they will be in.
void compute_packages_count(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const RecordSet open = picking["move_line_ids"].where("state", "not in", List{"done", "cancel"});
    const bool is_done = is_state(picking, {"done"});
    picking.set("packages_count", is_done ? picking["package_history_ids"].size()
                                          : with_containers_to_be(open["result_package_id"]).size());
  }
}

void compute_is_date_editable(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings)
    picking.set("is_date_editable", !is_closed(picking) || !picking.flag("is_locked"));
}

void compute_picking_warning_text(const RecordSet& pickings) {
  const bool is_shown = user_is_in(pickings.env(), "stock.group_warning_stock");
  for (const RecordSet& picking : pickings) {
    std::string text;
    for (const RecordSet& partner : {picking["partner_id"], picking["partner_id"]["parent_id"]})
      if (const std::string warning = partner.text("picking_warn_msg"); is_shown && !warning.empty())
        text += warning + "\n";
    picking.set("picking_warning_text", text);
  }
}

void compute_hide_picking_type(const RecordSet& pickings) {
  const bool has_default = !pickings.env().context("default_picking_type_id").is_none();
  for (const RecordSet& picking : pickings)
    picking.set("hide_picking_type", has_default && !is_state(picking, {"draft"}));
}

void compute_show_qty_button(const RecordSet& pickings) {
  pickings.set("show_set_qty_button", false);
  pickings.set("show_clear_qty_button", false);
}

bool can_check_availability(const RecordSet& picking) {
  const RecordSet moves = picking["move_ids"];
  const auto is_ready = [](const RecordSet& move) {
    return move.flag("picked") ||
           (move.env().since(Series::v19) && move.number("product_uom_qty") == move.number("quantity"));
  };
  if (!is_state(picking, {"confirmed", "waiting", "assigned"}) || moves.filtered(is_ready).size() == moves.size())
    return false;
  return !moves
              .filtered([](const RecordSet& move) {
                return is_state(move, {"waiting", "confirmed", "partially_available"}) &&
                       !is_zero(move.number("product_uom_qty"), move["product_uom"]);
              })
              .empty();
}

void compute_show_check_availability(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) picking.set("show_check_availability", can_check_availability(picking));
}

void compute_show_lots_text(const RecordSet& pickings) {
  const bool is_shown = user_is_in(pickings.env(), "stock.group_production_lot");
  for (const RecordSet& picking : pickings) {
    const RecordSet type = picking["picking_type_id"];
    picking.set("show_lots_text", is_shown && type.flag("use_create_lots") && !type.flag("use_existing_lots") &&
                                      !is_state(picking, {"done"}));
  }
}

void compute_show_allocation(const RecordSet& pickings) { pickings.set("show_allocation", false); }

void compute_show_next_pickings(const RecordSet& pickings) {
  const RecordSet next = pickings["move_ids"]["move_dest_ids"]["picking_id"] - pickings["return_ids"];
  pickings.set("show_next_pickings", !next.empty());
}

// --- weight and volume

double weight_of_lines(const RecordSet& lines) {
  double weight = 0;
  for (const RecordSet& line : lines) {
    const RecordSet product = line["product_id"];
    weight += in_unit(line["product_uom_id"], line.number("quantity"), product["uom_id"]) * product.number("weight");
  }
  return weight;
}

void compute_weight_bulk(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings)
    picking.set("weight_bulk", weight_of_lines(picking["move_line_ids"].where("result_package_id", "=", false)));
}

double base_weight(const RecordSet& package) { return package["package_type_id"].number("base_weight"); }

double weight_in(const RecordSet& picking, const RecordSet& package) {
  return base_weight(package) + weight_of_lines(picking["move_line_ids"].where("result_package_id", "=", package));
}

// Since 19.0 the outermost package counts by the packages in it: what lies in it without one weighs nothing.
double weight_of_package(const RecordSet& picking, const RecordSet& package) {
  if (const double given = package.number("shipping_weight"); given != 0) return given;
  if (!picking.env().since(Series::v19)) return weight_in(picking, package);
  double weight = base_weight(package);
  for (const RecordSet& inside : with_content_to_be(package) - package) weight += weight_in(picking, inside);
  return weight;
}

void compute_shipping_weight(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    RecordSet packages = picking["move_line_ids"]["result_package_id"].sudo();
    if (pickings.env().since(Series::v19)) packages = packages["outermost_package_id"];
    double weight = picking.number("weight_bulk");
    for (const RecordSet& package : packages) weight += weight_of_package(picking, package);
    picking.set("shipping_weight", weight);
  }
}

void compute_shipping_volume(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    double volume = 0;
    for (const RecordSet& move : picking["move_ids"]) {
      const RecordSet product = move["product_id"];
      volume += in_unit(move["product_uom"], move.number("quantity"), product["uom_id"]) * product.number("volume");
    }
    picking.set("shipping_volume", volume);
  }
}

// --- availability

struct Availability {
  Value text = false;
  Value state = false;
};

Availability availability_of(const RecordSet& picking) {
  const std::string code = picking.text("picking_type_code");
  const bool has_answer = code == "outgoing" || (code == "internal" && picking.env().since(Series::v19));
  if (!has_answer || !is_state(picking, {"waiting", "confirmed", "assigned"})) return {};
  std::string expected;
  for (const RecordSet& move : picking["move_ids"]) {
    const double wanted = is_state(move, {"draft"}) ? 0 : move.number("product_qty");
    if (compare(move.number("forecast_availability"), wanted, move["product_id"]["uom_id"]) < 0)
      return {"Not Available", "late"};
    expected = std::max(expected, move.text("forecast_expected_date"));
  }
  if (expected.empty()) return {"Available", "available"};
  const std::string scheduled = picking.text("scheduled_date");
  const bool is_late = !scheduled.empty() && scheduled < expected;
  const std::string shown = expected.substr(5, 2) + "/" + expected.substr(8, 2) + "/" + expected.substr(0, 4);
  return {"Exp " + shown, is_late ? "late" : "expected"};
}

void compute_products_availability(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    Availability availability = availability_of(picking);
    picking.set("products_availability", std::move(availability.text));
    picking.set("products_availability_state", std::move(availability.state));
  }
}

std::string delay_popover(const RecordSet& picking) {
  const Moment late_until = *orm::parse_moment(picking.text("delay_alert_date"));
  List late;
  for (const RecordSet& before : picking["move_ids"].filtered("delay_alert_date")["move_orig_ids"]["picking_id"])
    late.push_back(Dict{{"id", before.id()}, {"name", before.display_name()}, {"model", before.model().name}});
  return orm::python_json(Dict{{"popoverTemplate", "stock.PopoverStockRescheduling"},
                               {"delay_alert_date", base::moment_text(picking.env(), late_until)},
                               {"late_elements", std::move(late)}});
}

void compute_json_popover(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const bool is_late = !is_closed(picking) && !picking.text("delay_alert_date").empty();
    picking.set("json_popover", is_late ? Value(delay_popover(picking)) : Value(false));
  }
}

}  // namespace

void inverse_scheduled_date(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const bool is_done = is_state(picking, {"done"}), since_19 = picking.env().since(Series::v19);
    if (is_done && since_19) continue;
    if (is_closed(picking)) throw user_error("The scheduled date of a closed transfer cannot be changed.");
    picking["move_ids"].write({{"date", picking.text("scheduled_date")}});
  }
}

std::vector<orm::Compute> picking_computes() {
  return {{{"state"}, compute_state},
          {{"scheduled_date"}, compute_scheduled_date},
          {{"date_deadline"}, compute_date_deadline},
          {{"has_deadline_issue"}, compute_has_deadline_issue},
          {{"delay_alert_date"}, compute_delay_alert_date},
          {{"location_id", "location_dest_id"}, compute_location_ids},
          {{"move_type"}, compute_move_type, {.since = Series::v18}},
          {{"return_count"}, compute_return_count},
          {{"has_tracking"}, compute_has_tracking},
          {{"is_signed"}, compute_is_signed},
          {{"has_scrap_move"}, compute_has_scrap_move},
          {{"move_line_exist"}, compute_move_line_exist, {.until = Series::v18}},
          {{"has_packages"}, compute_has_packages, {.until = Series::v18}},
          {{"packages_count"}, compute_packages_count, {.since = Series::v19}},
          {{"is_date_editable"}, compute_is_date_editable, {.since = Series::v19}},
          {{"picking_warning_text"}, compute_picking_warning_text, {.since = Series::v19}},
          {{"hide_picking_type"}, compute_hide_picking_type, {.until = Series::v17}},
          {{"show_set_qty_button", "show_clear_qty_button"}, compute_show_qty_button, {.until = Series::v17}},
          {{"show_check_availability"}, compute_show_check_availability},
          {{"show_lots_text"}, compute_show_lots_text},
          {{"show_allocation"}, compute_show_allocation},
          {{"show_next_pickings"}, compute_show_next_pickings, {.since = Series::v18}},
          {{"weight_bulk"}, compute_weight_bulk, {.since = Series::v18}},
          {{"shipping_weight"}, compute_shipping_weight, {.since = Series::v18}},
          {{"shipping_volume"}, compute_shipping_volume, {.since = Series::v18}},
          {{"products_availability", "products_availability_state"}, compute_products_availability},
          {{"json_popover"}, compute_json_popover}};
}

}  // namespace paridoo::addons::stock
