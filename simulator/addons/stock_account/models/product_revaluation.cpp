// product.category and product.template: how products are valued, and what a change of that does.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {

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

std::string change_of(const RecordSet& category, const Dict& values) {
  const Value& method = values.get("property_cost_method");
  const std::string_view field = method ? "property_cost_method" : "property_valuation";
  return fmt::format("{} method change for product category {}: from {} to {}.", method ? "Costing" : "Valuation",
                     category.display_name(), category.text(field), values.get(field).text());
}

void refuse_lots(const RecordSet& categories) {
  const RecordSet products = categories.env()["product.product"].search(term("categ_id", "in", categories.ids()));
  if (products.filtered([](const RecordSet& p) { return is_lot_valuated(p) && p["stock_valuation_layer_ids"]; }))
    throw user_error("Products that are valued by lot keep their costing method.");
}

void write_category(const RecordSet& categories, Dict values, const WriteSuper& super) {
  if (categories.env().since(Series::v19)) return write_category_since_19(categories, std::move(values), super);
  if (values.contains("property_cost_method") || values.contains("property_valuation")) refuse_lots(categories);
  std::vector<Revaluation> revaluations;
  for (const RecordSet& category : categories) {
    if (!changes(category, values, "property_cost_method") && !changes(category, values, "property_valuation"))
      continue;
    const RecordSet products =
        categories.env()["product.product"].search(term("categ_id", "=", category) & stock::storable(categories.env()));
    revaluations.emplace_back(products, change_of(category, values));
    revaluations.back().empty(category.text("property_valuation") == "real_time");
  }
  super(categories, std::move(values));
  replenish(categories.env(), revaluations);
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

// The company that counts is that of the product alone, though the valuation itself takes the user's for want of one.
Domain search_valuation(const RecordSet&, std::string_view comparison, const Value& operand) {
  const bool is_one_of_one = comparison == "in" && operand.is_list() && operand.list().size() == 1;
  const Value& asked = is_one_of_one ? operand.list().front() : operand;
  if (!is_one_of_one && comparison != "=")
    throw orm::user_error("The valuation of products is searched for with \"=\" only.");
  if (asked != Value("periodic") && asked != Value("real_time"))
    throw orm::user_error("The valuation of products is \"periodic\" or \"real_time\".");
  const Domain undecided = orm::term("categ_id.property_valuation", "=", false) | orm::term("categ_id", "=", false);
  return orm::term("categ_id.property_valuation", "=", asked) |
         (undecided & orm::term("company_id.inventory_valuation", "=", asked));
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

bool changes_lot_valuation(const RecordSet& product, const Dict& values) {
  const Value* by_lot = values.find("lot_valuated");
  return by_lot && product.env().since(Series::v18) && static_cast<bool>(*by_lot) != is_lot_valuated(product);
}

std::string change_of_category(const RecordSet& product, const RecordSet& category) {
  return fmt::format(
      "Due to a change of product category (from {} to {}), the costing method has changed for product {}{}: from {} "
      "to {}.",
      product["categ_id"].display_name(), category.display_name(), product.env().since(Series::v18) ? "" : "template ",
      product.display_name(), product.text("cost_method"), category.text("property_cost_method"));
}

void refuse_lots_with_layers(const RecordSet& product, const RecordSet& category) {
  if (is_lot_valuated(product) && product.text("cost_method") != category.text("property_cost_method") &&
      product["product_variant_ids"]["stock_valuation_layer_ids"])
    throw user_error("A product that is valued by lot keeps its category.");
}

std::optional<Revaluation> revaluation_of(const RecordSet& product, const Dict& values) {
  const RecordSet variants = product["product_variant_ids"].filtered(stock::is_storable);
  const bool automated = product.text("valuation") == "real_time";
  const Value* id = values.find("categ_id");
  const RecordSet category = product["categ_id"].browse(id && id->is_integer() ? id->integer() : 0);
  if (category && is_valued_otherwise(product, category)) {
    if (!values.contains("lot_valuated")) refuse_lots_with_layers(product, category);
    Revaluation revaluation(variants, change_of_category(product, category));
    revaluation.empty(automated);
    return revaluation;
  }
  if (!changes_lot_valuation(product, values)) return {};
  Revaluation revaluation(variants, "Updating lot valuation for product " + product.display_name() + ".");
  revaluation.empty(automated, Revaluation::Reason::lots);
  return revaluation;
}

void write_template(const RecordSet& templates, Dict values, const WriteSuper& super) {
  if (templates.env().since(Series::v19)) return write_template_since_19(templates, std::move(values), super);
  std::vector<Revaluation> revaluations;
  for (const RecordSet& product : templates)
    if (std::optional<Revaluation> revaluation = revaluation_of(product, values))
      revaluations.push_back(std::move(*revaluation));
  super(templates, std::move(values));
  replenish(templates.env(), revaluations);
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
          .searches = {{"valuation", search_valuation, {.since = Series::v19}}},
          .write = write_template};
}

}  // namespace paridoo::addons::stock_account
