// stock.quant: the model. The ledger's arithmetic is in stock_quant_gather, _reservation and _update, counting in
// stock_quant_inventory.
#include <algorithm>
#include <map>
#include <string>

#include "simulator/addons/stock/container.h"
#include "simulator/addons/stock/groups.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/models/stock_quant_inventory.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/orm/record_rules.h"

namespace paridoo::addons::stock {
namespace {

// --- computed fields

void compute_available_quantity(const RecordSet& quants) {
  for (const RecordSet& quant : quants)
    quant.set("available_quantity", quant.number("quantity") - quant.number("reserved_quantity"));
}

void compute_inventory_diff_quantity(const RecordSet& quants) {
  const bool only_counted = quants.env().since(Series::v19);
  for (const RecordSet& quant : quants) {
    const bool is_counted = !only_counted || quant.flag("inventory_quantity_set");
    quant.set("inventory_diff_quantity",
              is_counted ? quant.number("inventory_quantity") - quant.number("quantity") : 0.0);
  }
}

void compute_inventory_quantity_set(const RecordSet& quants) { quants.set("inventory_quantity_set", true); }

// Only a count that is written sets it, not a new quant. Until 18.0 that is a recorded default.
Value default_inventory_quantity_set(const RecordSet&) { return false; }

void compute_inventory_quantity_auto_apply(const RecordSet& quants) {
  for (const RecordSet& quant : quants) quant.set("inventory_quantity_auto_apply", quant.number("quantity"));
}

void compute_inventory_date(const RecordSet& quants) {
  for (const RecordSet& quant : quants) {
    const auto next =
        quant.day("inventory_date") ? quant.day("inventory_date") : next_inventory_date(quant["location_id"]);
    quant.set("inventory_date", next ? Value(orm::format_day(*next)) : Value(false));
  }
}

bool has_moved_since_count(const RecordSet& quant) {
  const double at_count = quant.number("inventory_quantity") - quant.number("inventory_diff_quantity");
  return quant["product_id"] && compare(at_count, quant.number("quantity"), quant["product_id"]["uom_id"]) != 0;
}

void compute_is_outdated(const RecordSet& quants) {
  for (const RecordSet& quant : quants)
    quant.set("is_outdated", quant.flag("inventory_quantity_set") && has_moved_since_count(quant));
}

// The last move that counted what the quant stands for, at either end and in either package.
std::optional<Moment> last_count(const RecordSet& quant) {
  const Value location = quant["location_id"];
  const Value package = quant["package_id"];
  const RecordSet lines = quant.env()["stock.move.line"].search(
      term("state", "=", "done") & term("is_inventory", "=", true) & term("product_id", "=", quant["product_id"]) &
          term("lot_id", "=", quant["lot_id"]) & term("owner_id", "=", quant["owner_id"]) &
          (term("location_id", "=", location) | term("location_dest_id", "=", location)) &
          (term("package_id", "=", package) | term("result_package_id", "=", package)),
      {.limit = 1, .order = "date DESC"});
  return lines.moment("date");
}

void compute_last_count_date(const RecordSet& quants) {
  for (const RecordSet& quant : quants) {
    const std::optional<Moment> date = last_count(quant);
    quant.set("last_count_date", date ? Value(orm::format_moment(*date).substr(0, 10)) : Value(false));
  }
}

void compute_sn_duplicated(const RecordSet& quants) {
  for (const RecordSet& quant : quants) {
    const Domain same = term("tracking", "=", "serial") & term("lot_id", "=", quant["lot_id"]) &
                        term("location_id.usage", "in", List{"internal", "transit"});
    quant.set("sn_duplicated", quant["lot_id"] && quants.none().search_count(same) > 1);
  }
}

void compute_display_name(const RecordSet& quants) {
  for (const RecordSet& quant : quants) {
    std::string name = quant["location_id"].display_name();
    for (const std::string_view part : {"lot_id", "package_id", "owner_id"})
      if (const RecordSet record = quant[part]) name += " - " + record.text("name");
    quant.set("display_name", name);
  }
}

// --- inverse and search

void inverse_inventory_quantity_auto_apply(const RecordSet& quants) {
  if (!is_inventory_mode(quants.env())) return;
  RecordSet counted = quants.none();
  for (const RecordSet& quant : quants) {
    const double quantity = quant.number("inventory_quantity_auto_apply");
    if (quant.number("quantity") == quantity) continue;
    quant.write({{"inventory_quantity", quantity}});
    counted |= quant;
  }
  const bool asks_nothing = quants.env().since(Series::v18);
  counted.with_context({{"set_inventory_quantity_auto_apply", asks_nothing}}).call("action_apply_inventory");
}

Domain search_on_hand(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if ((comparison != "=" && comparison != "!=") || !operand.is_boolean())
    throw user_error("on_hand can only be compared with true or false.");
  const bool wanted = (comparison == "=") == operand.boolean();
  const Domain on_hand = location_domains(model.env()["product.product"]).quants;
  return wanted ? on_hand : !on_hand;
}

Domain search_is_outdated(const RecordSet& model, std::string_view, const Value&) {
  const RecordSet counted = model.search(term("inventory_quantity_set", "=", true));
  return term("id", "in", counted.filtered(has_moved_since_count).ids());
}

// --- constraints

void check_product_is_storable(const RecordSet& quants) {
  for (const RecordSet& quant : quants)
    if (!is_storable(quant["product_id"]))
      throw validation_error("Only storable products have quants; consumables and services have none.");
}

void check_location_is_no_view(const RecordSet& quants) {
  for (const RecordSet& quant : quants)
    if (quant["location_id"].text("usage") == "view")
      throw validation_error("No product can lie in " + quant["location_id"].text("name") + ": it is a view.");
}

void check_lot_is_of_product(const RecordSet& quants) {
  for (const RecordSet& quant : quants) {
    const RecordSet product = quant["lot_id"]["product_id"];
    if (product && !(product == quant["product_id"]))
      throw validation_error("The lot or serial number " + quant["lot_id"].text("name") + " is of another product.");
  }
}

// --- create, write, unlink, copy

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const bool counting = is_inventory_mode(model.env());
  RecordSet quants = model.none();
  for (Dict& quant : values) {
    if (!model.env().since(Series::v18)) check_referred(model.env(), model.model(), quant, {"product_id"});
    const bool is_count = quant.contains("inventory_quantity") || quant.contains("inventory_quantity_auto_apply");
    quants |= counting && is_count ? create_counted_quant(model, std::move(quant)).in(model.env())
                                   : super({std::move(quant)});
  }
  return quants;
}

void write(const RecordSet& quants, Dict values, const WriteSuper& super) {
  const auto is_key = [&](std::string_view name) { return values.contains(name); };
  const bool moves_quant =
      is_key("product_id") || is_key("location_id") || is_key("lot_id") || is_key("package_id") || is_key("owner_id");
  if (moves_quant && is_inventory_mode(quants.env())) {
    for (const RecordSet& quant : quants)
      if (quant["location_id"].text("usage") == "inventory") return;
    throw user_error("What a quant is of, and where, cannot be edited in a count.");
  }
  super(quants, std::move(values));
}

void unlink(const RecordSet& quants, const UnlinkSuper& super) {
  if (!quants.env().is_superuser()) {
    if (!user_is_in(quants.env(), "stock.group_stock_manager"))
      throw user_error("Empty quants go by themselves; only a stock manager may delete others.");
    const RecordSet counted = quants.with_context({{"inventory_mode", true}});
    counted.write({{"inventory_quantity", 0}});
    counted.call("_apply_inventory");
  }
  super(quants);
}

std::vector<Dict> copy_data(const RecordSet&, const Dict&, const CopyDataSuper&) {
  throw user_error("Quants cannot be duplicated.");
}

Value name_create(const RecordSet&, const Arguments&) { return false; }

Value check_quantity(const RecordSet& quants, const Arguments&) {
  check_serials_are_single(quants);
  return {};
}

}  // namespace

