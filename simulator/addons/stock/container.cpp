#include "simulator/addons/stock/container.h"

#include <algorithm>
#include <vector>

#include "simulator/addons/stock/move_line.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

bool has_containers(const Env& env) { return env.since(Series::v19); }

// All that is reached through `field`, the start included.
RecordSet reached(const RecordSet& packages, std::string_view field) {
  RecordSet all = packages, found = packages;
  while ((found = found[field] - all)) all |= found;
  return all;
}

bool is_allowed(const RecordSet& container, const Ids& allowed) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), container.id()) != allowed.end();
}

bool moves_whole(const RecordSet& container, const RecordSet& packages) {
  return container && (container["child_package_ids"] - packages).empty() &&
         container["package_type_id"].text("package_use") != "reusable";
}

RecordSet non_empty(const RecordSet& quants) {
  return quants.filtered(
      [](const RecordSet& quant) { return !is_zero(quant.number("quantity"), quant["product_uom_id"]); });
}

void check_one_place(const RecordSet& container, const RecordSet& packages) {
  const RecordSet place = packages["location_id"];
  if (place.size() > 1)
    throw user_error("The packages that are to go into " + container.text("name") + " are in several places.");
  const RecordSet quants = non_empty(container["contained_quant_ids"]);
  if (quants && !(quants["location_id"] == place))
    throw user_error(container.text("name") + " holds packages that are elsewhere: it cannot be moved without them.");
}

Dict history_of(const RecordSet& package) {
  const RecordSet lines = package["move_line_ids"].where("result_package_id", "=", package);
  return {{"location_id", package["location_id"]},
          {"location_dest_id", package["location_dest_id"]},
          {"move_line_ids", List{command::set(lines.ids())}},
          {"picking_ids", List{command::set(package["picking_ids"].ids())}},
          {"package_id", package.id()},
          {"package_name", package.text("complete_name")},
          {"parent_orig_id", package["parent_package_id"]},
          {"parent_orig_name", package["parent_package_id"].value("complete_name")},
          {"parent_dest_id", package["package_dest_id"]},
          {"parent_dest_name", package["package_dest_id"].value("dest_complete_name")},
          {"outermost_dest_id", package["outermost_package_id"]}};
}

}  // namespace

RecordSet with_containers_to_be(const RecordSet& packages) {
  return has_containers(packages.env()) ? reached(packages, "package_dest_id") : packages;
}

RecordSet with_content_to_be(const RecordSet& packages) { return reached(packages, "child_package_dest_ids"); }

RecordSet content_of_package(const RecordSet& package) { return reached(package, "child_package_ids") - package; }

void keep_containers(const RecordSet& packages, const Ids& allowed) {
  if (!has_containers(packages.env())) return;
  RecordSet kept = packages.none();
  for (const RecordSet& container : packages["parent_package_id"]) {
    const RecordSet inside = packages.where("parent_package_id", "=", container);
    if (!moves_whole(container, inside) || !is_allowed(container, allowed)) continue;
    inside.write({{"package_dest_id", container}});
    kept |= container;
  }
  if (kept) keep_containers(kept, allowed);
}

void arrive_in_containers(const RecordSet& packages) {
  if (!has_containers(packages.env())) return;
  RecordSet todo = packages, arrived = packages.none();
  while ((todo = todo - arrived)) {
    const RecordSet without = todo.where("package_dest_id", "=", false);
    without.write({{"parent_package_id", false}});
    for (const RecordSet& container : todo["package_dest_id"]) {
      const RecordSet inside = todo.where("package_dest_id", "=", container);
      check_one_place(container, inside);
      inside.write({{"parent_package_id", container}, {"package_dest_id", false}});
    }
    arrived |= todo;
    todo = todo["parent_package_id"].filtered(
        [](const RecordSet& container) { return container["package_dest_id"] || container["parent_package_id"]; });
  }
}

void forget_idle_containers(const RecordSet& packages) {
  if (!has_containers(packages.env())) return;
  packages
      .filtered([](const RecordSet& package) { return package["package_dest_id"] && package["picking_ids"].empty(); })
      .write({{"package_dest_id", false}});
}

void record_package_history(const RecordSet& lines) {
  if (!has_containers(lines.env())) return;
  std::vector<Dict> values;
  for (const RecordSet& package : with_containers_to_be(lines["result_package_id"]))
    values.push_back(history_of(package));
  if (!values.empty()) lines.env()["stock.package.history"].create(std::move(values));
}

void take_containers_along(const RecordSet& quants, const RecordSet& package, const RecordSet& limits) {
  if (!has_containers(quants.env())) return;
  const RecordSet container = package["parent_package_id"];
  if (!container || limits.contains(package) || (container["contained_quant_ids"] - quants)) return;
  package.write({{"package_dest_id", container}});
  take_containers_along(quants, container, limits);
}

RecordSet put_into_container(const RecordSet& packages, const Arguments& arguments) {
  RecordSet container = packages.browse(arguments["package_id"].ids());
  if (!container)
    container = packages.none().create(
        Dict{{"package_type_id", arguments["package_type_id"]}, {"name", arguments["package_name"]}});
  const RecordSet before = with_containers_to_be(packages);
  packages.write({{"package_dest_id", container}});
  // Containers of a chain that was broken up by this are meant for nothing any more.
  before.filtered([](const RecordSet& package) { return package["move_line_ids"].empty(); })
      .write({{"package_dest_id", false}});
  apply_putaway(container["move_line_ids"]);
  return container;
}

}  // namespace paridoo::addons::stock
