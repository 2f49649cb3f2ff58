#include "simulator/addons/product/models/product_template.h"

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/product/models.h"
#include "simulator/addons/product/models/product_media.h"
#include "simulator/orm/draft.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::product {

using namespace orm;
namespace fields = templates;

namespace {

RecordSet main_company(const Env& env) {
  const auto company = env.sudo().find_ref("base.main_company");
  return company ? *company : env.sudo()["res.company"].search(Domain::everything(), {.limit = 1, .order = "id"});
}

void compute_currency_id(const RecordSet& self) {
  const RecordSet otherwise = main_company(self.env())["currency_id"];
  for (const RecordSet& product : self) {
    const RecordSet own = product.sudo()["company_id"]["currency_id"];
    product.set("currency_id", own.empty() ? otherwise : own);
  }
}

void compute_cost_currency_id(const RecordSet& self) {
  const RecordSet otherwise = self.env().company()["currency_id"];
  for (const RecordSet& product : self) {
    const RecordSet own = product.sudo()["company_id"]["currency_id"];
    product.set("cost_currency_id", own.empty() ? otherwise : own);
  }
}

void compute_product_variant_id(const RecordSet& self) {
  for (const RecordSet& product : self) product.set("product_variant_id", product["product_variant_ids"].first());
}

void compute_product_variant_count(const RecordSet& self) {
  for (const RecordSet& product : self) product.set("product_variant_count", product["product_variant_ids"].size());
}

void compute_is_product_variant(const RecordSet& self) {
  for (const RecordSet& product : self) product.set("is_product_variant", false);
}

// Only services may start something when they are sold.
void compute_service_tracking(const RecordSet& self) {
  for (const RecordSet& product : self)
    product.set("service_tracking", product.text("type") == "service" ? product.value("service_tracking") : "no");
}

void compute_uom_po_id(const RecordSet& self) {
  for (const RecordSet& product : self) {
    const RecordSet own = product["uom_po_id"], unit = product["uom_id"];
    const bool fits = own && own["category_id"] == unit["category_id"];
    product.set("uom_po_id", fits ? own : unit);
  }
}

std::string unit_name(const Env& env, std::string_view parameter, std::string_view imperial, std::string_view metric) {
  const bool is_imperial = base::config_parameter(env, parameter) == "1";
  return env.ref(is_imperial ? imperial : metric).display_name();
}

void compute_weight_uom_name(const RecordSet& self) {
  const std::string name = unit_name(self.env(), "product.weight_in_lbs", "uom.product_uom_lb", "uom.product_uom_kgm");
  for (const RecordSet& product : self) product.set("weight_uom_name", name);
}

void compute_volume_uom_name(const RecordSet& self) {
  const std::string name = unit_name(self.env(), "product.volume_in_cubic_feet", "uom.product_uom_cubic_foot",
                                     "uom.product_uom_cubic_meter");
  for (const RecordSet& product : self) product.set("volume_uom_name", name);
}

void compute_pricelist_item_count(const RecordSet& self) {
  for (const RecordSet& product : self) {
    const Domain own =
        term("product_tmpl_id", "=", product.id()) | term("product_id", "in", product["product_variant_ids"].ids());
    const Domain counted = fields::counted_rules(self.env());
    product.set("pricelist_item_count", self.env()["product.pricelist.item"].search_count(own & counted));
  }
}

std::string tooltip_of(const RecordSet& product) {
  const std::string type = product.text("type");
  if (type == "combo") return "A combo lets the customer choose one product of each of its lists.";
  const bool tells_of_consumables = !product.env().since(Series::v18);
  return tells_of_consumables && type == "consu" ? "Nobody counts the stock of a consumable: it is always there." : "";
}

void compute_product_tooltip(const RecordSet& self) {
  for (const RecordSet& product : self) product.set("product_tooltip", tooltip_of(product));
}

// In 17.0 users choose the detailed type, and the type follows from it.
void compute_type(const RecordSet& self) {
  for (const RecordSet& product : self) product.set("type", product.text("detailed_type"));
}

void check_detailed_type(const RecordSet& self) {
  for (const RecordSet& product : self)
    if (product.text("type") != product.text("detailed_type"))
      throw validation_error("The type of a product is the one that its detailed type says.");
}

void compute_is_dynamically_created(const RecordSet& self) {
  for (const RecordSet& product : self) {
    const RecordSet attributes = product["attribute_line_ids"]["attribute_id"];
    product.set("is_dynamically_created", !attributes.where("create_variant", "=", "dynamic").empty());
  }
}

// Since 19.0 a context may leave out the code, as it may on variants.
bool shows_code(const Env& env) {
  const Value& shown = env.context("display_default_code");
  return !env.since(Series::v19) || shown.is_none() || shown;
}

void compute_display_name(const RecordSet& self) {
  const bool with_code = shows_code(self.env());
  for (const RecordSet& product : self) {
    const std::string name = product.text("name"), code = with_code ? product.text("default_code") : "";
    const std::string shown = code.empty() ? name : "[" + code + "] " + name;
    product.set("display_name", name.empty() ? Value(false) : Value(shown));
  }
}

// What its variants are called counts as well.
Domain search_display_name(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const std::string how(comparison);
  const Domain by_name = term("name", how, operand);
  const Value& asked = model.env().context("search_product_product");
  if (!(asked.is_none() ? bool(operand) : bool(asked))) return by_name;
  const bool negative = how.find("not") != how.npos || how == "!=";
  const Domain by_variant = term("product_variant_ids", how, operand);
  return negative ? by_name & by_variant : by_name | by_variant;
}

void check_uom(const RecordSet& self) {
  for (const RecordSet& product : self)
    if (!(product["uom_id"]["category_id"] == product["uom_po_id"]["category_id"]))
      throw validation_error("The unit and the purchase unit of a product are of one category.");
}

void check_combo(const RecordSet& self) {
  for (const RecordSet& product : self)
    if (product.text("type") == "combo" && product.value("combo_ids").ids().empty())
      throw validation_error("A combo product has at least one list to choose from.");
}

void check_sale_of_combo(const RecordSet& self) {
  for (const RecordSet& product : self) {
    const RecordSet offered = product["combo_ids"]["combo_item_ids"]["product_id"];
    if (product.text("type") == "combo" && product.flag("sale_ok") &&
        offered.filtered("sale_ok").size() < offered.size())
      throw validation_error("A combo product that is sold offers products that are sold.");
  }
}

void check_barcodes(const RecordSet& self) {
  for (const RecordSet& product : self) product["product_variant_ids"].call("_check_barcode_uniqueness");
}

bool makes_variants(const Env& env) { return env.context("create_product_product") != Value(false); }

// The values that were given for the one variant reach it once it is there.
void write_to_variant(const RecordSet& product, const Dict& given) {
  Dict values;
  for (const std::string_view name :
       {"barcode", "default_code", "standard_price", "volume", "weight", "packaging_ids", "product_properties"}) {
    const Value& value = given.get(name);
    if (value && !(product.env().since(Series::v19) && product.value(name))) values.set(name, value);
  }
  if (!values.empty()) product.write(values);
}

// In 17.0 each of the two types tells the other.
void complete_types(const RecordSet& products, Dict& values) {
  const Value type = values.get("type"), detailed = values.get("detailed_type");
  if (products.env().since(Series::v18)) return;
  const bool is_new = products.where("type", "=", type).empty();
  if (values.contains("type") && !values.contains("detailed_type") && is_new) values.set("detailed_type", type);
  if (values.contains("detailed_type") && !values.contains("type")) values.set("type", detailed);
}

// In 17.0 the purchase unit is a plain field: it follows a unit of another category.
void complete_purchase_unit(const RecordSet& products, Dict& values) {
  if (products.env().since(Series::v18) || !(values.contains("uom_id") || values.contains("uom_po_id"))) return;
  const RecordSet units = products.env()["uom.uom"];
  const auto unit_after = [&](std::string_view field) {
    const Value& given = values.get(field);
    return given.is_integer() ? units.browse(given.integer()) : products[field];
  };
  const RecordSet unit = unit_after("uom_id"), bought = unit_after("uom_po_id");
  if (unit && bought && !(unit["category_id"] == bought["category_id"])) values.set("uom_po_id", unit.first());
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) complete_types(model.none(), one);
  const std::vector<Dict> given = values;
  const RecordSet products = super(std::move(values));
  if (makes_variants(model.env())) fields::create_variants(products);
  for (std::size_t at = 0; at < given.size(); ++at) write_to_variant(products.at(at), given[at]);
  return products;
}

