#include "simulator/addons/stock/models/stock_quant_inventory.h"

#include <algorithm>
#include <string>

#include "simulator/addons/stock/groups.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::stock {

bool is_inventory_mode(const Env& env) {
  return static_cast<bool>(env.context("inventory_mode")) && user_is_in(env, "stock.group_stock_user");
}

namespace {

void check_fields_of_count(const RecordSet& model, const Dict& values) {
  const Value fields = model.call("_get_inventory_fields_write");
  const auto is_allowed = [&](const std::string& name) {
    return name == "product_id" || name == "owner_id" ||
           std::find(fields.list().begin(), fields.list().end(), Value(name)) != fields.list().end();
  };
  for (const auto& [name, _] : values)
    if (!is_allowed(name)) throw user_error("A count cannot set the field " + name + " of a quant.");
}

RecordSet counted_quant(const RecordSet& model, const Dict& values) {
  const Env& env = model.env();
  const auto record = [&](std::string_view model_name, std::string_view field) {
    const Value& id = values.get(field);
    return id.is_integer() ? env[model_name].browse(id.integer()) : env[model_name];
  };
  const QuantKey key{record("product.product", "product_id"), record("stock.location", "location_id"),
                     record("stock.lot", "lot_id"), record(packages(env).model().name, "package_id"),
                     record("res.partner", "owner_id")};
  RecordSet found = env.context("import_file") ? model.none() : gather(key, Match::strict);
  if (key.lot) found = found.filtered("lot_id");
  return found.first().sudo();
}

}  // namespace

RecordSet create_counted_quant(const RecordSet& model, Dict values) {
  check_fields_of_count(model, values);
  const bool applies_at_once = values.contains("inventory_quantity_auto_apply");
  Value counted = values.get("inventory_quantity_auto_apply");
  if (!counted) counted = values.get("inventory_quantity");
  values.erase("inventory_quantity_auto_apply");
  values.erase("inventory_quantity");
  RecordSet quant = counted_quant(model, values);
  if (!quant) quant = model.sudo().create(values);
  if (applies_at_once) {
    quant.write({{"inventory_quantity_auto_apply", quantity_in(counted)}});
    return quant;
  }
  quant.write({{"inventory_quantity", quantity_in(counted)}});
  quant.write({{"user_id", values.contains("user_id") ? values.get("user_id") : Value(model.env().uid())}});
  quant.write({{"inventory_date", model.env().today_text()}});
  return quant;
}

namespace {

bool is_untouched(const RecordSet& quant) {
  const RecordSet unit = quant["product_id"]["uom_id"];
  return is_zero(quant.number("inventory_diff_quantity"), unit) && is_zero(quant.number("inventory_quantity"), unit) &&
         is_zero(quant.number("quantity"), unit);
}

// Up to 18.0 somebody is asked whether a tracked product is counted without a lot.
bool lacks_lot(const RecordSet& quant) {
  return !quant.env().since(Series::v19) && !is_untouched(quant) && quant["product_id"].text("tracking") != "none" &&
         !quant["lot_id"] && quant.number("inventory_quantity") != quant.number("quantity") &&
         quant.number("quantity") == 0;
}

Dict with_default_quants(const RecordSet& quants) {
  Dict context = quants.env().context();
  context.set("default_quant_ids", quants.ids());
  return context;
}

}  // namespace

Value action_apply_inventory(const RecordSet& quants, const Arguments&) {
  if (!quants.env().context("set_inventory_quantity_auto_apply")) {
    Dict context = with_default_quants(quants);
    if (const RecordSet outdated = quants.filtered("is_outdated")) {
      context.set("default_quant_to_fix_ids", outdated.ids());
      return window_action({.name = "Conflict in Inventory Adjustment",
                            .model = "stock.inventory.conflict",
                            .target = "new",
                            .context = std::move(context)});
    }
    if (const RecordSet untracked = quants.filtered(lacks_lot)) {
      context.set("default_product_ids", untracked["product_id"].ids());
      return window_action({.name = "Tracked Products in Inventory Adjustment",
                            .model = "stock.track.confirmation",
                            .target = "new",
                            .context = std::move(context)});
    }
  }
  quants.call("_apply_inventory");
  quants.write({{"inventory_quantity_set", false}});
  return {};
}

namespace {

RecordSet loss_location(const RecordSet& quant) {
  return quant["product_id"].with_company(quant["company_id"])["property_stock_inventory"];
}

// From the loss location what was found, to it what is missing.
Dict adjustment(const RecordSet& quant) {
  const double difference = quant.number("inventory_diff_quantity");
  const RecordSet loss = loss_location(quant);
  const Value package = quant["package_id"];
  const bool found = compare(difference, 0, quant["product_id"]["uom_id"]) > 0;
  const List arguments = found ? List{difference, loss, quant["location_id"], false, package}
                               : List{-difference, quant["location_id"], loss, package, false};
  return quant.call("_get_inventory_move_values", arguments).dict();
}

}  // namespace

