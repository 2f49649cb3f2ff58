// Where the goods of open lines are to be stored.
#include <algorithm>

#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/move_line.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/package_level.h"

namespace paridoo::addons::stock {
namespace {

// Lines that are being placed do not count as stored, until they are.
RecordSet excluding(const RecordSet& location, const Ids& lines) {
  return location.with_context({{"exclude_sml_ids", lines}});
}

void place_package(const RecordSet& package, const RecordSet& lines) {
  const RecordSet destination = lines["move_id"]["location_dest_id"].with_context(
      {{"exclude_sml_ids", lines.ids()}, {"products", lines["product_id"].ids()}});
  const RecordSet none = lines.env()["product.product"].in(destination.env());
  const RecordSet place = putaway_location(destination, none, {.package = package});
  lines.write({{"location_dest_id", place}});
  place_levels(lines, place);
}

RecordSet place_of(const RecordSet& line, const Ids& excluded) {
  const RecordSet destination = excluding(line["move_id"]["location_dest_id"], excluded);
  const RecordSet product = line["product_id"].in(destination.env());
  PutawayOptions options{.quantity = line.number("quantity")};
  if (!line["result_package_id"]) options.packaging = packaging_of(line["move_id"]);
  return putaway_location(destination, product, options);
}

void place(const RecordSet& line, Ids& excluded) {
  const RecordSet place = place_of(line, excluded);
  if (!(place == line["location_dest_id"])) line.write({{"location_dest_id", place}});
  std::erase(excluded, line.id());
}

// A package without a type stays whole: if its goods would go to different places, none is placed.
void place_content(const RecordSet& lines) {
  Ids excluded = lines.ids();
  for (const RecordSet& line : lines) place(line, excluded);
  if (lines["location_dest_id"].size() < 2) return place_levels(lines, lines["location_dest_id"]);
  for (const RecordSet& line : lines) line.write({{"location_dest_id", line["move_id"]["location_dest_id"]}});
}

RecordSet outermost_package(const RecordSet& line) {
  const RecordSet package = line["result_package_id"];
  return package && line.env().since(Series::v19) ? package["outermost_package_id"] : package;
}

}  // namespace

void apply_putaway(const RecordSet& lines) {
  if (lines.env().context("avoid_putaway_rules")) return;
  const RecordSet open = lines.with_context({{"do_not_unreserve", true}});
  for (const auto& [package, of_package] : open.grouped(outermost_package)) {
    if (package["package_type_id"]) {
      place_package(package, of_package);
    } else if (package) {
      place_content(of_package);
    } else {
      Ids excluded = of_package.ids();
      for (const RecordSet& line : of_package) place(line, excluded);
    }
  }
}

}  // namespace paridoo::addons::stock