// Since 19.0 a new unit replaces the old one wherever the product is used: nothing is converted.
void announce_unit(const RecordSet& self, const Dict& values) {
  if (!self.env().since(Series::v19) || !values.contains("uom_id")) return;
  const RecordSet changed = self.where("uom_id", "!=", values.get("uom_id"));
  const RecordSet variants = changed["product_variant_ids"].with_context({{"skip_uom_conversion", true}});
  if (variants) variants.call("_update_uom", {values.get("uom_id")});
}

// A variant shows what its template says: it changes when that does.
void touch_variants(const RecordSet& templates) {
  const RecordSet variants = templates.sudo().with_context({{"active_test", false}})["product_variant_ids"];
  for (const Id id : variants.ids()) templates.env().transaction().touch(templates.env(), variants.model(), id);
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  complete_types(self, values);
  complete_purchase_unit(self, values);
  announce_unit(self, values);
  const bool changes_lines = values.contains("attribute_line_ids");
  const Value active = values.get("active"), type = values.get("type");
  super(self, std::move(values));
  touch_variants(self);
  const bool revives = active && self["product_variant_ids"].empty();
  if ((makes_variants(self.env()) && changes_lines) || revives) fields::create_variants(self);
  if (active == Value(false)) {
    const RecordSet variants = self.with_context({{"active_test", false}})["product_variant_ids"];
    if (variants) variants.write({{"active", false}});
  }
  if (type.is_text() && type.text() != "combo" && self.env().since(Series::v18))
    for (const RecordSet& product : self)
      if (!product.value("combo_ids").ids().empty()) product.set("combo_ids", List{});
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> out = super(self, defaults);
  for (std::size_t at = 0; at < out.size(); ++at)
    if (!defaults.contains("name")) out[at].set("name", self.at(at).text("name") + " (copy)");
  return out;
}

