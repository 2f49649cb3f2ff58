#include "src/catalogue/product.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/catalogue/product_type.h"
#include "src/catalogue/unit_taxonomy.h"
#include "src/odoo/existence.h"

namespace paridoo::catalogue {

namespace {

using odoo::add;
using odoo::where;

constexpr std::string_view plain_fields[] = {
    "product_tmpl_id", "name",           "default_code",      "barcode",        "type",
    "tracking",        "invoice_policy", "categ_id",          "uom_id",         "lst_price",
    "active",          "qty_available",  "virtual_available", "standard_price", "description_sale",
};

// What there is to read of this Odoo's products.
struct Columns {
  ProductTypes types;
  std::vector<std::string> custom;
  std::vector<std::string_view> fields;
};

Result<Columns> columns_of(const odoo::Session& odoo) {
  const auto version = odoo.version();
  if (!version) return version.error();
  auto custom = custom_fields(odoo);
  if (!custom) return custom.error();
  Columns columns{.types = ProductTypes(*version), .custom = *std::move(custom), .fields = {}};
  columns.fields.assign(std::begin(plain_fields), std::end(plain_fields));
  columns.fields.push_back(columns.types.storable_field());
  columns.fields.insert(columns.fields.end(), columns.custom.begin(), columns.custom.end());
  return columns;
}

Result<Product> product_from(const odoo::Value& value, const Columns& columns) {
  odoo::RowReader row("product.product", value);
  return row.finish(Product{
      .id = row.id("id"),
      .product_template = row.reference("product_tmpl_id").id,
      .name = row.text("name"),
      .internal_reference = row.optional_text("default_code"),
      .barcode = row.optional_text("barcode"),
      .type = columns.types.read(row),
      .tracking = row.text("tracking"),
      .invoice_policy = row.optional_text("invoice_policy"),
      .category = row.optional_reference("categ_id"),
      .unit = row.reference("uom_id"),
      .price = row.number("lst_price"),
      .cost = row.number("standard_price"),
      .description = row.optional_text("description_sale"),
      .active = row.flag("active"),
      .on_hand = row.number("qty_available"),
      .forecasted = row.number("virtual_available"),
      .taxonomy = read_taxonomy(row, columns.custom),
  });
}

odoo::Domain has_text(const std::string& text) {
  return where("name", "ilike", text) | where("default_code", "ilike", text) | where("barcode", "ilike", text);
}

Result<odoo::Domain> domain_of(const ProductFilter& filter, const Columns& columns) {
  auto domain = where("sale_ok", "=", true) & filter.visible;
  if (filter.type) domain &= columns.types.domain(*filter.type);
  if (filter.text) domain &= has_text(*filter.text);
  UnitTaxonomy wanted;
  wanted.category = filter.unit_category;
  wanted.recurring = filter.recurring;
  const auto values = taxonomy_values(wanted, columns.custom);
  if (!values) return values.error();
  for (const auto& [field, value] : *values) domain &= where(field, "=", value);
  return domain;
}

// Below a category that is not there some Odoos find nothing, others fail: nothing is what it should be.
Result<odoo::Domain> in_category(const odoo::Session& odoo, const std::optional<Id>& category) {
  if (!category) return odoo::Domain();
  const auto known = odoo::existing(odoo, "product.category", {*category});
  if (!known) return known.error();
  return where("categ_id", "child_of", *known);
}

Result<void> check_references(const odoo::Session& odoo, const ProductValues& values) {
  if (values.category) {
    auto known = odoo::check_exists(odoo, "product.category", *values.category, "/category_id");
    if (!known) return known;
  }
  if (values.unit) return odoo::check_exists(odoo, "uom.uom", *values.unit, "/uom_id");
  return {};
}

Result<odoo::Dict> values_for_odoo(const ProductValues& values, const Columns& columns) {
  auto dict = taxonomy_values(values.taxonomy, columns.custom);
  if (!dict) return dict;
  add(*dict, "name", values.name);
  add(*dict, "default_code", values.internal_reference);
  add(*dict, "barcode", values.barcode);
  add(*dict, "tracking", values.tracking);
  add(*dict, "invoice_policy", values.invoice_policy);
  add(*dict, "categ_id", values.category);
  add(*dict, "uom_id", values.unit);
  add(*dict, "list_price", values.price);
  add(*dict, "standard_price", values.cost);
  add(*dict, "description_sale", values.description);
  if (values.type) {
    for (auto& member : columns.types.values(*values.type)) dict->push_back(std::move(member));
  }
  return dict;
}

// Archived ones are not found without asking for them.
odoo::Session with_archived(const odoo::Session& odoo) { return odoo.with_context({{"active_test", false}}); }

Result<Product> read_product(const odoo::Session& odoo, Id id, const Columns& columns) {
  const auto row = with_archived(odoo).find("product.product", where("id", "=", id), columns.fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no product {}.", id)};
  return product_from(**row, columns);
}

}  // namespace

Result<ProductPage> list_products(const odoo::Session& odoo, const ProductFilter& filter) {
  const auto columns = columns_of(odoo);
  if (!columns) return columns.error();
  auto domain = domain_of(filter, *columns);
  if (!domain) return domain.error();
  const auto category = in_category(odoo, filter.category);
  if (!category) return category.error();
  *domain &= *category;
  const auto total = odoo.search_count("product.product", *domain);
  if (!total) return total.error();
  const auto rows = odoo.search_read("product.product", *domain, columns->fields,
                                     {.order = "name, id", .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto products = odoo::read_all<Product>(*rows, [&](const odoo::Value& row) { return product_from(row, *columns); });
  if (!products) return products.error();
  return ProductPage{.total = *total, .products = *std::move(products)};
}

Result<Product> read_product(const odoo::Session& odoo, Id id) {
  const auto columns = columns_of(odoo);
  if (!columns) return columns.error();
  return read_product(odoo, id, *columns);
}

Result<Product> create_product(const odoo::Session& odoo, const ProductValues& values, const odoo::Dict& further) {
  const auto columns = columns_of(odoo);
  if (!columns) return columns.error();
  if (auto known = check_references(odoo, values); !known) return known.error();
  auto dict = values_for_odoo(values, *columns);
  if (!dict) return dict.error();
  dict->insert(dict->end(), further.begin(), further.end());
  const auto id = odoo.create("product.product", *std::move(dict));
  if (!id) return id.error();
  return read_product(odoo, *id, *columns);
}

Result<Product> update_product(const odoo::Session& odoo, Id id, const ProductValues& changes) {
  const auto columns = columns_of(odoo);
  if (!columns) return columns.error();
  if (const auto product = read_product(odoo, id, *columns); !product) return product.error();
  if (auto known = check_references(odoo, changes); !known) return known.error();
  auto dict = values_for_odoo(changes, *columns);
  if (!dict) return dict.error();
  if (auto written = odoo.write("product.product", {id}, *std::move(dict)); !written) return written.error();
  return read_product(odoo, id, *columns);
}

Result<Product> archive_product(const odoo::Session& odoo, Id id) {
  const auto columns = columns_of(odoo);
  if (!columns) return columns.error();
  const auto product = read_product(odoo, id, *columns);
  if (!product) return product.error();
  if (!product->active) {
    return Error{ErrorKind::invalid_state, fmt::format("Product {} is archived already.", product->name)};
  }
  const auto archived = odoo.call_on("product.product", {id}, "action_archive");
  if (!archived) return archived.error();
  return read_product(odoo, id, *columns);
}

}  // namespace paridoo::catalogue
