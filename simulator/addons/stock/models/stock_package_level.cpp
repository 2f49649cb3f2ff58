// stock.package_level: a package that a transfer moves whole, or makes. Until 18.0.
#include <algorithm>
#include <string>

#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/package_level.h"
#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::stock {
namespace {

bool is_closed(const RecordSet& record) { return record.text("state") == "done" || record.text("state") == "cancel"; }

bool any_in_state(const RecordSet& records, std::string_view state) {
  return !records.where("state", "=", std::string(state)).empty();
}

// --- what it is

// Goods that come from nowhere else are packed in this transfer.
void compute_is_fresh_package(const RecordSet& levels) {
  for (const RecordSet& level : levels) {
    const RecordSet packed = level["move_line_ids"].filtered([](const RecordSet& line) {
      return !line["package_id"] || !(line["package_id"] == line["result_package_id"]);
    });
    level.set("is_fresh_package", !packed.empty());
  }
}

std::string state_of(const RecordSet& level) {
  const RecordSet moves = level["move_ids"], lines = level["move_line_ids"];
  if (!lines && !moves.filtered([](const RecordSet& move) { return !is_closed(move); }).empty()) return "confirmed";
  if (lines && lines.filtered(is_closed).empty()) {
    if (level.flag("is_fresh_package")) return "new";
    return takes_all_of(lines, level["package_id"]) ? "assigned" : "confirmed";
  }
  if (any_in_state(lines, "done")) return "done";
  return any_in_state(lines, "cancel") || any_in_state(moves, "cancel") ? "cancel" : "draft";
}

void compute_state(const RecordSet& levels) {
  for (const RecordSet& level : levels) level.set("state", state_of(level));
}

RecordSet location_of(const RecordSet& level) {
  const RecordSet package = level["package_id"], lines = level["move_line_ids"];
  const std::string state = level.text("state");
  if (state == "new" || level.flag("is_fresh_package")) return level.env()["stock.location"];
  if (state != "done" && package) return package["location_id"];
  if (state == "confirmed" && level["move_ids"]) return level["move_ids"].at(0)["location_id"];
  if ((state == "assigned" || state == "done") && lines) return lines.at(0)["location_id"];
  return level["picking_id"]["location_id"];
}

void compute_location_id(const RecordSet& levels) {
  for (const RecordSet& level : levels) level.set("location_id", location_of(level));
}

void compute_location_dest_id(const RecordSet& levels) {
  for (const RecordSet& level : levels) level.set("location_dest_id", level["picking_id"]["location_dest_id"]);
}

void compute_show_lots(const RecordSet& levels) {
  for (const RecordSet& level : levels) {
    const bool has_lots = !level["move_line_ids"].where("product_id.tracking", "!=", "none").empty();
    const RecordSet type = level["picking_id"]["picking_type_id"];
    const bool chosen = has_lots && (type.flag("use_existing_lots") || level.text("state") == "done");
    level.set("show_lots_m2o", chosen);
    level.set("show_lots_text", has_lots && !chosen && type.flag("use_create_lots"));
  }
}

// --- whether it is done

void compute_is_done(const RecordSet& levels) {
  for (const RecordSet& level : levels)
    level.set("is_done", level.flag("is_fresh_package") ||
                             takes_all_of(level["move_line_ids"].filtered("picked"), level["package_id"]));
}

void take_new(const RecordSet& level, const RecordSet& quant) {
  const RecordSet product = quant["product_id"];
  level.env()["stock.move.line"].create(Dict{{"location_id", level["location_id"]},
                                             {"location_dest_id", level["location_dest_id"]},
                                             {"picking_id", level["picking_id"]},
                                             {"product_id", product},
                                             {"quantity", quant.number("quantity")},
                                             {"product_uom_id", product["uom_id"]},
                                             {"lot_id", quant["lot_id"]},
                                             {"package_id", level["package_id"]},
                                             {"result_package_id", level["package_id"]},
                                             {"package_level_id", level.id()},
                                             {"move_id", level["move_ids"].where("product_id", "=", product).first()},
                                             {"owner_id", quant["owner_id"]},
                                             {"picked", true}});
}

// Spreads what the quant holds over the lines that take it.
void take_in_lines(const RecordSet& quant, const RecordSet& lines) {
  double rest = quant.number("quantity");
  for (const RecordSet& line : lines) {
    const double taken = lines.size() > 1 ? std::min(rest, line["move_id"].number("product_qty")) : rest;
    rest -= taken;
    line.write({{"quantity", taken}});
    line.write({{"picked", true}});
    if (rest <= 0) break;
  }
}

void take_whole(const RecordSet& level) {
  const RecordSet package = level["package_id"];
  level["picking_id"]["move_line_ids"]
      .filtered([&](const RecordSet& line) { return !line["package_level_id"] && line["package_id"] == package; })
      .unlink();
  for (const RecordSet& quant : package["quant_ids"]) {
    const RecordSet lines = level["move_line_ids"].filtered([&](const RecordSet& line) {
      return line["product_id"] == quant["product_id"] && line["lot_id"] == quant["lot_id"];
    });
    if (lines)
      take_in_lines(quant, lines);
    else
      take_new(level, quant);
  }
}

void inverse_is_done(const RecordSet& levels) {
  for (const RecordSet& level : levels) {
    if (!level.flag("is_done"))
      level["move_line_ids"].unlink();
    else if (!level.flag("is_fresh_package"))
      take_whole(level);
  }
}

// --- where it goes

void send_content_to(const RecordSet& levels, const Value& location) {
  if (!location) return;
  levels["move_line_ids"].write({{"location_dest_id", location}});
  levels["move_ids"].write({{"location_dest_id", location}});
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet levels = super(values);
  const bool keeps_places = model.env().since(Series::v18) && model.env().context("from_put_in_pack");
  for (std::size_t at = 0; !keeps_places && at < values.size(); ++at)
    send_content_to(levels.at(at), values[at].get("location_dest_id"));
  return levels;
}

void write(const RecordSet& levels, Dict values, const WriteSuper& super) {
  const Value location = values.get("location_dest_id");
  super(levels, std::move(values));
  send_content_to(levels, location);
}

void unlink(const RecordSet& levels, const UnlinkSuper& super) {
  levels["move_ids"].write({{"package_level_id", false}});
  levels["move_line_ids"].write({{"result_package_id", false}});
  super(levels);
}

Value action_show_package_details(const RecordSet& level, const Arguments&) {
  return window_action(
      {.name = "Package Content", .model = "stock.package_level", .target = "new", .record = level.ensure_one().id()});
}

}  // namespace

Behaviour stock_package_level() {
  return {.model = "stock.package_level",
          .in = {.until = Series::v18},
          .computes = {{{"is_fresh_package"}, compute_is_fresh_package},
                       {{"state"}, compute_state},
                       {{"location_id"}, compute_location_id},
                       {{"location_dest_id"}, compute_location_dest_id},
                       {{"show_lots_m2o", "show_lots_text"}, compute_show_lots},
                       {{"is_done"}, compute_is_done}},
          .inverses = {{"is_done", inverse_is_done}},
          .methods = {{"action_show_package_details", "", action_show_package_details}},
          .create = create,
          .write = write,
          .unlink = unlink};
}

}  // namespace paridoo::addons::stock