void check_serials_are_single(const RecordSet& quants) {
  const RecordSet serials = quants.filtered([](const RecordSet& quant) {
    return quant["product_id"].text("tracking") == "serial" && quant["location_id"].text("usage") != "inventory" &&
           quant["lot_id"];
  });
  if (!serials) return;
  const std::string within = quants.env().since(Series::v18) ? "child_of" : "in";
  const RecordSet all = quants.none().search(term("product_id", "in", serials["product_id"].ids()) &
                                             term("location_id", within, serials["location_id"].ids()) &
                                             term("lot_id", "in", serials["lot_id"].ids()));
  std::map<Ids, double> quantities;
  for (const RecordSet& quant : all) {
    const RecordSet product = quant["product_id"];
    double& quantity = quantities[{product.id(), quant["location_id"].id(), quant["lot_id"].id()}];
    quantity += quant.number("quantity");
  }
  for (const auto& [key, quantity] : quantities) {
    const RecordSet product = quants.env()["product.product"].browse(key[0]);
    if (compare(std::abs(quantity), 1, product["uom_id"]) > 0)
      throw validation_error("The serial number " + quants.env()["stock.lot"].browse(key[2]).text("name") + " of " +
                             product.display_name() + " is in one place more than once.");
  }
}

void relocate_quants(const RecordSet& quants, const RelocateOptions& options) {
  const std::string reference = options.reference.empty() ? "Quantity Relocated" : options.reference;
  const RecordSet named = quants.with_context({{"inventory_name", reference}});
  std::vector<Dict> moves;
  for (const RecordSet& quant : named) {
    const Value from = quant["package_id"];
    if (!options.unpack && !options.package)
      take_containers_along(quants, quant["package_id"],
                            options.containers_up_to.value_or(quants["package_id"].none()));
    const Value to = options.package && *options.package ? Value(*options.package)
                     : options.unpack                    ? Value(false)
                                                         : from;
    const RecordSet location = options.location && *options.location ? *options.location : quant["location_id"];
    const List arguments{quant.number("quantity"), quant["location_id"], location, from, to};
    moves.push_back(quant.call("_get_inventory_move_values", arguments).dict());
  }
  action_done(quants.env()["stock.move"].create(std::move(moves)));
}