// Values of attributes are made anew with a copy: it takes over their extra prices.
void copy_extra_prices(const RecordSet& original, const RecordSet& copy) {
  const RecordSet lines = original["attribute_line_ids"], copied_lines = copy["attribute_line_ids"];
  for (std::size_t at = 0; at < lines.size() && at < copied_lines.size(); ++at)
    for (const RecordSet& value : lines.at(at)["product_template_value_ids"])
      for (const RecordSet& copied : copied_lines.at(at)["product_template_value_ids"])
        if (copied["product_attribute_value_id"] == value["product_attribute_value_id"] &&
            value.number("price_extra") != 0)
          copied.write({{"price_extra", value.number("price_extra")}});
}

Value copy(const RecordSet& self, const Arguments&, const Super& super) {
  const Value made = super();
  const RecordSet copies = self.browse(made.is_integer() ? Ids{made.integer()} : made.ids());
  for (std::size_t at = 0; at < copies.size(); ++at) copy_extra_prices(self.at(at), copies.at(at));
  return made;
}

// Clients pass ids first, as to any method of records: Odoo forgot to say that it is one of the model.
Value default_get_of_ids(const RecordSet& self, const Arguments&, const Super& super) { return super(self); }

Value onchange_uom_id(const RecordSet& self) {
  if (const RecordSet unit = self["uom_id"]) assign_in_form(self, "uom_po_id", unit.id());
  return {};
}

