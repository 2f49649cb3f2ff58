// Changes of how products are valued: the stock leaves the books by the old method and comes back by the new one.
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {

using stock::compare;
using stock::is_zero;

Revaluation::Revaluation(RecordSet products, std::string reason)
    : products_(std::move(products)), reason_(std::move(reason)) {}

namespace {

// Automated valuation would need entries for both.
void check_is_manual(const RecordSet& products) {
  if (products.where("valuation", "=", "real_time").where("quantity_svl", "!=", 0))
    throw orm::not_simulated("stock.valuation.layer: entries for a change of the costing method");
}

Dict described(Dict values, const std::string& reason, const RecordSet& company) {
  const Value adjustment = values.get("rounding_adjustment");
  values.erase("rounding_adjustment");
  values.set("description", reason + (adjustment.is_text() ? adjustment.text() : ""));
  values.set("company_id", company);
  return values;
}

void create_layer(const RecordSet& product, Dict values, const std::string& reason) {
  const Env& env = product.env();
  env.sudo()["stock.valuation.layer"].create(described(std::move(values), reason, env.company()));
}

}  // namespace

void Revaluation::empty() {
  check_is_manual(products_);
  const RecordSet company = products_.env().company();
  for (const RecordSet& product : products_) {
    const double quantity = product.number("quantity_svl");
    quantities_.push_back(quantity);
    if (is_zero(quantity, product["uom_id"])) continue;
    Dict values = quantity > 0 ? out_layer_values(product, quantity, company)
                               : in_layer_values(product, -quantity, product.number("value_svl") / quantity);
    create_layer(product, std::move(values), reason_);
  }
}

void Revaluation::replenish() {
  const RecordSet company = products_.env().company();
  for (std::size_t at = 0; at < products_.size(); ++at) {
    const RecordSet product = products_.at(at);
    const double quantity = quantities_.at(at);
    if (is_zero(quantity, product["uom_id"])) continue;
    Dict values = quantity > 0 ? in_layer_values(product, quantity, product.number("standard_price"))
                               : out_layer_values(product, -quantity, company);
    create_layer(product, std::move(values), reason_);
  }
}

namespace {

// --- product.category

bool changes(const RecordSet& record, const Dict& values, std::string_view field) {
  const Value& given = values.get(field);
  return given && !(given == record.value(field));
}

// Since 19.0 costs follow from the moves: they are worked out anew.
void write_category_since_19(const RecordSet& categories, Dict values, const WriteSuper& super) {
  const Value* method = values.find("property_cost_method");
  const RecordSet changed = categories.filtered(
      [&](const RecordSet& category) { return method && !(category.value("property_cost_method") == *method); });
  super(categories, std::move(values));
  if (changed) update_costs(changed.env()["product.product"].search(term("categ_id", "in", changed.ids())));
}

void write_category(const RecordSet& categories, Dict values, const WriteSuper& super) {
  std::vector<Revaluation> revaluations;
  if (categories.env().since(Series::v19)) return write_category_since_19(categories, std::move(values), super);
  for (const RecordSet& category : categories) {
    if (!changes(category, values, "property_cost_method") && !changes(category, values, "property_valuation"))
      continue;
    const RecordSet products =
        categories.env()["product.product"].search(term("categ_id", "=", category) & stock::storable(categories.env()));
    if (products.filtered([](const RecordSet& p) { return is_lot_valuated(p) && p["stock_valuation_layer_ids"]; }))
      throw user_error("Products that are valued by lot keep their costing method.");
    revaluations.emplace_back(products, "Costing method of the category " + category.display_name() + " was changed.");
    revaluations.back().empty();
  }
  super(categories, std::move(values));
  for (Revaluation& revaluation : revaluations) revaluation.replenish();
}

void check_accounts(const RecordSet& categories) {
  for (const RecordSet& category : categories) {
    const RecordSet input = category["property_stock_account_input_categ_id"];
    const RecordSet output = category["property_stock_account_output_categ_id"];
    const RecordSet valuation = category["property_stock_valuation_account_id"];
    if (category.text("property_valuation") == "real_time" && (!input || !output || !valuation))
      throw validation_error("Automated valuation needs the stock accounts of the category.");
    if (valuation && (valuation == input || valuation == output))
      throw validation_error("The valuation account cannot be the input or output account too.");
  }
}

// --- product.template

void compute_lot_valuated(const RecordSet& templates) {
  for (const RecordSet& product : templates)
    if (product.text("tracking") == "none") product.set("lot_valuated", false);
}

// Since 19.0 the company decides for categories that do not.
void compute_by_category(const RecordSet& templates, std::string_view field, std::string_view of_category,
                         std::string_view of_company) {
  for (const RecordSet& product : templates) {
    const RecordSet own = product["company_id"], company = own ? own : product.env().company();
    const std::string method = product["categ_id"].with_company(company).text(of_category);
    product.set(field, method.empty() ? company.value(of_company) : Value(method));
  }
}

void compute_cost_method(const RecordSet& templates) {
  compute_by_category(templates, "cost_method", "property_cost_method", "cost_method");
}

void compute_valuation(const RecordSet& templates) {
  compute_by_category(templates, "valuation", "property_valuation", "inventory_valuation");
}

bool is_valued_otherwise(const RecordSet& product, const RecordSet& category) {
  return product.text("cost_method") != category.text("property_cost_method") ||
         product.text("valuation") != category.text("property_valuation");
}

void write_template_since_19(const RecordSet& templates, Dict values, const WriteSuper& super) {
  RecordSet changed = templates.env()["product.product"];
  const Value* category = values.find("categ_id");
  for (const RecordSet& product : templates)
    if (category && category->is_integer() &&
        product["categ_id"].browse(category->integer()).text("property_valuation") != product.text("valuation"))
      changed |= product["product_variant_ids"];
  const bool sets_lots = values.contains("lot_valuated");
  super(templates, std::move(values));
  if (sets_lots)
    update_lot_costs(
        templates.env()["stock.lot"].search(term("product_id", "in", templates["product_variant_ids"].ids())));
  update_costs(changed);
}

void write_template(const RecordSet& templates, Dict values, const WriteSuper& super) {
  std::vector<Revaluation> revaluations;
  if (templates.env().since(Series::v19)) return write_template_since_19(templates, std::move(values), super);
  const Value* id = values.find("categ_id");
  for (const RecordSet& product : templates) {
    if (!id || !id->is_integer()) break;
    const RecordSet category = product["categ_id"].browse(id->integer());
    if (!is_valued_otherwise(product, category)) continue;
    revaluations.emplace_back(product["product_variant_ids"].filtered(stock::is_storable),
                              "The costing method changed with the category of " + product.display_name() + ".");
    revaluations.back().empty();
  }
  const Value* by_lot = values.find("lot_valuated");
  for (const RecordSet& product : templates)
    if (by_lot && static_cast<bool>(*by_lot) != is_lot_valuated(product) &&
        product["product_variant_ids"]["stock_valuation_layer_ids"])
      throw orm::not_simulated("product.template: a change of lot_valuated with stock in the books");
  super(templates, std::move(values));
  for (Revaluation& revaluation : revaluations) revaluation.replenish();
}

}  // namespace

Behaviour product_category() {
  return {.model = "product.category",
          .constraints = {{check_accounts,
                           {"property_stock_account_input_categ_id", "property_stock_account_output_categ_id",
                            "property_stock_valuation_account_id", "property_valuation"},
                           {.until = Series::v18}}},
          .write = write_category};
}

Behaviour product_template() {
  return {.model = "product.template",
          .computes = {{{"lot_valuated"}, compute_lot_valuated, {.since = Series::v18}},
                       {{"cost_method"}, compute_cost_method, {.since = Series::v19}},
                       {{"valuation"}, compute_valuation, {.since = Series::v19}}},
          .write = write_template};
}

}  // namespace paridoo::addons::stock_account
