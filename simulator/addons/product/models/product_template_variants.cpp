#include <algorithm>
#include <set>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/product/models/product_template.h"
#include "simulator/addons/product/models/product_template_attribute.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product::templates {

using namespace orm;

namespace {

using Combination = std::set<Id>;  // of product.template.attribute.value

Combination combination_of(const RecordSet& values) { return {values.ids().begin(), values.ids().end()}; }

RecordSet lines_of(const RecordSet& product_template) {
  return without_no_variant(product_template["valid_product_template_attribute_line_ids"]);
}

// All ways to take one active value of each line, the last line turning fastest.
std::vector<Ids> all_combinations(const RecordSet& lines) {
  std::vector<Ids> all{{}};
  for (const RecordSet& line : lines) {
    std::vector<Ids> longer;
    for (const Ids& start : all)
      for (const Id value : only_active(line["product_template_value_ids"]).ids()) {
        longer.push_back(start);
        longer.back().push_back(value);
      }
    all = std::move(longer);
  }
  return all;
}

// A value of a line without a choice is put on the variants that lack it: they stay the same variants.
void add_single_values(const RecordSet& variants, const RecordSet& lines) {
  RecordSet singles = variants.env()["product.template.attribute.value"];
  for (const RecordSet& line : lines)
    if (const RecordSet values = only_active(line["product_template_value_ids"]); values.size() == 1) singles |= values;
  if (singles.empty()) return;
  for (const RecordSet& variant : variants) {
    const RecordSet own = variant["product_template_attribute_value_ids"];
    const RecordSet combination = own | singles;
    const bool fits = combination.size() == lines.size() && combination["attribute_line_id"] == lines;
    if (fits && combination.size() > own.size())
      variant.write({{"product_template_attribute_value_ids", List{command::set(combination.ids())}}});
  }
}

Dict values_of_variant(const RecordSet& product_template, const Ids& combination) {
  return {{"product_tmpl_id", product_template.id()},
          {"product_template_attribute_value_ids", List{command::set(combination)}},
          {"active", product_template.flag("active")}};
}

struct Plan {
  std::vector<Dict> to_create = {};
  RecordSet to_activate, to_remove;
};

void refuse_too_many(const Env& env, std::size_t count) {
  const std::string limit = base::config_parameter(env, "product.dynamic_variant_limit", "1000");
  if (count > std::stoull(limit))
    throw user_error("These attributes make more variants than the limit allows. Make variants on demand instead.");
}

bool is_possible(const RecordSet& lines, const RecordSet& combination) {
  return combination.size() == lines.size() && combination["attribute_line_id"] == lines &&
         only_active(combination) == combination;
}

// Variants by combination; of two with the same one, an active and an older one counts.
std::vector<std::pair<Combination, RecordSet>> by_combination(const RecordSet& variants) {
  std::vector<std::pair<Combination, RecordSet>> known;
  const RecordSet ranked =
      variants.sorted([](const RecordSet& variant) { return std::pair(!variant.flag("active"), variant.id()); });
  for (const RecordSet& variant : ranked) {
    const Combination combination = combination_of(variant["product_template_attribute_value_ids"]);
    if (std::ranges::none_of(known, [&](const auto& one) { return one.first == combination; }))
      known.emplace_back(combination, variant);
  }
  return known;
}

// A new template has its lines in the order in which they were given.
RecordSet as_made(const RecordSet& lines) {
  return lines.sorted([](const RecordSet& line) { return line.id(); });
}

// With dynamic attributes only what exists is kept; else every combination is wanted.
void plan_for(const RecordSet& product_template, Plan& plan) {
  const RecordSet lines = lines_of(product_template);
  const RecordSet variants = product_template.with_context({{"active_test", false}})["product_variant_ids"];
  add_single_values(variants, lines);
  const auto known = by_combination(variants.in(product_template.env()));
  RecordSet kept = plan.to_activate.none();
  if (has_dynamic_attributes(product_template)) {
    for (const auto& [_, variant] : known)
      if (is_possible(lines, variant["product_template_attribute_value_ids"])) kept |= variant;
  } else {
    const std::size_t before = plan.to_create.size();
    for (const Ids& ids : all_combinations(variants ? lines : as_made(lines))) {
      const Combination wanted(ids.begin(), ids.end());
      const auto found = std::ranges::find(known, wanted, [](const auto& one) { return one.first; });
      if (found != known.end())
        kept |= found->second;
      else
        plan.to_create.push_back(values_of_variant(product_template, ids));
      refuse_too_many(product_template.env(), plan.to_create.size() - before);
    }
  }
  plan.to_activate |= kept;
  plan.to_remove |= variants.in(product_template.env()) - kept;
}

}  // namespace

void create_variants(const RecordSet& templates) {
  if (templates.empty()) return;
  templates.env().flush();
  const RecordSet products = templates.env()["product.product"];
  Plan plan{.to_activate = products, .to_remove = products};
  for (const RecordSet& product_template : templates) plan_for(product_template, plan);
  if (const RecordSet archived = plan.to_activate.where("active", "=", false)) archived.write({{"active", true}});
  if (!plan.to_create.empty()) products.create(plan.to_create);
  if (plan.to_remove.empty()) return;
  plan.to_remove.call("_unlink_or_archive");
  if (templates.exists().size() != templates.size())
    throw user_error("These attributes leave no variant of the product. Archive or delete the product instead.");
}

bool has_dynamic_attributes(const RecordSet& product_template) {
  const RecordSet attributes = product_template["valid_product_template_attribute_line_ids"]["attribute_id"];
  return !attributes.where("create_variant", "=", "dynamic").empty();
}

void compute_valid_lines(const RecordSet& self) {
  for (const RecordSet& product_template : self) {
    const RecordSet valid = product_template["attribute_line_ids"].filtered(
        [](const RecordSet& line) { return !line["value_ids"].empty(); });
    product_template.set("valid_product_template_attribute_line_ids", valid.ids());
  }
}

void compute_has_configurable_attributes(const RecordSet& self) {
  for (const RecordSet& product_template : self) {
    const RecordSet choices = product_template["attribute_line_ids"].filtered([](const RecordSet& line) {
      const RecordSet values = line["value_ids"];
      return values.size() >= 2 || line["attribute_id"].text("display_type") == "multi" ||
             !values.filtered("is_custom").empty();
    });
    product_template.set("has_configurable_attributes", has_dynamic_attributes(product_template) || choices);
  }
}

// On demand: the variant of a combination, made if the template makes its variants dynamically.
Value create_product_variant(const RecordSet& self, const Arguments& arguments) {
  const RecordSet values = self.env()["product.template.attribute.value"].browse(arguments["combination"].ids());
  const RecordSet combination = without_no_variant(values);
  const RecordSet all = self.ensure_one().sudo().with_context({{"active_test", false}})["product_variant_ids"];
  for (const auto& [known, variant] : by_combination(all))
    if (known == combination_of(combination)) {
      if (!variant.flag("active") && has_dynamic_attributes(self)) variant.write({{"active", true}});
      return variant.id();
    }
  if (!has_dynamic_attributes(self) || !is_possible(lines_of(self), combination)) return false;
  const RecordSet products = self.sudo().env()["product.product"];
  return products.create(values_of_variant(self, combination.ids())).id();
}

Value get_single_product_variant(const RecordSet& self, const Arguments&) {
  const RecordSet variant = self.ensure_one()["product_variant_ids"];
  if (variant.size() != 1 || self.flag("has_configurable_attributes")) return Dict{};
  return Dict{{"product_id", variant.id()}, {"product_name", variant.display_name()}};
}

}  // namespace paridoo::addons::product::templates
