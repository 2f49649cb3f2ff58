// The parts of product.template, by subject. The Behaviour stands in product_template.cpp.
#pragma once

#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::product::templates {

// product_template_of_variant.cpp: fields that a template with one variant shares with it.
void compute_standard_price(const orm::RecordSet& self);
void inverse_standard_price(const orm::RecordSet& self);
void compute_barcode(const orm::RecordSet& self);
void inverse_barcode(const orm::RecordSet& self);
void compute_default_code(const orm::RecordSet& self);
void inverse_default_code(const orm::RecordSet& self);
void compute_weight(const orm::RecordSet& self);
void inverse_weight(const orm::RecordSet& self);
void compute_volume(const orm::RecordSet& self);
void inverse_volume(const orm::RecordSet& self);
void compute_packaging_ids(const orm::RecordSet& self);
void inverse_packaging_ids(const orm::RecordSet& self);
orm::Domain search_barcode(const orm::RecordSet& model, std::string_view comparison, const orm::Value& operand);
orm::Domain search_standard_price(const orm::RecordSet& model, std::string_view comparison, const orm::Value& operand);

// Which rules of pricelists are counted on a product: since 18.0 fixed prices only.
orm::Domain counted_rules(const orm::Env& env);

// product_template_variants.cpp: the variants follow from the attributes.
void create_variants(const orm::RecordSet& templates);
bool has_dynamic_attributes(const orm::RecordSet& product_template);
void compute_valid_lines(const orm::RecordSet& self);
void compute_has_configurable_attributes(const orm::RecordSet& self);
orm::Value create_product_variant(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value get_single_product_variant(const orm::RecordSet& self, const orm::Arguments& arguments);

}  // namespace paridoo::addons::product::templates
