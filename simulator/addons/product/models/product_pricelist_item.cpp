#include <fmt/format.h>

#include <cmath>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/product/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

// What 17.0 calls a rule: the product's name stands behind its kind.
std::string name_before_18(const RecordSet& item) {
  const std::string on = item.text("applied_on");
  if (on == "2_product_category" && item["categ_id"]) return "Category: " + item["categ_id"].display_name();
  if (on == "1_product" && item["product_tmpl_id"]) return "Product: " + item["product_tmpl_id"].display_name();
  if (on == "0_product_variant" && item["product_id"]) return "Variant: " + item["product_id"].display_name();
  return "All Products";
}

std::string name_of(const RecordSet& item) {
  if (!item.env().since(Series::v18)) return name_before_18(item);
  const std::string on = item.text("applied_on");
  if (on == "2_product_category" && item["categ_id"]) return "Category: " + item["categ_id"].display_name();
  if (on == "1_product" && item["product_tmpl_id"]) return item["product_tmpl_id"].display_name();
  if (on == "0_product_variant" && item["product_id"]) return "Variant: " + item["product_id"].display_name();
  return item.text("display_applied_on") == "2_product_category" ? "All Categories" : "All Products";
}

void compute_name(const RecordSet& self) {
  for (const RecordSet& item : self) item.set("name", name_of(item));
}

// "10" and "12.5", as Python prints them.
std::string plain(double percentage) {
  const bool whole = std::floor(percentage) == percentage;
  return whole ? fmt::format("{:.0f}", percentage) : fmt::format("{}", percentage);
}

std::string_view kind_of_discount(const RecordSet& item) {
  if (!item.env().since(Series::v18)) return "discount";
  return item.text("base") == "standard_price" ? "markup" : "discount";
}

double shown_discount(const RecordSet& item) {
  if (!item.env().since(Series::v18)) return item.number("price_discount");
  return item.number(item.text("base") == "standard_price" ? "price_markup" : "price_discount");
}

std::string base_label(const RecordSet& item) {
  const std::string base = item.text("base");
  if (base == "pricelist" && item["base_pricelist_id"]) return item["base_pricelist_id"].display_name();
  return base == "standard_price" ? "product cost" : "sales price";
}

std::string fee_label(const RecordSet& item) {
  const double fee = item.number("price_surcharge");
  if (fee == 0) return {};
  const std::string amount = base::format_amount(item["currency_id"], std::abs(fee));
  return fee > 0 ? "+ " + amount + " extra fee" : "- " + amount + " rebate";
}

// What 17.0 says of a rule that is no fixed price.
std::string label_before_18(const RecordSet& item) {
  const std::string how = item.text("compute_price");
  if (how == "percentage") return repr(Value(item.number("percent_price"))) + " % discount";
  return repr(Value(item.number("price_discount"))) + " % discount and " + repr(Value(item.number("price_surcharge"))) +
         " surcharge";
}

std::string price_label(const RecordSet& item) {
  const std::string how = item.text("compute_price");
  if (how != "fixed" && !item.env().since(Series::v18)) return label_before_18(item);
  if (how == "fixed") return base::format_amount(item["currency_id"], item.number("fixed_price"));
  if (how == "percentage") {
    const RecordSet other = item["base_pricelist_id"];
    return plain(item.number("percent_price")) + " % discount on " +
           (other.empty() ? "sales price" : other.display_name());
  }
  return fmt::format("{} % {} on {} {}", plain(shown_discount(item)), kind_of_discount(item), base_label(item),
                     fee_label(item));
}

void compute_price(const RecordSet& self) {
  for (const RecordSet& item : self) item.set("price", price_label(item));
}

void compute_price_markup(const RecordSet& self) {
  for (const RecordSet& item : self) item.set("price_markup", -item.number("price_discount"));
}

void inverse_price_markup(const RecordSet& self) {
  for (const RecordSet& item : self) item.set("price_discount", -item.number("price_markup"));
}

std::string label_of(const RecordSet& item, std::string_view field) {
  for (const auto& [value, label] : item.model().at(field).facts->selection)
    if (value == item.text(field)) return label;
  return {};
}

// The formula worked out for an amount of a hundred.
std::string tip_of(const RecordSet& item) {
  const bool has_markup = item.env().since(Series::v18) && item.text("base") == "standard_price";
  const double signed_discount = has_markup ? -item.number("price_markup") : item.number("price_discount");
  const double factor = (100 - signed_discount) / 100;
  double price = 100 * factor;
  if (const double step = item.number("price_round"); step != 0) price = float_round(price, {step});
  const RecordSet currency = item["currency_id"];
  const std::string fee = base::format_amount(currency, item.number("price_surcharge"));
  return fmt::format("{} with a {} % {} and {} extra fee\nExample: {} * {} + {} \u2192 {}", label_of(item, "base"),
                     plain(shown_discount(item)), kind_of_discount(item), fee, base::format_amount(currency, 100),
                     repr(Value(factor)), fee, base::format_amount(currency, price + item.number("price_surcharge")));
}

void compute_rule_tip(const RecordSet& self) {
  for (const RecordSet& item : self) {
    const bool is_formula = item.text("compute_price") == "formula";
    item.set("rule_tip", is_formula ? Value(tip_of(item)) : Value(false));
  }
}

void check_pricelist_recursion(const RecordSet& self) {
  for (const RecordSet& item : self)
    if (item.text("base") == "pricelist" && item["pricelist_id"] == item["base_pricelist_id"])
      throw validation_error("A pricelist is not based on itself.");
}

