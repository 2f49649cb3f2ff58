// The product catalogue.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/catalogue/category.h"
#include "src/catalogue/product.h"
#include "src/governance/scope.h"
#include "src/governance/visibility.h"

namespace paridoo::api {

namespace {

// "storable" is what Odoo's users see, "product" what it is.
std::optional<std::string> type_in(const nlohmann::json& from) {
  auto type = optional_text(from, "product_type");
  if (type == "storable") return "product";
  return type;
}

std::optional<bool> optional_flag(const nlohmann::json& from, const char* name) {
  const auto found = from.find(name);
  if (found == from.end()) return std::nullopt;
  return found->is_string() ? *found == "true" : found->get<bool>();
}

Json render_product(const catalogue::Product& product) {
  const auto& taxonomy = product.taxonomy;
  return {
      {"id", product.id},
      {"template_id", product.product_template},
      {"name", product.name},
      {"default_code", render(product.internal_reference)},
      {"barcode", render(product.barcode)},
      {"product_type", product.type},
      {"tracking", product.tracking},
      {"invoice_policy", render(product.invoice_policy)},
      {"category", render(product.category)},
      {"uom", render(product.unit)},
      {"list_price", product.price},
      {"standard_price", product.cost},
      {"description_sale", render(product.description)},
      {"active", product.active},
      {"qty_on_hand", product.on_hand},
      {"qty_forecasted", product.forecasted},
      {"x_pu_category", render(taxonomy.category)},
      {"x_pu_metric", render(taxonomy.metric)},
      {"x_service_type", render(taxonomy.service_type)},
      {"x_contract_type", render(taxonomy.contract_type)},
      {"recurring_invoice", taxonomy.recurring ? Json(*taxonomy.recurring) : Json()},
  };
}

Json render_products(const std::vector<catalogue::Product>& products) {
  Json items = Json::array();
  for (const auto& product : products) items.push_back(render_product(product));
  return items;
}

catalogue::ProductValues parse_values(const nlohmann::json& body) {
  return {
      .name = optional_text(body, "name"),
      .internal_reference = optional_text(body, "default_code"),
      .barcode = optional_text(body, "barcode"),
      .type = type_in(body),
      .tracking = optional_text(body, "tracking"),
      .invoice_policy = optional_text(body, "invoice_policy"),
      .category = optional_id(body, "category_id"),
      .unit = optional_id(body, "uom_id"),
      .price = optional_number(body, "list_price"),
      .cost = optional_number(body, "standard_price"),
      .description = optional_text(body, "description_sale"),
      .taxonomy = {.category = optional_text(body, "x_pu_category"),
                   .metric = optional_text(body, "x_pu_metric"),
                   .service_type = optional_text(body, "x_service_type"),
                   .contract_type = optional_text(body, "x_contract_type"),
                   .recurring = optional_flag(body, "recurring_invoice")},
  };
}

Result<catalogue::ProductFilter> filter_of(const Call& call, const PageNumber& page) {
  auto visible = governance::visible(call.odoo, call.scope, Subject::product);
  if (!visible) return visible.error();
  auto unit_category = optional_text(call.query, "x_pu_category");
  if (!unit_category) unit_category = optional_text(call.query, "pu_category");
  return catalogue::ProductFilter{.type = type_in(call.query),
                                  .text = optional_text(call.query, "q"),
                                  .category = optional_id(call.query, "category_id"),
                                  .unit_category = std::move(unit_category),
                                  .recurring = optional_flag(call.query, "recurring_invoice"),
                                  .visible = *std::move(visible),
                                  .offset = page.offset(),
                                  .limit = page.limit};
}

Result<Answer> answer_changed(const Result<catalogue::Product>& product, int status, const char* message) {
  if (!product) return product.error();
  return success(status, {{"message", message}, {"product", render_product(*product)}});
}

Json render_categories(const std::vector<catalogue::Category>& categories) {
  Json items = Json::array();
  for (const auto& category : categories) {
    items.push_back({{"id", category.id},
                     {"name", category.name},
                     {"complete_name", category.complete_name},
                     {"parent", render(category.parent)}});
  }
  return items;
}

}  // namespace

Result<Answer> get_products(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto filter = filter_of(call, page);
  if (!filter) return filter.error();
  const auto found = catalogue::list_products(call.odoo, *filter);
  if (!found) return found.error();
  return answer_page(page, found->total, "products", render_products(found->products));
}

// With view=products it lists what is in the category too.
Result<Answer> get_product_categories(const Call& call) {
  const auto categories = catalogue::list_categories(call.odoo, optional_id(call.query, "category_id"));
  if (!categories) return categories.error();
  Json body = {{"total", categories->size()}, {"categories", render_categories(*categories)}};
  if (optional_text(call.query, "view") != "products") return success(200, body);
  const auto page = page_number(call.query, items_default);
  const auto filter = filter_of(call, page);
  if (!filter) return filter.error();
  const auto found = catalogue::list_products(call.odoo, *filter);
  if (!found) return found.error();
  body["products"] = {
      {"total", found->total}, {"page", page.page}, {"limit", page.limit}, {"items", render_products(found->products)}};
  return success(200, body);
}

Result<Answer> get_product(const Call& call) {
  const auto product = catalogue::read_product(call.odoo, call.id("id"));
  if (!product) return product.error();
  return success(200, {{"product", render_product(*product)}});
}

Result<Answer> post_product(const Call& call) {
  const auto stamp = governance::stamp_of(call.scope);
  if (!stamp) return stamp.error();
  // Products say whose they are, not who made them.
  const auto owner = *stamp ? odoo::Dict{{"x_sa_id", (*stamp)->account}} : odoo::Dict();
  return answer_changed(catalogue::create_product(call.odoo, parse_values(call.body), owner), 201, "Product created");
}

Result<Answer> put_product(const Call& call) {
  return answer_changed(catalogue::update_product(call.odoo, call.id("id"), parse_values(call.body)), 200,
                        "Product updated");
}

Result<Answer> delete_product(const Call& call) {
  return answer_changed(catalogue::archive_product(call.odoo, call.id("id")), 200, "Product archived");
}

}  // namespace paridoo::api
