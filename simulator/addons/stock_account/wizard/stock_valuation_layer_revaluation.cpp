// stock.valuation.layer.revaluation: makes the stock of a product, of a lot or of some layers worth more or less.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "simulator/addons/account/move.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock/window_action.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/orm/column_operand.h"

namespace paridoo::addons::stock_account {
namespace {

bool has_layers_and_lots(const RecordSet& wizard) { return wizard.env().since(Series::v18); }

RecordSet lot_of(const RecordSet& wizard) {
  return has_layers_and_lots(wizard) ? wizard["lot_id"].with_company(wizard["company_id"]) : wizard.env()["stock.lot"];
}

// --- what a new one starts with

void check_product(const RecordSet& product) {
  if (!product) throw user_error("Choose the product whose stock is to be valued anew.");
  if (product["categ_id"].text("property_cost_method") == "standard")
    throw user_error("A product with a standard price is not valued anew.");
  if (product.number("quantity_svl") <= 0) throw user_error("Only stock that is there can be valued anew.");
}

// The layers that the list was opened for.
void take_layers(const RecordSet& layers, Dict& values) {
  const RecordSet product = layers["product_id"];
  if (product.size() > 1) throw user_error("The layers belong to several products.");
  for (const RecordSet& layer : layers)
    if (stock::is_zero(layer.number("remaining_qty"), product["uom_id"]))
      throw user_error("Nothing is left of a layer.");
  values.update({{"adjusted_layer_ids", layers.ids()}, {"product_id", product}});
}

Value default_get(const RecordSet& model, const Arguments& arguments, const Super& super) {
  const Env& env = model.env();
  Dict values = super().dict();
  const List& names = arguments["fields_list"].list();
  const auto asked = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), Value(name)) != names.end();
  };
  if (has_layers_and_lots(model)) {
    if (const Value& lot = values.get("lot_id"))
      values.set("product_id", env["stock.lot"].browse(lot.integer())["product_id"]);
    if (env.context("active_model") == Value("stock.valuation.layer"))
      take_layers(env["stock.valuation.layer"].browse(env.context("active_ids").ids()).exists(), values);
  }
  const Value& id = values.get("product_id");
  const RecordSet product = env["product.product"].browse(id ? id.integer() : 0);
  if (has_layers_and_lots(model) ? !asked("product_id") : !product) return values;
  check_product(product);
  const RecordSet category = product["categ_id"];
  if (asked("account_journal_id") && !values.contains("account_journal_id") &&
      category.text("property_valuation") == "real_time")
    values.set("account_journal_id", category["property_stock_journal"]);
  return values;
}

Value default_company(const RecordSet& model) { return model.env().company(); }

// --- what it shows

void compute_current(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet of = wizard["lot_id"] ? wizard["lot_id"] : wizard["product_id"];
    wizard.set("current_quantity_svl", of.number("quantity_svl"));
    wizard.set("current_value_svl", of.number("value_svl"));
  }
}

void compute_new_value(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const double value = wizard.number("current_value_svl") + wizard.number("added_value");
    const double quantity = wizard.number("current_quantity_svl");
    wizard.set("new_value", value);
    wizard.set("new_value_by_qty", stock::is_zero(quantity, wizard["product_id"]["uom_id"]) ? 0 : value / quantity);
  }
}

// What is not given is asked of default_get, which looks at what the wizard was opened for.
RecordSet create(const RecordSet& model, std::vector<Dict> all, const CreateSuper& super) {
  for (Dict& values : all) {
    List missing;
    for (const std::string_view field : {"product_id", "adjusted_layer_ids", "account_journal_id", "company_id"})
      if (!values.contains(field) && (has_layers_and_lots(model) || field != "adjusted_layer_ids"))
        missing.push_back(std::string(field));
    const Value found = model.call("default_get", {missing});
    for (const auto& [field, value] : found.dict())
      if (!values.contains(field))
        values.set(field, field == "adjusted_layer_ids" ? List{command::set(value.ids())} : value);
  }
  return super(std::move(all));
}

// --- valuing anew

double divided(double value, double by) {
  if (by == 0) throw orm::Fault(orm::FaultKind::zero_division_error, "float division by zero");
  return value / by;
}

