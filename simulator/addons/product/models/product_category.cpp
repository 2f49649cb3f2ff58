#include "simulator/addons/base/hierarchy.h"
#include "simulator/addons/product/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_complete_name(const RecordSet& self) {
  for (const RecordSet& category : self) {
    const RecordSet parent = category["parent_id"];
    const std::string name = category.text("name");
    category.set("complete_name", parent.empty() ? name : parent.text("complete_name") + " / " + name);
  }
}

void compute_display_name(const RecordSet& self) {
  const Value& hierarchical = self.env().context("hierarchical_naming");
  const bool whole = hierarchical.is_none() || hierarchical;
  for (const RecordSet& category : self) category.set("display_name", category.value(whole ? "complete_name" : "name"));
}

void compute_product_count(const RecordSet& self) {
  for (const RecordSet& category : self)
    category.set("product_count",
                 self.env()["product.template"].search_count(term("categ_id", "child_of", category.id())));
}

void check_recursion(const RecordSet& self) {
  if (base::has_cycle(self)) throw validation_error("A category cannot be above itself in a hierarchy of categories.");
}

Value name_create(const RecordSet& self, const Arguments& arguments, const Super&) {
  const RecordSet category = self.create({{"name", arguments["name"]}});
  return List{category.id(), category.display_name()};
}

// What new products and expenses fall into; 19.0 does without.
std::vector<std::string_view> kept_categories(const Env& env) {
  if (env.since(Series::v19)) return {};
  std::vector<std::string_view> kept{"product.product_category_all", "product.cat_expense"};
  if (env.since(Series::v18)) kept.push_back("product.product_category_1");
  return kept;
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> out = super(self, defaults);
  const bool renames = self.env().since(Series::v19) && !defaults.contains("name");
  for (std::size_t at = 0; renames && at < out.size(); ++at) out[at].set("name", self.at(at).text("name") + " (copy)");
  return out;
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  for (const std::string_view kept : kept_categories(self.env()))
    if (const auto category = self.env().find_ref(kept); category && self.contains(category->id()))
      throw user_error("The category " + category->text("name") + " is needed by the system.");
  super(self);
}

}  // namespace

Behaviour product_category() {
  return {
      .model = "product.category",
      .rec_name = "complete_name",
      .computes = {{{"complete_name"}, compute_complete_name},
                   {{"display_name"}, compute_display_name},
                   {{"product_count"}, compute_product_count}},
      .constraints = {{check_recursion, {"parent_id"}}},
      .methods = {model_method("name_create", "name", name_create)},
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::product
