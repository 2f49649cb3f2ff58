// stock.quant.package (until 18.0) and stock.package.type.
#include "simulator/addons/stock/models/stock_quant_package.h"

#include <algorithm>
#include <string>

#include "simulator/addons/base/sequence.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::stock {
namespace {

void compute_package_info(const RecordSet& packages) {
  for (const RecordSet& package : packages) {
    const RecordSet quants = package["quant_ids"];
    const RecordSet first = quants
                                .filtered([](const RecordSet& quant) {
                                  return compare(quant.number("quantity"), 0, quant["product_id"]["uom_id"]) > 0;
                                })
                                .first();
    const bool one_company =
        first && quants.filtered([&](const RecordSet& q) { return !(q["company_id"] == first["company_id"]); }).empty();
    package.set("location_id", first["location_id"]);
    package.set("company_id", one_company ? Value(first["company_id"]) : Value(false));
  }
}

}  // namespace

void compute_owner_of_package(const RecordSet& packages) {
  for (const RecordSet& package : packages.sudo()) {
    const RecordSet quants = package["quant_ids"], owner = quants.first()["owner_id"];
    const bool one_owner = quants.filtered([&](const RecordSet& q) { return !(q["owner_id"] == owner); }).empty();
    packages.browse(package.id()).set("owner_id", one_owner ? Value(owner) : Value(false));
  }
}

Domain search_owner_of_package(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const std::string path = operand ? "quant_ids.owner_id" : "quant_ids";
  return term("id", "in", model.search(term(path, std::string(comparison), operand)).ids());
}

namespace {

// 18 digits, the last of which makes the weighted sum of all a multiple of ten.
bool is_sscc(const std::string& name) {
  constexpr std::size_t sscc_length = 18;
  if (name.size() != sscc_length) return false;
  int sum = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (name[at] < '0' || name[at] > '9') return false;
    sum += (name[at] - '0') * ((name.size() - 1 - at) % 2 ? 3 : 1);
  }
  return sum % 10 == 0;
}

}  // namespace

void compute_valid_sscc(const RecordSet& packages) {
  for (const RecordSet& package : packages) package.set("valid_sscc", is_sscc(package.text("name")));
}

Value action_view_picking(const RecordSet& packages, const Arguments&) {
  const RecordSet lines = packages.env()["stock.move.line"].search(term("result_package_id", "in", packages.ids()) |
                                                                   term("package_id", "in", packages.ids()));
  const std::string list = packages.env().since(Series::v18) ? "list" : "tree";
  Dict action = window_action({.name = "Transfers",
                               .model = "stock.picking",
                               .target = "current",
                               .view_mode = list + ",kanban,form,calendar"})
                    .dict();
  action.set("domain", List{List{"id", "in", lines["picking_id"].ids()}});
  return action;
}

void unpack_quants(const RecordSet& packages) {
  relocate_quants(packages["quant_ids"], {.reference = "Quantities unpacked", .unpack = true});
  tidy_quants(packages["quant_ids"]);
}

namespace {

// A package that is written to another place takes its content there.
void move_content(const RecordSet& packages, const Value& location) {
  if (!location) throw user_error("A package that is not empty has to be somewhere.");
  for (const RecordSet& package : packages)
    if (!package["quant_ids"]) throw user_error("An empty package cannot be moved.");
  relocate_quants(packages["quant_ids"].filtered([](const RecordSet& quant) { return quant.number("quantity") > 0; }),
                  {.location = packages.env()["stock.location"].browse(location.integer()),
                   .reference = "Package manually relocated"});
}

void write(const RecordSet& packages, Dict values, const WriteSuper& super) {
  if (const Value* location = values.find("location_id")) move_content(packages, *location);
  super(packages, std::move(values));
}

Value unpack(const RecordSet& packages, const Arguments&) {
  unpack_quants(packages);
  return {};
}

Value default_name(const RecordSet& model) {
  const std::string name = base::next_by_code(model.env(), "stock.quant.package");
  return name.empty() ? "Unknown Pack" : name;
}

void compute_length_uom_name(const RecordSet& types) { types.set("length_uom_name", "mm"); }
void compute_weight_uom_name(const RecordSet& types) { types.set("weight_uom_name", "kg"); }

std::vector<Dict> copy_package_type(const RecordSet& types, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> values = super(types, defaults);
  for (std::size_t at = 0; at < values.size(); ++at) values[at].set("name", types.at(at).text("name") + " (copy)");
  return values;
}

}  // namespace

Behaviour stock_quant_package() {
  return {
      .model = "stock.quant.package",
      .in = {.until = Series::v18},
      .defaults = {{"name", default_name}},
      .computes = {{{"location_id", "company_id"}, compute_package_info},
                   {{"owner_id"}, compute_owner_of_package},
                   {{"valid_sscc"}, compute_valid_sscc}},
      .searches = {{"owner_id", search_owner_of_package}},
      .methods = {{"unpack", "", unpack}, {"action_view_picking", "", action_view_picking}},
      .write = write,
  };
}

Behaviour stock_package_type() {
  return {.model = "stock.package.type",
          .computes = {{{"length_uom_name"}, compute_length_uom_name}, {{"weight_uom_name"}, compute_weight_uom_name}},
          .unique = {{{"barcode"}, "A barcode belongs to one package type."}},
          .copy_data = copy_package_type};
}

}  // namespace paridoo::addons::stock