double raise_cost(const RecordSet& record, double by) {
  const double before = record.number("standard_price");
  record.with_context({{"disable_auto_svl", true}}).write({{"standard_price", before + by}});
  return before;
}

std::string cost_change(std::string_view of_what, double from, double to) {
  return fmt::format(" {} cost updated from {} to {}.", of_what, orm::python_text(from), orm::python_text(to));
}

// Raises the costs of product and lot; tells so.
std::string raise_costs(const RecordSet& wizard, const RecordSet& holding) {
  const double added = wizard.number("added_value");
  const RecordSet product = wizard["product_id"].with_company(wizard["company_id"]), lot = lot_of(wizard);
  const std::string method = product["categ_id"].text("property_cost_method");
  if (method == "standard") return "";
  const double lot_before = lot ? raise_cost(lot, divided(added, holding.sum("remaining_qty"))) : 0;
  const double by = divided(added, product.number("quantity_svl")), before = raise_cost(product, by);
  if (lot) return cost_change("lot/serial number", lot_before, lot.number("standard_price"));
  if (has_layers_and_lots(wizard)) return cost_change("Product", before, product.number("standard_price"));
  return method == "average" ? cost_change("Product", before, before + by) : "";
}

// Each layer gets its share by unit, the last what rounding has left.
void spread(const RecordSet& wizard, const RecordSet& layers) {
  const RecordSet unit = wizard["product_id"]["uom_id"];
  double quantity = layers.sum("remaining_qty"), value = wizard.number("added_value");
  const double by_unit = base::currency_round(wizard["currency_id"], divided(value, quantity));
  for (const RecordSet& layer : layers) {
    const double in_layer = layer.number("remaining_qty");
    const double share = stock::is_zero(in_layer - quantity, unit) ? value : by_unit * in_layer;
    if (stock::compare(layer.number("remaining_value") + share, 0, unit) < 0)
      throw user_error("A layer cannot be worth less than nothing.");
    layer.write({{"remaining_value", layer.number("remaining_value") + share}});
    value -= share;
    quantity -= in_layer;
  }
}

// One layer, or one a lot where lots are valued apart.
std::vector<Dict> new_layers(const RecordSet& wizard, const RecordSet& adjusted, const std::string& description) {
  const RecordSet product = wizard["product_id"], lot = lot_of(wizard);
  const double added = wizard.number("added_value");
  Dict values{{"company_id", wizard["company_id"]},
              {"product_id", product},
              {"description", description},
              {"value", added},
              {"quantity", 0}};
  if (has_layers_and_lots(wizard)) values.set("lot_id", lot);
  if (!is_lot_valuated(product) || lot) return {values};
  std::vector<Dict> all;
  const double quantity = adjusted.sum("remaining_qty");
  for (const auto& [of, layers] : adjusted.grouped([](const RecordSet& layer) { return layer["lot_id"].id(); })) {
    values.update(
        {{"value", added * layers.sum("remaining_qty") / quantity}, {"lot_id", of ? Value(of) : Value(false)}});
    all.push_back(values);
  }
  return all;
}

// --- entries

// Before 18.0 a multiple of the currency's step, which is seldom the number nearest to its decimals.
double value_before(const RecordSet& wizard) {
  const double value = wizard.number("current_value_svl"), step = wizard["currency_id"].number("rounding");
  return wizard.env().since(Series::v18) ? value : std::round(value / step) * step;
}

std::string entry_label(const RecordSet& wizard, double before, const std::string& description) {
  std::string text = fmt::format("{} changed stock valuation from  {} to {} - {}", wizard.env().user().text("name"),
                                 orm::python_text(before), orm::python_text(before + wizard.number("added_value")),
                                 wizard["product_id"].display_name());
  if (!has_layers_and_lots(wizard)) return text;
  text += "\n" + description;
  std::string layers;
  for (const RecordSet& layer : wizard["adjusted_layer_ids"]) {
    const std::string reference = layer.text("reference");
    layers +=
        fmt::format("{}{} (id: {})", layers.empty() ? "" : ", ", reference.empty() ? "False" : reference, layer.id());
  }
  return layers.empty() ? text : text + "\nAffected valuation layers: " + layers;
}

