// stock.scrap: goods that are thrown away.
#include <algorithm>
#include <string>

#include "simulator/addons/base/company_check.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock/warehouse.h"
#include "simulator/addons/stock/window_action.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
namespace {

// --- computed fields

void compute_product_uom_id(const RecordSet& scraps) {
  for (const RecordSet& scrap : scraps) scrap.set("product_uom_id", scrap["product_id"]["uom_id"]);
}

RecordSet source_of(const RecordSet& scrap) {
  if (const RecordSet picking = scrap["picking_id"])
    return picking[picking.text("state") == "done" ? "location_dest_id" : "location_id"];
  return warehouse_of(scrap["company_id"])["lot_stock_id"];
}

void compute_location_id(const RecordSet& scraps) {
  for (const RecordSet& scrap : scraps) {
    if (scrap["company_id"] && !warehouse_of(scrap["company_id"])) throw no_warehouse(scraps.env());
    scrap.set("location_id", source_of(scrap));
  }
}

void compute_scrap_location_id(const RecordSet& scraps) {
  for (const RecordSet& scrap : scraps) {
    const Domain losses =
        scraps.env().since(Series::v19) ? term("usage", "=", "inventory") : term("scrap_location", "=", true);
    const Domain of_company = term("company_id", "=", scrap["company_id"]) & losses;
    scrap.set("scrap_location_id", scraps.env()["stock.location"].search(of_company, {.limit = 1, .order = "id"}));
  }
}

void compute_scrap_qty(const RecordSet& scraps) {
  for (const RecordSet& scrap : scraps) {
    const RecordSet move = scrap["move_ids"].first();
    scrap.set("scrap_qty", move ? move.number("quantity") : 1.0);
  }
}

// --- what buttons do

Dict move_values(const RecordSet& scrap) {
  const std::string name = scrap.text("name"), origin = scrap.text("origin");
  const std::string of_picking = scrap["picking_id"].text("name");
  const Dict line{{"product_id", scrap["product_id"]},
                  {"product_uom_id", scrap["product_uom_id"]},
                  {"quantity", scrap.number("scrap_qty")},
                  {"location_id", scrap["location_id"]},
                  {"location_dest_id", scrap["scrap_location_id"]},
                  {"package_id", scrap["package_id"]},
                  {"owner_id", scrap["owner_id"]},
                  {"lot_id", scrap["lot_id"]}};
  Dict values{{"origin", !origin.empty()       ? origin
                         : !of_picking.empty() ? of_picking
                                               : name},
              {"company_id", scrap["company_id"]},
              {"product_id", scrap["product_id"]},
              {"product_uom", scrap["product_uom_id"]},
              {"state", "draft"},
              {"product_uom_qty", scrap.number("scrap_qty")},
              {"location_id", scrap["location_id"]},
              {"scrap_id", scrap},
              {"location_dest_id", scrap["scrap_location_id"]},
              {"move_line_ids", List{command::create(line)}},
              {"picked", true},
              {"picking_id", scrap["picking_id"]}};
  if (!scrap.env().since(Series::v19)) values.update({{"name", name}, {"scrapped", true}});
  return values;
}

void replenish(const RecordSet& scrap) {
  const std::string name = scrap.text("name");
  run_procurements(scrap.env(), {{.product = scrap["product_id"],
                                  .quantity = scrap.number("scrap_qty"),
                                  .unit = scrap["product_uom_id"],
                                  .location = scrap["location_id"],
                                  .name = name,
                                  .origin = name,
                                  .company = scrap["company_id"],
                                  .values = {}}});
}

Value do_scrap(const RecordSet& scraps, const Arguments&) {
  base::check_companies(scraps);
  for (const RecordSet& scrap : scraps) {
    const std::string name = base::next_by_code(scraps.env(), "stock.scrap");
    scrap.write({{"name", name.empty() ? "New" : name}});
    const RecordSet move = scraps.env()["stock.move"].create(move_values(scrap));
    action_done(move.with_context({{"is_scrap", true}}));
    scrap.write({{"state", "done"}});
    scrap.write({{"date_done", scraps.env().now_text()}});
    if (scrap.flag("should_replenish")) replenish(scrap);
  }
  return true;
}

double quantity_in_stock_unit(const RecordSet& scrap) {
  return uom::compute_quantity(scrap["product_uom_id"], scrap.number("scrap_qty"), scrap["product_id"]["uom_id"]);
}

// In 17.0 what lies below the location counts too.
bool is_available(const RecordSet& scrap) {
  const RecordSet product = scrap["product_id"];
  if (!is_storable(product)) return true;
  const auto id_or_false = [&](std::string_view field) { return Value(scrap[field]); };
  const double there = product
                           .with_context({{"location", scrap["location_id"].id()},
                                          {"lot_id", id_or_false("lot_id")},
                                          {"package_id", id_or_false("package_id")},
                                          {"owner_id", id_or_false("owner_id")},
                                          {"strict", scrap.env().since(Series::v18)}})
                           .number("qty_available");
  return orm::float_compare(there, quantity_in_stock_unit(scrap), quantity_digits(scrap.env())) >= 0;
}

Value warn_insufficient(const RecordSet& scrap) {
  Dict context = scrap.env().context();
  context.update({{"default_product_id", scrap["product_id"].id()},
                  {"default_location_id", scrap["location_id"].id()},
                  {"default_scrap_id", scrap.id()},
                  {"default_quantity", quantity_in_stock_unit(scrap)},
                  {"default_product_uom_name", scrap["product_id"]["uom_id"].text("name")}});
  return window_action({.name = scrap["product_id"].display_name() + ": Insufficient Quantity To Scrap",
                        .model = "stock.warn.insufficient.qty.scrap",
                        .target = "new",
                        .context = std::move(context)});
}

Value check_available_qty(const RecordSet& scrap, const Arguments&) { return is_available(scrap); }

Value action_validate(const RecordSet& scrap, const Arguments&) {
  scrap.ensure_one();
  if (is_zero(scrap.number("scrap_qty"), scrap["product_uom_id"]))
    throw user_error("Only a quantity above zero can be scrapped.");
  return is_available(scrap) ? scrap.call("do_scrap") : warn_insufficient(scrap);
}

void unlink(const RecordSet& scraps, const UnlinkSuper& super) {
  if (scraps.where("state", "=", "done")) throw user_error("What has been scrapped cannot be deleted.");
  super(scraps);
}

}  // namespace

Behaviour stock_scrap() {
  return {
      .model = "stock.scrap",
      .computes = {{{"allowed_uom_ids"}, compute_allowed_uom_ids, {.since = Series::v19}},
                   {{"product_uom_id"}, compute_product_uom_id},
                   {{"location_id"}, compute_location_id},
                   {{"scrap_location_id"}, compute_scrap_location_id},
                   {{"scrap_qty"}, compute_scrap_qty}},
      .methods = {{"action_validate", "", action_validate},
                  {"do_scrap", "", do_scrap},
                  {"check_available_qty", "", check_available_qty}},
      .unlink = unlink,
  };
}

Behaviour stock_scrap_reason_tag() {
  return {.model = "stock.scrap.reason.tag",
          .in = {.since = Series::v18},
          .unique = {{{"name"}, "There is a scrap reason of this name already."}}};
}

}  // namespace paridoo::addons::stock