// Since 19.0 rules may be without a pricelist: then they are the product's company's.
void compute_company_id(const RecordSet& self) {
  for (const RecordSet& item : self) {
    const RecordSet own = item["pricelist_id"]["company_id"];
    item.set("company_id", own ? own : item["product_tmpl_id"]["company_id"]);
  }
}

void compute_currency_id(const RecordSet& self) {
  for (const RecordSet& item : self) {
    RecordSet currency = item["pricelist_id"]["currency_id"];
    if (currency.empty()) currency = item["company_id"]["currency_id"];
    item.set("currency_id", currency ? currency : self.env().company()["currency_id"]);
  }
}

void compute_is_pricelist_required(const RecordSet& self) { self.set("is_pricelist_required", true); }

void check_base_pricelist(const RecordSet& self) {
  for (const RecordSet& item : self)
    if (item.text("base") == "pricelist" && item["base_pricelist_id"].empty())
      throw validation_error("A rule on another pricelist names the pricelist.");
}

// Whether the pricelists that a rule is based on lead back to `start`, or to each other.
bool leads_in_circles(const RecordSet& item, RecordSet path) {
  const RecordSet next = item["base_pricelist_id"];
  if (next.empty() || item.text("base") != "pricelist") return false;
  if (path.contains(next)) return true;
  path |= next;
  for (const RecordSet& below : next["item_ids"])
    if (leads_in_circles(below, path)) return true;
  return false;
}

void check_circles(const RecordSet& self) {
  for (const RecordSet& item : self)
    if (leads_in_circles(item, item["pricelist_id"]))
      throw validation_error("Pricelists are not based on each other in circles.");
}

void check_dates(const RecordSet& self) {
  for (const RecordSet& item : self)
    if (const auto start = item.moment("date_start"), end = item.moment("date_end"); start && end && *start >= *end)
      throw validation_error("A rule of a pricelist ends after it begins.");
}

void check_margins(const RecordSet& self) {
  for (const RecordSet& item : self)
    if (item.number("price_min_margin") > item.number("price_max_margin"))
      throw validation_error("The least margin is not above the greatest.");
}

void check_product(const RecordSet& self) {
  for (const RecordSet& item : self) {
    const std::string on = item.text("applied_on");
    if ((on == "2_product_category" && item["categ_id"].empty()) ||
        (on == "1_product" && item["product_tmpl_id"].empty()) ||
        (on == "0_product_variant" && item["product_id"].empty()))
      throw validation_error("The rule does not say what it applies to.");
  }
}

Value default_pricelist(const RecordSet& model) {
  const Domain usable = term("company_id", "=", false) | term("company_id", "=", model.env().company().id());
  return model.env()["product.pricelist"].search(usable, {.limit = 1});
}

std::string applied_on(const Dict& values) {
  if (const Value& given = values.get("applied_on"); given.is_text() && !given.text().empty()) return given.text();
  if (values.get("product_id")) return "0_product_variant";
  if (values.get("product_tmpl_id")) return "1_product";
  return values.get("categ_id") ? "2_product_category" : "3_global";
}

// Searches rely on a rule naming nothing but what it applies to.
void leave_out_others(Dict& values, std::string_view on) {
  if (on != "0_product_variant") values.set("product_id", false);
  if (on == "3_global" || on == "2_product_category") values.set("product_tmpl_id", false);
  if (on != "2_product_category") values.set("categ_id", false);
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) {
    const Value& product = one.get("product_id");
    if (model.env().since(Series::v18) && product.is_integer() && !one.get("product_tmpl_id"))
      one.set("product_tmpl_id", model.env()["product.product"].browse(product.integer())["product_tmpl_id"]);
    if (model.env().since(Series::v18)) one.set("applied_on", applied_on(one));
    if (const Value on = one.get("applied_on"); on.is_text()) leave_out_others(one, on.text());
  }
  return super(std::move(values));
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (const Value on = values.get("applied_on"); on.is_text() && !on.text().empty())
    leave_out_others(values, on.text());
  super(self, std::move(values));
}

}  // namespace

Behaviour product_pricelist_item() {
  return {
      .model = "product.pricelist.item",
      .defaults = {{"pricelist_id", default_pricelist}},
      .computes = {{{"name"}, compute_name},
                   {{"price"}, compute_price},
                   {{"company_id"}, compute_company_id, In{.since = Series::v19}},
                   {{"currency_id"}, compute_currency_id, In{.since = Series::v19}},
                   {{"is_pricelist_required"}, compute_is_pricelist_required, In{.since = Series::v19}},
                   {{"price_markup"}, compute_price_markup, In{.since = Series::v18}},
                   {{"rule_tip"}, compute_rule_tip}},
      .inverses = {{"price_markup", inverse_price_markup, In{.since = Series::v18}}},
      .constraints = {{check_pricelist_recursion,
                       {"base_pricelist_id", "pricelist_id", "base"},
                       In{.until = Series::v18}},
                      {check_circles, {"base_pricelist_id", "pricelist_id", "base"}, In{.since = Series::v19}},
                      {check_base_pricelist, {"base_pricelist_id", "base"}, In{.since = Series::v19}},
                      {check_dates, {"date_start", "date_end"}},
                      {check_margins, {"price_min_margin", "price_max_margin"}},
                      {check_product, {"product_id", "product_tmpl_id", "categ_id"}}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::product