Dict entry_of(const RecordSet& wizard, const RecordSet& layer, const std::string& label) {
  const RecordSet product = wizard["product_id"].with_company(wizard["company_id"]), category = product["categ_id"];
  const RecordSet stock = category["property_stock_valuation_account_id"], other = wizard["account_id"];
  const bool more = wizard.number("added_value") > 0;
  const double amount = std::abs(layer.number("value"));
  const auto row = [&](const RecordSet& account, double debit, double credit) {
    return command::create(
        {{"name", label}, {"account_id", account}, {"debit", debit}, {"credit", credit}, {"product_id", product}});
  };
  const RecordSet journal = wizard["account_journal_id"];
  const Value date = wizard.value("date");
  return {{"journal_id", journal ? journal : category["property_stock_journal"]},
          {"company_id", wizard["company_id"]},
          {"ref", "Revaluation of " + product.display_name()},
          {"stock_valuation_layer_ids", List{command::set(layer.ids())}},
          {"date", date ? date : Value(wizard.env().today_text())},
          {"move_type", "entry"},
          {"line_ids", List{row(more ? stock : other, amount, 0), row(more ? other : stock, 0, amount)}}};
}

Value action_validate_revaluation(const RecordSet& wizard, const Arguments&) {
  wizard.ensure_one();
  if (base::currency_is_zero(wizard["currency_id"], wizard.number("added_value")))
    throw user_error("The added value changes nothing.");
  const RecordSet layers = wizard.env()["stock.valuation.layer"], lot = lot_of(wizard);
  Domain holding = term("product_id", "=", wizard["product_id"]) & term("remaining_qty", ">", 0) &
                   term("company_id", "=", wizard["company_id"]);
  if (lot) holding = holding & term("lot_id", "=", lot);
  const RecordSet all = layers.search(holding);
  const RecordSet chosen = has_layers_and_lots(wizard) ? wizard["adjusted_layer_ids"] : layers;
  const RecordSet& adjusted = chosen ? chosen : all;
  const double before = value_before(wizard);
  const std::string reason = wizard.text("reason");
  const std::string description =
      fmt::format("Manual Stock Valuation: {}.", reason.empty() ? "No Reason Given" : reason) +
      raise_costs(wizard, all);
  spread(wizard, adjusted);
  const RecordSet made = layers.create(new_layers(wizard, adjusted, description));
  if (wizard.text("property_valuation") != "real_time") return true;
  std::vector<Dict> entries;
  for (const RecordSet& layer : made)
    entries.push_back(entry_of(wizard, layer, entry_label(wizard, before, description)));
  account::post(wizard.env()["account.move"].create(std::move(entries)));
  return true;
}

Value open_with(const RecordSet& record, std::string_view field, const std::string& name) {
  const Env& env = record.env();
  Dict context = env.context();
  context.update({{"default_" + std::string(field), record.ensure_one()}, {"default_company_id", env.company()}});
  return stock::window_action(
      {.name = name, .model = "stock.valuation.layer.revaluation", .target = "new", .context = std::move(context)});
}

}  // namespace

Value action_revaluation_of_product(const RecordSet& product, const Arguments&) {
  return open_with(product, "product_id", "Product Revaluation");
}

Value action_revaluation_of_lot(const RecordSet& lots, const Arguments&) {
  if (!lots) throw user_error("Choose the lot or serial number to be valued anew.");
  const RecordSet unit = lots["product_id"]["uom_id"];
  const RecordSet holding = lots["stock_valuation_layer_ids"].filtered(
      [&](const RecordSet& layer) { return !stock::is_zero(layer.number("remaining_qty"), unit); });
  if (!holding) throw user_error("Nothing is left of the lot.");
  return open_with(lots, "lot_id", "Lot/Serial number Revaluation");
}

Behaviour stock_valuation_layer_revaluation() {
  return {.model = "stock.valuation.layer.revaluation",
          .in = {.until = Series::v18},
          .defaults = {{"company_id", default_company, {.since = Series::v18}}},
          .computes = {{{"current_value_svl", "current_quantity_svl"}, compute_current, {.since = Series::v18}},
                       {{"new_value", "new_value_by_qty"}, compute_new_value}},
          .methods = {orm::model_method("default_get", "fields_list", default_get),
                      {"action_validate_revaluation", "", action_validate_revaluation}},
          .create = create};
}

}  // namespace paridoo::addons::stock_account
