// stock.package: packages, which may hold packages. Since 19.0; before, stock.quant.package held goods only.
#include <fmt/format.h>

#include <map>
#include <string>

#include "simulator/addons/base/sequence.h"
#include "simulator/addons/stock/container.h"
#include "simulator/addons/stock/groups.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/models/stock_quant_package.h"
#include "simulator/addons/stock/move_line.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/orm/json_text.h"

namespace paridoo::addons::stock {
namespace {

// --- names

// The packages that it is in come first.
std::string name_within(const RecordSet& package, std::string_view container, std::string_view name_of_container) {
  const RecordSet around = package[container];
  const std::string name = package.text("name");
  return around ? around.text(name_of_container) + " > " + name : name;
}

void compute_complete_name(const RecordSet& packages) {
  for (const RecordSet& package : packages)
    package.set("complete_name", name_within(package, "parent_package_id", "complete_name"));
}

void compute_dest_complete_name(const RecordSet& packages) {
  for (const RecordSet& package : packages)
    package.set("dest_complete_name", name_within(package, "package_dest_id", "dest_complete_name"));
}

std::string next_name(const RecordSet& type) {
  const RecordSet sequence = type["sequence_id"];
  return sequence ? base::next_by_id(sequence) : base::next_by_code(type.env(), "stock.package");
}

void set_name(const Env& env, Dict& values) {
  if (const Value complete = values.get("complete_name")) {
    values.set("name", complete);
    values.erase("complete_name");
  }
  if (values.get("name")) return;
  const Value& type = values.get("package_type_id");
  values.set("name", next_name(env["stock.package.type"].browse(type.is_integer() ? type.integer() : 0)));
}

// --- what is inside

void compute_all_children(const RecordSet& packages) {
  for (const RecordSet& package : packages) package.set("all_children_package_ids", content_of_package(package));
}

void compute_contained_quants(const RecordSet& packages) {
  for (const RecordSet& package : packages)
    package.set("contained_quant_ids", package["quant_ids"] | content_of_package(package)["quant_ids"]);
}

// "2 Bolt", with the unit for users who see units.
std::string shown_content(const RecordSet& quants, bool shows_units) {
  const double sum = quants.sum("quantity");
  const std::string quantity = sum == static_cast<std::int64_t>(sum) ? fmt::format("{}", static_cast<std::int64_t>(sum))
                                                                     : fmt::format("{}", sum);
  const RecordSet quant = quants.at(0);
  const std::string unit = shows_units ? quant["product_uom_id"].text("name") + " " : std::string();
  return quantity + " " + unit + quant["product_id"].display_name();
}

// "a", "a and b", "a, b, and c".
std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool is_last = at > 0 && at + 1 == words.size();
    text += at == 0 ? "" : !is_last ? ", " : words.size() == 2 ? " and " : ", and ";
    text += words[at];
  }
  return text;
}

void compute_content_description(const RecordSet& packages) {
  const bool shows_units = user_is_in(packages.env(), "uom.group_uom");
  for (const RecordSet& package : packages) {
    std::vector<std::string> words;
    for (const auto& [product, quants] :
         package["contained_quant_ids"].grouped([](const RecordSet& quant) { return quant["product_id"]; }))
      words.push_back(shown_content(quants, shows_units));
    package.set("content_description", listed(words));
  }
}

// Goods in a package say where it is; without any, the packages in it do.
void compute_package_info(const RecordSet& packages) {
  for (const RecordSet& package : packages) {
    const RecordSet quants = package["quant_ids"], inside = package["child_package_ids"];
    const RecordSet there = quants.filtered(
        [](const RecordSet& quant) { return compare(quant.number("quantity"), 0, quant["product_uom_id"]) > 0; });
    const RecordSet& all = there ? quants : inside;
    const RecordSet first = there ? there.first() : inside.first();
    const bool one_company = first && (all["company_id"] - first["company_id"]).empty() &&
                             all.filtered("company_id") == (first["company_id"] ? all : all.none());
    package.set("location_id", first["location_id"]);
    package.set("company_id", one_company ? Value(first["company_id"]) : Value(false));
  }
}

// --- where it goes

void compute_outermost_package(const RecordSet& packages) {
  for (const RecordSet& package : packages) {
    const RecordSet around = package["package_dest_id"];
    package.set("outermost_package_id", around ? around["outermost_package_id"] : package);
  }
}

RecordSet open_lines_of(const RecordSet& packages) {
  return packages.env()["stock.move.line"].search(term("state", "not in", List{"done", "cancel"}) &
                                                  term("result_package_id", "in", packages.ids()));
}

void compute_move_lines(const RecordSet& packages) {
  for (const RecordSet& package : packages) {
    const RecordSet lines = open_lines_of(with_content_to_be(package));
    package.set("move_line_ids", lines.sorted([](const RecordSet& line) { return line.id(); }));
    package.set("picking_ids", lines["picking_id"]);
  }
}

void compute_location_dest(const RecordSet& packages) {
  for (const RecordSet& package : packages)
    package.set("location_dest_id", package["move_line_ids"]["location_dest_id"].first());
}

