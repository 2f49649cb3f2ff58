// stock.quant.relocate: moves what lies somewhere to another place, or into another package.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::stock {
namespace {

bool is_taken_whole(const RecordSet& package, const RecordSet& quants) {
  return (package["quant_ids"] - quants).empty();
}

void compute_is_partial_package(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    std::string names;
    for (const RecordSet& package : wizard["quant_ids"]["package_id"])
      if (!is_taken_whole(package, wizard["quant_ids"])) names += (names.empty() ? "" : ", ") + package.display_name();
    wizard.set("is_partial_package", !names.empty());
    wizard.set("partial_package_names", names);
  }
}

void compute_is_multi_location(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards)
    wizard.set("is_multi_location", wizard["quant_ids"]["location_id"].size() > 1 && !wizard["dest_location_id"]);
}

// Where the goods will be; empty if that is several places.
RecordSet place_at_the_end(const RecordSet& wizard) {
  const RecordSet named = wizard["dest_location_id"], places = wizard["quant_ids"]["location_id"];
  if (named) return named;
  return places.size() == 1 ? places : places.none();
}

// Empty packages, and those that are there.
Domain fitting_packages(const RecordSet& wizard) {
  const Domain domain = term("company_id", "=", wizard["company_id"]) | term("company_id", "=", false);
  const RecordSet place = place_at_the_end(wizard);
  return place ? domain & (term("location_id", "=", false) | term("location_id", "=", place)) : domain;
}

// The same as Python writes it.
std::string shown_domain(const RecordSet& wizard) {
  const auto either = [](std::string_view field, Id id, Id other) {
    const auto shown = [](Id value) { return value ? std::to_string(value) : "False"; };
    return fmt::format("'|', ('{0}', '=', {1}), ('{0}', '=', {2})", field, shown(id), shown(other));
  };
  const std::string of_company = either("company_id", wizard["company_id"].id(), 0);
  const RecordSet place = place_at_the_end(wizard);
  return "[" + of_company + (place ? ", " + either("location_id", 0, place.id()) : "") + "]";
}

void compute_dest_package_id_domain(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) wizard.set("dest_package_id_domain", shown_domain(wizard));
}

void compute_dest_package_id(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet package = wizard["dest_package_id"];
    const bool fits = package && !package.search(term("id", "=", package) & fitting_packages(wizard)).empty();
    wizard.set("dest_package_id", fits ? Value(package) : Value(false));
  }
}

// Since 18.0 what is shown is tidied first.
Value shown_quants(const RecordSet& wizard) {
  if (!wizard.env().since(Series::v18)) return Dict{{"type", "ir.actions.server"}, {"name", "Locations"}};
  tidy_quants(wizard.env()["stock.quant"]);
  return window_action({.name = "Locations",
                        .model = "stock.quant",
                        .target = wizard.env().since(Series::v19) ? "current" : "",
                        .view_mode = "list,form,pivot,graph"});
}

// Goods that leave the rest of their package behind leave the package too.
RecordSet taken_out_of_packages(const RecordSet& wizard) {
  const RecordSet quants = wizard["quant_ids"];
  if (!wizard.flag("is_partial_package") || wizard["dest_package_id"]) return quants.none();
  return quants.filtered([&](const RecordSet& quant) { return !is_taken_whole(quant["package_id"], quants); });
}

Value action_relocate_quants(const RecordSet& wizard, const Arguments&) {
  wizard.ensure_one();
  const RecordSet place = wizard["dest_location_id"], package = wizard["dest_package_id"];
  if (!place && !package) return {};
  wizard["quant_ids"].call("action_clear_inventory_quantity");
  const std::string reason = wizard.text("message");
  RelocateOptions options{.reference = reason.empty() ? "Quantity Relocated" : reason};
  if (place) options.location = place;
  const RecordSet unpacked = taken_out_of_packages(wizard), whole = wizard["quant_ids"] - unpacked;
  options.unpack = true;
  relocate_quants(unpacked, options);
  options.unpack = false;
  if (package) options.package = package;
  relocate_quants(whole, options);
  return shown_quants(wizard);
}

}  // namespace

Behaviour stock_quant_relocate() {
  return {.model = "stock.quant.relocate",
          .computes = {{{"is_partial_package", "partial_package_names"}, compute_is_partial_package},
                       {{"is_multi_location"}, compute_is_multi_location},
                       {{"dest_package_id_domain"}, compute_dest_package_id_domain},
                       {{"dest_package_id"}, compute_dest_package_id}},
          .methods = {{"action_relocate_quants", "", action_relocate_quants}}};
}

}  // namespace paridoo::addons::stock
