#include "simulator/addons/product/models/product_template_attribute.h"

#include <algorithm>

#include "simulator/addons/product/models/product_template.h"

namespace paridoo::addons::product {

using namespace orm;

RecordSet only_active(const RecordSet& values) { return values.filtered("ptav_active"); }

RecordSet without_no_variant(const RecordSet& records) {
  return records.filtered(
      [](const RecordSet& one) { return one["attribute_id"].text("create_variant") != "no_variant"; });
}

std::string combination_indices(const RecordSet& values) {
  Ids ids = values.ids();
  std::ranges::sort(ids);
  std::string out;
  for (const Id id : ids) out += (out.empty() ? "" : ",") + std::to_string(id);
  return out;
}

std::string combination_name(const RecordSet& values) {
  const bool all_active = only_active(values).size() == values.size();
  std::string out;
  for (const RecordSet& value : without_no_variant(values)) {
    const RecordSet of_line = value["attribute_line_id"]["product_template_value_ids"];
    if ((all_active ? only_active(of_line) : of_line).size() == 1) continue;
    out += (out.empty() ? "" : ", ") + value.text("name");
  }
  return out;
}

namespace {

struct Changes {
  std::vector<Dict> to_create = {};
  RecordSet to_unlink;
};

// A value of an archived or deleted line of the same attribute is taken up again.
bool revive_value(const RecordSet& line, const RecordSet& attribute_value, Changes& changes) {
  const Domain archived = term("ptav_active", "=", false) & term("product_tmpl_id", "=", line["product_tmpl_id"].id()) &
                          term("attribute_id", "=", line["attribute_id"].id()) &
                          term("product_attribute_value_id", "=", attribute_value.id());
  const RecordSet found = changes.to_unlink.none().search(archived, {.limit = 1});
  if (found.empty()) return false;
  found.write({{"ptav_active", true}, {"attribute_line_id", line.id()}});
  changes.to_unlink -= found;
  return true;
}

void fit_values(const RecordSet& line, Changes& changes) {
  RecordSet remaining = line["value_ids"];
  RecordSet to_activate = changes.to_unlink.none(), to_drop = changes.to_unlink.none();
  for (const RecordSet& value : line["product_template_value_ids"]) {
    const RecordSet attribute_value = value["product_attribute_value_id"];
    const bool is_active = value.flag("ptav_active");
    if (!remaining.contains(attribute_value)) {
      if (is_active) to_drop |= value;
    } else {
      remaining -= attribute_value;
      if (!is_active) to_activate |= value;
    }
  }
  changes.to_unlink |= to_drop;
  for (const RecordSet& attribute_value : remaining)
    if (!revive_value(line, attribute_value, changes))
      changes.to_create.push_back({{"product_attribute_value_id", attribute_value.id()},
                                   {"attribute_line_id", line.id()},
                                   {"price_extra", attribute_value.number("default_extra_price")}});
  if (to_activate) to_activate.write({{"ptav_active", true}});
  if (changes.to_unlink) changes.to_unlink.write({{"ptav_active", false}});
}

}  // namespace

void update_values_of_lines(const RecordSet& lines) {
  const RecordSet values = lines.env()["product.template.attribute.value"];
  Changes changes{.to_unlink = values};
  const RecordSet templates_of_lines = lines["product_tmpl_id"];
  for (const RecordSet& line : lines) fit_values(line, changes);
  if (changes.to_unlink) changes.to_unlink.unlink();
  if (!changes.to_create.empty()) values.create(changes.to_create);
  templates::create_variants(templates_of_lines);
}

}  // namespace paridoo::addons::product
