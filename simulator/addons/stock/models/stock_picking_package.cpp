// Packages in transfers: goods put into a new one, and packages that are moved whole.
#include "simulator/addons/base/shown_records.h"
#include "simulator/addons/stock/container.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_picking.h"
#include "simulator/addons/stock/move_line.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/package_level.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::stock {
namespace {

// What can move the package whole: the lines that take from it and do not put it elsewhere.
RecordSet lines_to_pack(const RecordSet& pickings, const RecordSet& package) {
  return pickings["move_line_ids"].filtered([&](const RecordSet& line) {
    const std::string state = line.text("state");
    return line["package_id"] == package && !line["result_package_id"] && state != "done" && state != "cancel";
  });
}

void move_whole(const RecordSet& pickings, const RecordSet& package) {
  const RecordSet lines = lines_to_pack(pickings, package);
  level_entire_package(pickings, package, lines);
  if (is_reusable(package)) return;
  Dict values{{"result_package_id", package}};
  if (pickings.env().since(Series::v19)) values.set("is_entire_pack", true);
  lines.write(std::move(values));
}

// What is in the packages of a package is taken from it too.
RecordSet lines_from(const RecordSet& pickings, const RecordSet& package) {
  const RecordSet packages = package.env().since(Series::v19) ? package | content_of_package(package) : package;
  return pickings["move_line_ids"].filtered([&](const RecordSet& line) {
    return line["package_id"] && packages.contains(line["package_id"]) && is_storable(line["product_id"]);
  });
}

}  // namespace

void check_entire_packs(const RecordSet& pickings) {
  for (const RecordSet& package : pickings["move_line_ids"]["package_id"]) {
    const RecordSet of_pickings = pickings["move_line_ids"].where("package_id", "=", package)["picking_id"];
    if (of_pickings.size() == 1 && takes_all_of(lines_from(of_pickings, package), package))
      move_whole(of_pickings, package);
  }
  keep_containers(pickings["move_line_ids"]["result_package_id"]);
}

RecordSet put_in_pack(const RecordSet& picking, const RecordSet& lines) {
  const RecordSet package = packages(picking.env()).create(Dict{});
  const RecordSet type = packaging_of(lines["move_id"])["package_type_id"];
  if (type.size() == 1) package.write({{"package_type_id", type}});
  if (lines.size() == 1) {
    const RecordSet place = putaway_location(lines["location_dest_id"], lines["product_id"],
                                             {.quantity = lines.number("quantity"), .package = package});
    lines.write({{"location_dest_id", place}});
  }
  lines.write({{"result_package_id", package}});
  level_new_package(picking, package, lines);
  return package;
}

// Goods for several places go to one of them before they are packed together.
Value ask_for_destination(const RecordSet& picking, const RecordSet& lines) {
  Dict values{{"location_dest_id", lines.at(0)["location_dest_id"]}};
  if (lines.env().since(Series::v19))
    values.set("move_line_ids", List{command::set(lines.ids())});
  else
    values.set("picking_id", picking.id());
  return window_action({.name = "Choose destination location",
                        .model = "stock.package.destination",
                        .target = "new",
                        .record = picking.env()["stock.package.destination"].create(values).id()});
}

// --- since 19.0

namespace {

RecordSet lines_that_hold(const RecordSet& lines, bool picked_first) {
  const RecordSet holding = lines.filtered([](const RecordSet& line) {
    const std::string state = line.text("state");
    return state != "done" && state != "cancel" && compare(line.number("quantity"), 0, line["product_uom_id"]) > 0;
  });
  const RecordSet picked = holding.filtered("picked");
  return picked_first && picked ? picked : holding;
}

RecordSet named_or_new_package(const RecordSet& lines, const Arguments& arguments) {
  const RecordSet none = packages(lines.env());
  if (const RecordSet named = none.browse(arguments["package_id"].ids())) return named;
  Dict values{{"name", arguments["package_name"]}};
  const RecordSet type = packaging_of(lines["move_id"])["package_type_id"];
  if (const Value& chosen = arguments["package_type_id"])
    values.set("package_type_id", chosen);
  else if (type.size() == 1)
    values.set("package_type_id", type);
  return none.create(values);
}

// One line alone may be stored elsewhere, now that it is packed.
void place_alone(const RecordSet& line, const RecordSet& package) {
  const PutawayOptions options{.quantity = line.number("quantity"), .package = package};
  line.write({{"location_dest_id", putaway_location(line["location_dest_id"], line["product_id"], options)}});
}

bool asks_for_package(const RecordSet& lines, const Arguments& arguments) {
  const RecordSet type = lines["picking_id"]["picking_type_id"];
  return type.size() == 1 && type.flag("set_package_type") && !lines.env().context("from_package_wizard") &&
         !arguments["package_id"] && !arguments["package_type_id"] && !arguments["package_name"];
}

Value ask_for_package(const RecordSet& all, const RecordSet& lines) {
  Dict context = lines.env().context();
  context.update({{"all_move_line_ids", all.ids()},
                  {"default_move_line_ids", lines.ids()},
                  {"default_location_dest_id", lines["location_dest_id"].id()},
                  {"picking_ids", all["picking_id"].ids()}});
  return window_action(
      {.name = "Put In Pack", .model = "stock.put.in.pack", .target = "new", .context = std::move(context)});
}

Value pack_lines(const RecordSet& all, const RecordSet& lines, const Arguments& arguments) {
  if (lines["location_dest_id"].size() > 1) return ask_for_destination(lines["picking_id"], lines);
  if (asks_for_package(lines, arguments)) return ask_for_package(all, lines);
  const RecordSet package = named_or_new_package(lines, arguments);
  if (lines.size() == 1) place_alone(lines, package);
  lines.write({{"result_package_id", package}});
  return package.ids();
}

}  // namespace

