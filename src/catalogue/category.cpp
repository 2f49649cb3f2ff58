#include "src/catalogue/category.h"

#include <fmt/format.h>

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
  const auto domain = within ? odoo::where("id", "child_of", *within) : odoo::Domain();
  const auto rows = odoo.search_read("product.category", domain, category_fields, {.order = "complete_name, id"});
  if (!rows) return rows.error();
  if (within && rows->empty()) {
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("There is no product category {}.", *within),
                 .pointer = "/category_id"};
  }
  return odoo::read_all<Category>(*rows, category_from);
}

}  // namespace paridoo::catalogue