Behaviour stock_quant() {
  return {
      .model = "stock.quant",
      .rec_name = "product_id",
      .name_search_fields = {"location_id", "lot_id", "package_id", "owner_id"},
      .defaults = {{"inventory_quantity_set", default_inventory_quantity_set, {.since = Series::v19}}},
      .computes = {{{"available_quantity"}, compute_available_quantity},
                   {{"inventory_diff_quantity"}, compute_inventory_diff_quantity},
                   {{"inventory_quantity_set"}, compute_inventory_quantity_set},
                   {{"inventory_quantity_auto_apply"}, compute_inventory_quantity_auto_apply},
                   {{"inventory_date"}, compute_inventory_date},
                   {{"is_outdated"}, compute_is_outdated},
                   {{"last_count_date"}, compute_last_count_date},
                   {{"sn_duplicated"}, compute_sn_duplicated},
                   {{"display_name"}, compute_display_name}},
      .inverses = {{"inventory_quantity_auto_apply", inverse_inventory_quantity_auto_apply}},
      .searches = {{"on_hand", search_on_hand}, {"is_outdated", search_is_outdated}},
      .constraints = {{check_product_is_storable, {"product_id"}},
                      {check_location_is_no_view, {"location_id"}},
                      {check_lot_is_of_product, {"lot_id"}, {.since = Series::v18}},
                      {check_serials_are_single, {"quantity"}, {.until = Series::v17}}},
      .methods = {{"action_apply_inventory", "", action_apply_inventory},
                  {"_apply_inventory", "", apply_inventory},
                  {"_get_inventory_move_values",
                   "qty, location_id, location_dest_id, package_id=False, package_dest_id=False",
                   inventory_move_values},
                  orm::model_method("_get_inventory_fields_write", "", inventory_fields_write),
                  {"action_set_inventory_quantity", "", action_set_inventory_quantity},
                  {"action_set_inventory_quantity_zero", "", action_set_inventory_quantity_zero},
                  {"action_clear_inventory_quantity", "", action_clear_inventory_quantity},
                  orm::model_method("action_apply_all", "", action_apply_all),
                  {"action_reset", "", action_reset},
                  {"check_quantity", "", check_quantity},
                  orm::model_method("name_create", "name", name_create)},
      .create = create,
      .write = write,
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::stock
