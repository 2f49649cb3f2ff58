#include "simulator/addons/product/models.h"
#include "simulator/addons/product/models/product_template.h"
#include "simulator/addons/product/models/product_template_attribute.h"
#include "simulator/orm/attempt.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

constexpr const char* updates_values = "update_product_template_attribute_values";

void compute_value_count(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("value_count", line["value_ids"].size());
}

void check_values(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet values = line["value_ids"];
    if (line.flag("active") && values.empty())
      throw validation_error("The attribute " + line["attribute_id"].text("name") + " of a product has a value.");
    for (const RecordSet& value : values)
      if (!(value["attribute_id"] == line["attribute_id"]))
        throw validation_error("The value " + value.text("name") + " is one of another attribute.");
  }
}

RecordSet archived_line(const RecordSet& model, const Dict& values) {
  return model.search(term("active", "=", false) & term("product_tmpl_id", "=", values.get("product_tmpl_id")) &
                          term("attribute_id", "=", values.get("attribute_id")),
                      {.limit = 1});
}

// An archived line of the attribute is taken up again, so that its variants are found again.
RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  RecordSet revived = model.none();
  std::vector<Dict> fresh;
  for (Dict& one : values) {
    const RecordSet archived = archived_line(model, one);
    if (archived.empty()) {
      fresh.push_back(std::move(one));
      continue;
    }
    if (!one.contains("active")) one.set("active", true);
    one.erase("product_tmpl_id");
    one.erase("attribute_id");
    archived.with_context({{updates_values, false}}).write(one);
    revived |= archived;
  }
  const RecordSet lines = fresh.empty() ? revived : revived | super(std::move(fresh));
  if (model.env().context("create_product_product") != Value(false)) update_values_of_lines(lines);
  return lines;
}

void refuse_move(const RecordSet& lines, const Dict& values, std::string_view field) {
  if (!values.contains(field)) return;
  for (const RecordSet& line : lines)
    if (!(Value(line[field]) == values.get(field)))
      throw user_error("A line of an attribute stays with its product and its attribute.");
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  refuse_move(self, values, "product_tmpl_id");
  refuse_move(self, values, "attribute_id");
  if (values.contains("active") && !values.get("active")) values.set("value_ids", List{command::clear()});
  super(self, std::move(values));
  if (self.env().context(updates_values) != Value(false)) update_values_of_lines(self);
}

// A line that is still referred to is archived.
void unlink(const RecordSet& self, const UnlinkSuper& super) {
  if (const RecordSet values = only_active(self["product_template_value_ids"])) values.unlink();
  const RecordSet products = self["product_tmpl_id"];
  RecordSet kept = self.none();
  for (const RecordSet& line : self)
    if (!attempt(self.env(), [&] { super(line); })) kept |= line;
  if (kept) kept.write({{"active", false}});
  templates::create_variants((products - kept["product_tmpl_id"]).exists());
}

}  // namespace

Behaviour product_template_attribute_line() {
  return {
      .model = "product.template.attribute.line",
      .rec_name = "attribute_id",
      .name_search_fields = {"attribute_id", "value_ids"},
      .shared_relations = {{"value_ids", "product.attribute.value", "pav_attribute_line_ids"}},
      .computes = {{{"value_count"}, compute_value_count}},
      .constraints = {{check_values, {"active", "value_ids", "attribute_id"}}},
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::product