// Whoever makes a combo of a product is told at once why it cannot be one.
Value onchange_type(const RecordSet& product) {
  if (product.text("type") != "combo") return {};
  if (product["attribute_line_ids"]) throw user_error("A combo has no attributes.");
  const Domain choices = term("product_id", "in", product["product_variant_ids"].ids());
  if (product.sudo().env()["product.combo.item"].search_count(choices) > 0)
    throw user_error("What is a choice of a combo is no combo itself.");
  assign_in_form(product, "purchase_ok", false);
  return {};
}

}  // namespace

Behaviour product_template() {
  return {
      .model = "product.template",
      .computes = {{{"currency_id"}, compute_currency_id},
                   {{"cost_currency_id"}, compute_cost_currency_id},
                   {{"product_variant_id"}, compute_product_variant_id},
                   {{"product_variant_count"}, compute_product_variant_count},
                   {{"is_product_variant"}, compute_is_product_variant},
                   {{"service_tracking"}, compute_service_tracking, In{.since = Series::v18}},
                   {{"type"}, compute_type, In{.until = Series::v17}},
                   {{"uom_po_id"}, compute_uom_po_id, In{.since = Series::v18, .until = Series::v18}},
                   {{"is_dynamically_created"}, compute_is_dynamically_created, In{.since = Series::v19}},
                   {{"weight_uom_name"}, compute_weight_uom_name},
                   {{"volume_uom_name"}, compute_volume_uom_name},
                   {{"pricelist_item_count"}, compute_pricelist_item_count, In{.until = Series::v18}},
                   {{"can_image_1024_be_zoomed"}, compute_can_image_1024_be_zoomed},
                   {{"product_document_count"}, compute_product_document_count},
                   {{"product_tooltip"}, compute_product_tooltip},
                   {{"display_name"}, compute_display_name},
                   {{"standard_price"}, fields::compute_standard_price},
                   {{"barcode"}, fields::compute_barcode},
                   {{"default_code"}, fields::compute_default_code},
                   {{"weight"}, fields::compute_weight},
                   {{"volume"}, fields::compute_volume},
                   {{"packaging_ids"}, fields::compute_packaging_ids, In{.until = Series::v18}},
                   {{"valid_product_template_attribute_line_ids"}, fields::compute_valid_lines},
                   {{"has_configurable_attributes"}, fields::compute_has_configurable_attributes}},
      .inverses = {{"standard_price", fields::inverse_standard_price},
                   {"barcode", fields::inverse_barcode},
                   {"default_code", fields::inverse_default_code},
                   {"weight", fields::inverse_weight},
                   {"volume", fields::inverse_volume},
                   {"packaging_ids", fields::inverse_packaging_ids, In{.until = Series::v18}}},
      .searches = {{"display_name", search_display_name},
                   {"barcode", fields::search_barcode},
                   {"standard_price", fields::search_standard_price}},
      .constraints = {{check_uom, {"uom_id", "uom_po_id"}, In{.until = Series::v18}},
                      {check_detailed_type, {"type", "detailed_type"}, In{.until = Series::v17}},
                      {check_combo, {"type", "combo_ids"}, In{.since = Series::v18}},
                      {check_sale_of_combo, {"type", "combo_ids", "sale_ok"}, In{.since = Series::v18}},
                      {check_barcodes, {"company_id"}}},
      .onchanges = {{{"uom_id"}, onchange_uom_id, In{.until = Series::v18}},
                    {{"type"}, onchange_type, In{.since = Series::v18}}},
      .methods = {Method("default_get", "fields_list", default_get_of_ids,
                         In{.since = Series::v18, .until = Series::v18}),
                  {"copy", "default=None", copy},
                  {"get_single_product_variant", "", fields::get_single_product_variant},
                  {"_create_product_variant", "combination", fields::create_product_variant}},
      .create = create,
      .write = write,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::product