void compute_json_popover(const RecordSet& packages) {
  for (const RecordSet& package : packages) {
    const RecordSet places = package["move_line_ids"]["location_dest_id"];
    std::string names;
    for (const RecordSet& place : places) names += (names.empty() ? "'" : "', '") + place.display_name();
    const Dict warning{{"title", "Multiple destinations"},
                       {"msg", "This package is currently set to be sent in [" + names + "']."},
                       {"color", "text-warning"},
                       {"icon", "fa-exclamation-triangle"}};
    package.set("json_popover", places.size() > 1 ? Value(orm::python_json(warning)) : Value(false));
  }
}

// --- create, write

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& package : values) set_name(model.env(), package);
  return super(std::move(values));
}

// A package that is written to another place takes its content there, and its containers if all of them go.
void move_content(const RecordSet& packages, const Value& location) {
  for (const RecordSet& package : packages) {
    const bool is_empty = package["contained_quant_ids"].empty();
    if (!location && !is_empty) throw user_error("A package that is not empty has to be somewhere.");
    if (location && is_empty) throw user_error("An empty package cannot be moved.");
  }
  if (!location) return;
  relocate_quants(
      packages["contained_quant_ids"].filtered([](const RecordSet& quant) { return quant.number("quantity") > 0; }),
      {.location = packages.env()["stock.location"].browse(location.integer()),
       .reference = "Package manually relocated",
       .containers_up_to = packages});
}

void check_no_loop(const RecordSet& packages, const Value& container) {
  if (container && with_content_to_be(packages).contains(packages.browse(container.integer())))
    throw validation_error("A package cannot be put into one of the packages that will be in it.");
}

void write(const RecordSet& packages, Dict values, const WriteSuper& super) {
  if (const Value* name = values.find("name"); name && !*name) {
    values.erase("name");
    const Value* type = values.find("package_type_id");
    for (const RecordSet& package : packages)
      package.write({{"name", next_name(type ? packages.env()["stock.package.type"].browse(type->ids())
                                             : package["package_type_id"])}});
  }
  if (const Value* location = values.find("location_id")) move_content(packages, *location);
  check_no_loop(packages, values.get("package_dest_id"));
  super(packages, std::move(values));
}

// --- buttons

Value unpack(const RecordSet& packages, const Arguments&) {
  packages["child_package_ids"].write({{"parent_package_id", false}});
  if (packages["quant_ids"]) unpack_quants(packages);
  return {};
}

Value action_put_in_pack(const RecordSet& packages, const Arguments& arguments) {
  return put_into_container(packages, arguments).ids();
}

// Lines that move these packages: those of a whole package go, others lose it.
void take_off(const RecordSet& packages) {
  RecordSet lines = packages["move_line_ids"].filtered(
      [&](const RecordSet& line) { return packages.contains(line["result_package_id"]); });
  if (const Value& pickings = packages.env().context("picking_ids")) lines = lines.where("picking_id", "in", pickings);
  const RecordSet whole = lines.filtered("is_entire_pack"), moves = whole["move_id"];
  whole.unlink();
  (lines - whole).write({{"result_package_id", false}});
  moves.filtered([](const RecordSet& move) { return move.number("product_uom_qty") == 0 && !move["move_line_ids"]; })
      .unlink();
}

Value action_remove_package(const RecordSet& packages, const Arguments&) {
  const RecordSet containers = with_containers_to_be(packages), lines = packages["move_line_ids"];
  take_off(packages);
  packages["child_package_dest_ids"].write({{"package_dest_id", false}});
  packages.write({{"package_dest_id", false}});
  containers.filtered([](const RecordSet& package) { return package["move_line_ids"].empty(); })
      .write({{"package_dest_id", false}});
  apply_putaway(lines.exists());
  return true;
}

}  // namespace

Behaviour stock_package() {
  return {
      .model = "stock.package",
      .in = {.since = Series::v19},
      .parent_name = "parent_package_id",
      .computes = {{{"location_id", "company_id"}, compute_package_info},
                   {{"owner_id"}, compute_owner_of_package},
                   {{"complete_name"}, compute_complete_name},
                   {{"dest_complete_name"}, compute_dest_complete_name},
                   {{"all_children_package_ids"}, compute_all_children},
                   {{"contained_quant_ids"}, compute_contained_quants},
                   {{"content_description"}, compute_content_description},
                   {{"outermost_package_id"}, compute_outermost_package},
                   {{"move_line_ids", "picking_ids"}, compute_move_lines},
                   {{"location_dest_id"}, compute_location_dest},
                   {{"json_popover"}, compute_json_popover},
                   {{"valid_sscc"}, compute_valid_sscc}},
      .methods = {{"unpack", "", unpack},
                  {"action_view_picking", "", action_view_picking},
                  {"action_put_in_pack", "package_id=False, package_type_id=False, package_name=False",
                   action_put_in_pack},
                  {"action_remove_package", "", action_remove_package}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::stock