Value put_lines_in_pack(const RecordSet& self, const Arguments& arguments) {
  const Value& named = self.env().context("all_move_line_ids");
  const RecordSet all = named ? self.browse(named.ids()) : self;
  if (all["picking_id"]["picking_type_id"].size() > 1)
    throw user_error("Goods of transfers of different types cannot be packed together.");
  const RecordSet holding = lines_that_hold(all, !self.env().context("force_move_lines"));
  const RecordSet loose = holding.filtered([](const RecordSet& line) { return !line["result_package_id"]; });
  if (loose) return pack_lines(all, loose, arguments);
  const RecordSet packed = (holding - loose)["result_package_id"]["outermost_package_id"];
  return packed ? Value(put_into_container(packed, arguments).ids()) : Value();
}

Value action_put_in_pack_since_19(const RecordSet& picking, const Arguments& arguments) {
  picking.ensure_one();
  const std::string state = picking.text("state");
  if (state == "done" || state == "cancel") return {};
  return put_lines_in_pack(picking["move_line_ids"], arguments);
}

namespace {

Dict line_of_entire_package(const RecordSet& picking, const RecordSet& quant) {
  return {{"product_id", quant["product_id"]},
          {"quantity", quant.number("quantity")},
          {"product_uom_id", quant["product_uom_id"]},
          {"location_id", quant["location_id"]},
          {"location_dest_id", picking["location_dest_id"]},
          {"picking_id", picking.id()},
          {"package_id", quant["package_id"]},
          {"result_package_id", quant["package_id"]},
          {"lot_id", quant["lot_id"]},
          {"owner_id", quant["owner_id"]},
          {"is_entire_pack", true}};
}

}  // namespace

Value action_add_entire_packs(const RecordSet& picking, const Arguments& arguments) {
  picking.ensure_one();
  const std::string state = picking.text("state");
  if (state == "done" || state == "cancel") return false;
  const RecordSet all = packages(picking.env()).search(term("id", "child_of", arguments["package_ids"]));
  picking["move_line_ids"]
      .filtered([&](const RecordSet& line) { return line["package_id"] && all.contains(line["package_id"]); })
      .unlink();
  std::vector<Dict> values;
  for (const RecordSet& quant : all["quant_ids"]) values.push_back(line_of_entire_package(picking, quant));
  apply_putaway(picking.env()["stock.move.line"].create(std::move(values)));
  keep_containers(picking["move_line_ids"]["result_package_id"], all.ids());
  return true;
}

// --- until 18.0

Value action_put_in_pack(const RecordSet& picking, const Arguments& arguments) {
  picking.ensure_one();
  const std::string state = picking.text("state");
  if (state == "done" || state == "cancel") return {};
  const RecordSet unpacked = picking["move_line_ids"].filtered([](const RecordSet& line) {
    return compare(line.number("quantity"), 0, line["product_uom_id"]) > 0 && !line["result_package_id"];
  });
  RecordSet lines = unpacked.filtered("picked");
  if (!lines) lines = unpacked;
  if (const Value& only = arguments["move_lines_to_pack"]) lines = lines & lines.browse(only.ids());
  if (!lines) throw user_error("There is nothing to put into a package, or all of it is in one already.");
  if (lines["location_dest_id"].size() > 1) return ask_for_destination(picking, lines);
  const RecordSet package = put_in_pack(picking, lines);
  if (!picking.env().since(Series::v18)) picking.call("action_assign");
  return base::shown(package);
}

}  // namespace paridoo::addons::stock
