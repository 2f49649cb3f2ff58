#include "simulator/addons/product/models/product_product.h"

#include <algorithm>
#include <map>

#include "simulator/addons/product/models.h"
#include "simulator/addons/product/models/product_media.h"
#include "simulator/addons/product/models/product_template_attribute.h"
#include "simulator/addons/product/product.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;
namespace variant = variants;

namespace {

void compute_combination_indices(const RecordSet& self) {
  for (const RecordSet& product : self)
    product.set("combination_indices", combination_indices(product["product_template_attribute_value_ids"]));
}

void compute_is_product_variant(const RecordSet& self) {
  for (const RecordSet& product : self) product.set("is_product_variant", true);
}

std::int64_t by_sequence(const RecordSet& tag) { return tag.integer("sequence"); }

void compute_all_product_tag_ids(const RecordSet& self) {
  for (const RecordSet& product : self) {
    const RecordSet tags = product["product_tag_ids"] | product["additional_product_tag_ids"];
    product.set("all_product_tag_ids", self.env().since(Series::v18) ? tags.sorted(by_sequence).ids() : tags.ids());
  }
}

Domain search_all_product_tag_ids(const RecordSet&, std::string_view comparison, const Value& operand) {
  const std::string how(comparison);
  const Domain of_template = term("product_tag_ids", how, operand);
  const Domain own = term("additional_product_tag_ids", how, operand);
  return how.find("not") != how.npos || how == "!=" ? of_template & own : of_template | own;
}

// A barcode is unique among the products and the packagings that one company sees.
void check_barcode(const RecordSet& product) {
  const std::string barcode = product.text("barcode");
  if (barcode.empty()) return;
  Domain same = term("barcode", "=", barcode);
  if (const RecordSet company = product["company_id"])
    same = same & term("company_id", "in", List{false, company.id()});
  if (product.sudo().none().search_count(same) > 1)
    throw validation_error("The barcode " + barcode + " is the one of another product already.");
  // 19.0 keeps the barcodes of packagings in product.uom, which is not simulated: nobody can have made one.
  if (!product.env().since(Series::v19) && product.sudo().env()["product.packaging"].search_count(same) > 0)
    throw validation_error("The barcode " + barcode + " is the one of a packaging already.");
}

void check_barcodes(const RecordSet& self) {
  for (const RecordSet& product : self) check_barcode(product);
}

Value call_check_barcodes(const RecordSet& self, const Arguments&) {
  check_barcodes(self);
  return {};
}

// One active variant for each combination of a template.
void check_combination(const RecordSet& self) {
  for (const RecordSet& product : self.filtered("active")) {
    const Value indices = product.value("combination_indices");
    const Domain same = term("product_tmpl_id", "=", product["product_tmpl_id"].id()) & term("active", "=", true) &
                        term("combination_indices", "=", indices.is_none() ? Value(false) : indices);
    if (self.sudo().none().search_count(same) > 1)
      throw validation_error("The product has an active variant with this combination already.");
  }
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  // The template that a variant is made with must not make another one for itself.
  const RecordSet made = super(model.with_context({{"create_product_product", false}}), std::move(values));
  return made.in(model.env());
}

// What uses a product takes another unit for it; other addons say what that is.
Value update_uom(const RecordSet&, const Arguments&) { return true; }

Value get_product_multiline_description_sale(const RecordSet& self, const Arguments&) {
  return sale_description(self.ensure_one());
}

Value open_product_template(const RecordSet& self, const Arguments&) {
  return Dict{{"type", "ir.actions.act_window"},
              {"res_model", "product.template"},
              {"view_mode", "form"},
              {"res_id", self.ensure_one()["product_tmpl_id"]},
              {"target", "new"}};
}

// What its template says, a variant says too: it is as new as that. Later changes touch both (product_template.cpp).
void compute_write_date(const RecordSet& self) {
  for (const RecordSet& product : self)
    product.set("write_date", std::max({product.text("write_date"), product["product_tmpl_id"].text("write_date")}));
}

}  // namespace

Behaviour product_product() {
  return {
      .model = "product.product",
      .inherits = {{"product.template", "product_tmpl_id"}},
      .shared_relations = {{"product_template_attribute_value_ids", "product.template.attribute.value",
                            "ptav_product_variant_ids"}},
      .computes = {{{"write_date"}, compute_write_date},
                   {{"display_name"}, variant::compute_display_name},
                   {{"code"}, variant::compute_code},
                   {{"partner_ref"}, variant::compute_partner_ref},
                   {{"price_extra"}, variant::compute_price_extra},
                   {{"lst_price"}, variant::compute_lst_price},
                   {{"pricelist_rule_ids"}, variant::compute_pricelist_rule_ids, In{.since = Series::v19}},
                   {{"pricelist_item_count"}, variant::compute_pricelist_item_count, In{.until = Series::v18}},
                   {{"image_1920", "image_1024", "image_512", "image_256", "image_128"}, variant::compute_images},
                   {{"can_image_1024_be_zoomed"}, compute_can_image_1024_be_zoomed},
                   {{"can_image_variant_1024_be_zoomed"}, compute_can_image_variant_1024_be_zoomed},
                   {{"product_document_count"}, compute_product_document_count},
                   {{"combination_indices"}, compute_combination_indices},
                   {{"is_product_variant"}, compute_is_product_variant},
                   {{"all_product_tag_ids"}, compute_all_product_tag_ids}},
      .inverses = {{"lst_price", variant::inverse_lst_price},
                   {"pricelist_rule_ids", variant::inverse_pricelist_rule_ids, In{.since = Series::v19}},
                   {"image_1920", variant::inverse_image_1920}},
      .searches = {{"display_name", variant::search_display_name}, {"all_product_tag_ids", search_all_product_tag_ids}},
      .constraints = {{check_barcodes, {"barcode"}},
                      {check_combination, {"product_template_attribute_value_ids", "active"}}},
      .methods =
          {
              model_method("name_search", "name='', args=None, operator='ilike', limit=100", variant::name_search,
                           In{.until = Series::v18}),
              model_method("name_search", "name='', domain=None, operator='ilike', limit=100", variant::name_search,
                           In{.since = Series::v19}),
              {"copy", "default=None", variant::copy},
              {"toggle_active", "", variant::sync_template_activity, In{.until = Series::v18}},
              {"action_archive", "", variant::sync_template_activity},
              {"action_unarchive", "", variant::sync_template_activity},
              {"_filter_to_unlink", "", variant::filter_to_unlink},
              {"_unlink_or_archive", "", variant::unlink_or_archive},
              {"_update_uom", "to_uom_id", update_uom, In{.since = Series::v19}},
              {"_check_barcode_uniqueness", "", call_check_barcodes},
              {"get_product_multiline_description_sale", "", get_product_multiline_description_sale},
              {"open_product_template", "", open_product_template},
          },
      .create = create,
      .unlink = variant::unlink,
  };
}

}  // namespace paridoo::addons::product
