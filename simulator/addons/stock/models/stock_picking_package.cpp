// Packages in transfers: goods put into a new one, and packages that are moved whole.
//
// Odoo also keeps package levels (stock.package_level), which only its forms use; they have no place here.
#include <algorithm>
#include <map>

#include "simulator/addons/base/shown_records.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_picking.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

using Content = std::map<std::pair<Id, Id>, double>;  // by product and lot

Content content_of(const RecordSet& records) {
  Content content;
  for (const RecordSet& record : records) {
    const RecordSet product = record["product_id"];
    content[{product.id(), record["lot_id"].id()}] += record.number("quantity");
  }
  return content;
}

// Whether the lines take exactly what is in the package.
bool takes_all_of(const RecordSet& lines, const RecordSet& package) {
  const Rounding digits = quantity_digits(lines.env());
  const Content held = content_of(package["quant_ids"]);
  Content rest = content_of(lines);
  for (const auto& [key, quantity] : held) rest[key] -= quantity;
  return std::all_of(rest.begin(), rest.end(),
                     [&](const auto& entry) { return orm::float_is_zero(entry.second, digits); });
}

}  // namespace

void check_entire_packs(const RecordSet& pickings) {
  for (const RecordSet& package : pickings["move_line_ids"]["package_id"]) {
    const RecordSet lines = pickings["move_line_ids"].where("package_id", "=", package);
    const RecordSet of_pickings = lines["picking_id"];
    const RecordSet taken = of_pickings["move_line_ids"].filtered(
        [&](const RecordSet& line) { return line["package_id"] == package && is_storable(line["product_id"]); });
    if (is_reusable(package) || of_pickings.size() != 1 || !takes_all_of(taken, package)) continue;
    of_pickings["move_line_ids"]
        .filtered([&](const RecordSet& line) {
          const std::string state = line.text("state");
          return line["package_id"] == package && !line["result_package_id"] && state != "done" && state != "cancel";
        })
        .write({{"result_package_id", package}});
  }
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
  return package;
}

Value action_put_in_pack_since_19(const RecordSet& picking, const Arguments& arguments) {
  picking.ensure_one();
  const std::string state = picking.text("state");
  if (state == "done" || state == "cancel") return {};
  RecordSet lines = picking["move_line_ids"].filtered(
      [](const RecordSet& line) { return compare(line.number("quantity"), 0, line["product_uom_id"]) > 0; });
  if (const RecordSet picked = lines.filtered("picked")) lines = picked;
  const RecordSet packed = lines.filtered("result_package_id");
  lines -= packed;
  if (!lines && packed) throw orm::not_simulated("stock.package.action_put_in_pack: a package of packages");
  if (!lines) return {};
  RecordSet package = packages(picking.env()).browse(arguments["package_id"].ids());
  if (!package) {
    Dict values;
    if (const Value& type = arguments["package_type_id"]) values.set("package_type_id", type);
    if (const Value& name = arguments["package_name"]) values.set("name", name);
    package = packages(picking.env()).create(values);
  }
  lines.write({{"result_package_id", package}});
  return package.ids();
}

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
  if (lines["location_dest_id"].size() > 1)
    throw orm::not_simulated("stock.package.destination: a package of goods for several places");
  return base::shown(put_in_pack(picking, lines));
}

}  // namespace paridoo::addons::stock
