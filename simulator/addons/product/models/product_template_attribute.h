// Sets of product.template.attribute.value: the values that a variant is made of.
#pragma once

#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::product {

orm::RecordSet only_active(const orm::RecordSet& values);
// Values or lines, without those of attributes that never make variants.
orm::RecordSet without_no_variant(const orm::RecordSet& records);
// "12,34": the ids in ascending order.
std::string combination_indices(const orm::RecordSet& values);
// "Black, XL": the names, but for values that their line gives no choice of.
std::string combination_name(const orm::RecordSet& values);
// Makes, revives or removes the values of lines to fit their value_ids, and then the variants.
void update_values_of_lines(const orm::RecordSet& lines);

}  // namespace paridoo::addons::product
