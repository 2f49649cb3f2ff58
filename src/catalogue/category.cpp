#include "src/catalogue/category.h"

#include "src/odoo/existence.h"

namespace paridoo::catalogue {

namespace {

constexpr std::string_view category_fields[] = {"name", "complete_name", "parent_id"};

Result<Category> category_from(const odoo::Value& value) {
  odoo::RowReader row("product.category", value);
  return row.finish(Category{
      .id = row.id("id"),
      .name = row.text("name"),
      .complete_name = row.text("complete_name"),
      .parent = row.optional_reference("parent_id"),
  });
}

}  // namespace

Result<std::vector<Category>> list_categories(const odoo::Session& odoo, const std::optional<Id>& within) {
  if (within) {
    if (auto known = odoo::check_exists(odoo, "product.category", *within, "/category_id"); !known)
      return known.error();
  }
  const auto domain = within ? odoo::where("id", "child_of", *within) : odoo::Domain();
  const auto rows = odoo.search_read("product.category", domain, category_fields, {.order = "complete_name, id"});
  if (!rows) return rows.error();
  return odoo::read_all<Category>(*rows, category_from);
}

}  // namespace paridoo::catalogue
