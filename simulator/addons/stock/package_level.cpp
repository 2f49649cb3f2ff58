#include "simulator/addons/stock/package_level.h"

#include <algorithm>
#include <map>
#include <utility>

#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

bool has_levels(const Env& env) { return !env.since(Series::v19); }

using Content = std::map<std::pair<Id, Id>, double>;  // by product and lot

Content content_of(const RecordSet& records) {
  Content content;
  for (const RecordSet& record : records) {
    const RecordSet product = record["product_id"];
    content[{product.id(), record["lot_id"].id()}] += record.number("quantity");
  }
  return content;
}

RecordSet draft_levels(const RecordSet& pickings) {
  return pickings["package_level_ids"].filtered(
      [](const RecordSet& level) { return level.text("state") == "draft" && !level["move_ids"]; });
}

void generate_moves(const RecordSet& level) {
  for (const RecordSet& quant : level["package_id"]["quant_ids"]) {
    const RecordSet product = quant["product_id"];
    level.env()["stock.move"].create(Dict{{"picking_id", level["picking_id"]},
                                          {"name", product.display_name()},
                                          {"product_id", product},
                                          {"product_uom_qty", quant.number("quantity")},
                                          {"product_uom", product["uom_id"]},
                                          {"location_id", level["location_id"]},
                                          {"location_dest_id", level["location_dest_id"]},
                                          {"package_level_id", level.id()},
                                          {"company_id", level["company_id"]}});
  }
}

RecordSet destination_of_all(const RecordSet& pickings, const RecordSet& lines) {
  const RecordSet places = lines["location_dest_id"];
  return places.size() == 1 ? places : pickings["location_dest_id"];
}

void create_level(const RecordSet& picking, const RecordSet& package, const RecordSet& lines, const RecordSet& place) {
  picking.env()["stock.package_level"]
      .with_context({{"from_put_in_pack", true}})
      .create(Dict{{"picking_id", picking.id()},
                   {"package_id", package.id()},
                   {"location_dest_id", place.id()},
                   {"move_line_ids", List{command::set(lines.ids())}},
                   {"company_id", picking["company_id"]}});
}

// A move whose lines are all of one level is of that level too.
void level_moves(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet lines = move["move_line_ids"], levels = lines["package_level_id"];
    if (levels.size() == 1 && lines.filtered("package_level_id") == lines) move.write({{"package_level_id", levels}});
  }
}

void join_levels(const RecordSet& pickings, const RecordSet& levels, const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet own = line["move_id"]["package_level_id"];
    line.write({{"package_level_id", own ? own : levels.at(0)}});
  }
  for (const RecordSet& level : levels)
    level.write({{"location_dest_id", destination_of_all(pickings, level["move_line_ids"])}});
  level_moves(lines["move_id"]);
}

}  // namespace

bool takes_all_of(const RecordSet& lines, const RecordSet& package) {
  const Rounding digits = quantity_digits(lines.env());
  Content rest = content_of(lines);
  const RecordSet quants = package[has_levels(lines.env()) ? "quant_ids" : "contained_quant_ids"];
  for (const auto& [key, quantity] : content_of(quants)) rest[key] -= quantity;
  return std::all_of(rest.begin(), rest.end(),
                     [&](const auto& entry) { return orm::float_is_zero(entry.second, digits); });
}

void generate_moves_of_levels(const RecordSet& pickings) {
  if (!has_levels(pickings.env())) return;
  for (const RecordSet& level : draft_levels(pickings)) generate_moves(level);
}

void unlink_levels_without_moves(const RecordSet& pickings) {
  if (!has_levels(pickings.env())) return;
  pickings["package_level_ids"].filtered([](const RecordSet& level) { return level["move_ids"].empty(); }).unlink();
}

void level_entire_package(const RecordSet& pickings, const RecordSet& package, const RecordSet& lines) {
  if (!has_levels(pickings.env())) return;
  const RecordSet levels = pickings["package_level_ids"].where("package_id", "=", package);
  if (levels)
    join_levels(pickings, levels, lines);
  else if (pickings.size() == 1)
    create_level(pickings, package, lines, destination_of_all(pickings, lines));
}

void level_new_package(const RecordSet& picking, const RecordSet& package, const RecordSet& lines) {
  if (has_levels(picking.env())) create_level(picking, package, lines, lines["location_dest_id"]);
}

RecordSet levels_of(const RecordSet& lines) {
  return has_levels(lines.env()) ? lines["package_level_id"] : lines.none();
}

void follow_result_package(const RecordSet& lines, const Value& package) {
  if (!has_levels(lines.env())) return;
  for (const RecordSet& line : lines.filtered("package_level_id")) {
    const RecordSet level = line["package_level_id"];
    if (package) {
      level.write({{"package_id", package}});
      continue;
    }
    line.write({{"package_level_id", false}});
    if (!level["move_line_ids"]) level.unlink();
  }
}

void move_levels_to(const RecordSet& lines, const RecordSet& picking) {
  if (has_levels(lines.env())) lines["package_level_id"].write({{"picking_id", picking.id()}});
}

void place_levels(const RecordSet& lines, const RecordSet& location) {
  if (has_levels(lines.env())) lines["package_level_id"].write({{"location_dest_id", location.id()}});
}

RecordSet package_to_take(const RecordSet& move) {
  return has_levels(move.env()) ? move["package_level_id"]["package_id"] : move.env()["stock.package"];
}

}  // namespace paridoo::addons::stock