Value apply_inventory(const RecordSet& quants, const Arguments&) {
  const bool since_19 = quants.env().since(Series::v19);
  if (!quants.env().since(Series::v18) && !user_is_in(quants.env(), "stock.group_stock_manager"))
    throw user_error("Only a stock manager may apply a count.");
  if (since_19) quants.write({{"inventory_quantity_set", true}});
  std::vector<Dict> values;
  for (const RecordSet& quant : quants) {
    const bool skips = since_19 && quants.env().context("from_inverse_qty") &&
                       is_zero(quant.number("inventory_diff_quantity"), quant["product_id"]["uom_id"]);
    if (!skips) values.push_back(adjustment(quant));
  }
  const RecordSet moves =
      quants.env()["stock.move"].with_context({{"inventory_mode", false}}).create(std::move(values));
  action_done(moves.with_context({{"ignore_dest_packages", true}}));
  if (since_19) trigger_assign(moves);
  quants["location_id"].sudo().write({{"last_inventory_date", quants.env().today_text()}});
  for (const RecordSet& quant : quants) {
    const std::optional<Day> next = next_inventory_date(quant["location_id"]);
    quant.write({{"inventory_date", next ? Value(orm::format_day(*next)) : Value(false)}});
  }
  quants.call("action_clear_inventory_quantity");
  return {};
}

namespace {

std::string move_name(const RecordSet& quant, double quantity) {
  std::string name =
      is_zero(quantity, quant["product_id"]["uom_id"]) ? "Product Quantity Confirmed" : "Product Quantity Updated";
  if (const Value& given = quant.env().context("inventory_name"); given && given.is_text()) name = given.text();
  const RecordSet user = quant["user_id"];
  if (user && user.id() != 1) name += " (" + user.display_name() + ")";
  return name;
}

Dict line_values(const RecordSet& quant, const Arguments& arguments, const Value& company) {
  return {{"product_id", quant["product_id"]},
          {"product_uom_id", quant["product_id"]["uom_id"]},
          {"quantity", arguments["qty"]},
          {"location_id", arguments["location_id"]},
          {"location_dest_id", arguments["location_dest_id"]},
          {"company_id", company},
          {"lot_id", quant["lot_id"]},
          {"package_id", arguments["package_id"]},
          {"result_package_id", arguments["package_dest_id"]},
          {"owner_id", quant["owner_id"]}};
}

}  // namespace

Value inventory_move_values(const RecordSet& quant, const Arguments& arguments) {
  quant.ensure_one();
  const Value company = quant["company_id"] ? Value(quant["company_id"]) : Value(quant.env().company());
  Dict values{{"product_id", quant["product_id"]},
              {"product_uom", quant["product_id"]["uom_id"]},
              {"product_uom_qty", arguments["qty"]},
              {"company_id", company},
              {"state", "confirmed"},
              {"location_id", arguments["location_id"]},
              {"location_dest_id", arguments["location_dest_id"]},
              {"restrict_partner_id", quant["owner_id"]},
              {"is_inventory", true},
              {"picked", true},
              {"move_line_ids", List{command::create(line_values(quant, arguments, company))}}};
  if (!quant.env().since(Series::v19))
    values.set("name", move_name(quant, arguments["qty"].number()));
  else if (const Value& given = quant.env().context("inventory_name"))
    values.set("inventory_name", given);
  return values;
}

Value inventory_fields_write(const RecordSet&, const Arguments&) {
  return List{"inventory_quantity",
              "inventory_quantity_auto_apply",
              "inventory_diff_quantity",
              "inventory_date",
              "user_id",
              "inventory_quantity_set",
              "is_outdated",
              "lot_id",
              "location_id",
              "package_id"};
}

Value action_set_inventory_quantity(const RecordSet& quants, const Arguments&) {
  if (quants.filtered("inventory_quantity_set"))
    return window_action({.name = "Quantities Already Set",
                          .model = "stock.inventory.warning",
                          .target = "new",
                          .context = with_default_quants(quants)});
  for (const RecordSet& quant : quants) quant.write({{"inventory_quantity", quant.number("quantity")}});
  quants.write({{"user_id", quants.env().uid()}});
  quants.write({{"inventory_quantity_set", true}});
  return {};
}

Value action_set_inventory_quantity_zero(const RecordSet& quants, const Arguments&) {
  quants.filtered([](const RecordSet& quant) { return quant.number("inventory_quantity") == 0; })
      .write({{"inventory_quantity", 0}});
  quants.write({{"user_id", quants.env().uid()}});
  return {};
}

Value action_clear_inventory_quantity(const RecordSet& quants, const Arguments&) {
  quants.write({{"inventory_quantity", 0}});
  quants.write({{"inventory_diff_quantity", 0}});
  quants.write({{"inventory_quantity_set", false}});
  quants.write({{"user_id", false}});
  return {};
}

Value action_apply_all(const RecordSet& model, const Arguments&) {
  const RecordSet quants = model.search(orm::parse_domain(model.env().context("active_domain")));
  return window_action({.name = "Inventory Adjustment Reference / Reason",
                        .model = "stock.inventory.adjustment.name",
                        .target = "new",
                        .context = with_default_quants(quants)});
}

Value action_reset(const RecordSet& quants, const Arguments&) {
  return window_action({.name = "Quantities To Reset",
                        .model = "stock.inventory.warning",
                        .target = "new",
                        .context = with_default_quants(quants)});
}

}  // namespace paridoo::addons::stock
