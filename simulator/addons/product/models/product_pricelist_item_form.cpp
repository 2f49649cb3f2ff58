// product.pricelist.item: what its form does when somebody changes what a rule is for, or how it sets a price.
#include <array>

#include "simulator/addons/base/users.h"
#include "simulator/addons/product/models.h"
#include "simulator/orm/draft.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void clear_numbers(const RecordSet& item, std::span<const std::string_view> fields) {
  for (const std::string_view field : fields)
    if (item.model().has(field)) assign_in_form(item, field, 0.0);
}

Value onchange_compute_price(const RecordSet& item) {
  constexpr auto of_formulas = std::to_array<std::string_view>(
      {"price_discount", "price_surcharge", "price_markup", "price_round", "price_min_margin", "price_max_margin"});
  const std::string way = item.text("compute_price");
  if (item.env().since(Series::v18)) assign_in_form(item, "base_pricelist_id", false);
  if (way != "fixed") assign_in_form(item, "fixed_price", 0.0);
  if (way != "percentage") assign_in_form(item, "percent_price", 0.0);
  if (way == "formula") return {};
  assign_in_form(item, "base", "list_price");
  clear_numbers(item, of_formulas);
  return {};
}

Value onchange_base(const RecordSet& item) {
  constexpr auto discounts = std::to_array<std::string_view>({"price_discount", "price_markup"});
  clear_numbers(item, discounts);
  return {};
}

Value onchange_base_pricelist(const RecordSet& item) {
  if (item.text("compute_price") == "percentage")
    assign_in_form(item, "base", item["base_pricelist_id"] ? "pricelist" : "list_price");
  return {};
}

Value onchange_display_applied_on(const RecordSet& item) {
  const std::string shown = item.text("display_applied_on");
  if (!item["product_tmpl_id"] && !item["categ_id"]) {
    assign_in_form(item, "applied_on", "3_global");
  } else if (shown == "1_product") {
    assign_in_form(item, "applied_on", shown);
    assign_in_form(item, "categ_id", false);
  } else if (shown == "2_product_category") {
    assign_in_form(item, "applied_on", shown);
    for (const std::string_view field : {"product_id", "product_tmpl_id"}) assign_in_form(item, field, false);
  }
  return {};
}

Value onchange_product(const RecordSet& item) {
  const RecordSet product = item["product_id"];
  if (product) assign_in_form(item, "product_tmpl_id", product["product_tmpl_id"]);
  if (item.env().context("default_applied_on") == Value("1_product"))
    assign_in_form(item, "applied_on", product ? "0_product_variant" : "1_product");
  return {};
}

Value onchange_template(const RecordSet& item) {
  const RecordSet wanted = item["product_tmpl_id"], own = item["product_id"]["product_tmpl_id"];
  if (wanted && own && !(wanted == own)) assign_in_form(item, "product_id", false);
  return {};
}

// What the rule names says what it is for, unless the form was opened for one kind. In 17.0 whoever sees that says it.
Value onchange_content(const RecordSet& item) {
  const Env& env = item.env();
  if (env.context("default_applied_on")) return {};
  if (!env.since(Series::v18) && base::has_group(env.user(), "product.group_sale_pricelist")) return {};
  const RecordSet category = item["categ_id"];
  const bool of_category = env.since(Series::v18) && category && category.text("name") != "All";
  assign_in_form(item, "applied_on",
                 of_category               ? "2_product_category"
                 : item["product_id"]      ? "0_product_variant"
                 : item["product_tmpl_id"] ? "1_product"
                                           : "3_global");
  return {};
}

Value onchange_round(const RecordSet& item) {
  if (item.number("price_round") < 0) throw validation_error("Prices are rounded to a multiple of more than zero.");
  return {};
}

}  // namespace

Behaviour product_pricelist_item_form() {
  const In since_18{.since = Series::v18};
  return {.model = "product.pricelist.item",
          .onchanges = {{{"base"}, onchange_base, since_18},
                        {{"base_pricelist_id"}, onchange_base_pricelist, since_18},
                        {{"compute_price"}, onchange_compute_price},
                        {{"display_applied_on"}, onchange_display_applied_on, since_18},
                        {{"product_id"}, onchange_product},
                        {{"product_tmpl_id"}, onchange_template},
                        {{"product_id", "product_tmpl_id", "categ_id"}, onchange_content},
                        {{"price_round"}, onchange_round}}};
}

}  // namespace paridoo::addons::product
