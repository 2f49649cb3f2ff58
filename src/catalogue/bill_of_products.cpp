#include "src/catalogue/bill_of_products.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <sstream>

#include "src/odoo/existence.h"

namespace paridoo::catalogue {

namespace {

using odoo::Dict;
using odoo::where;

constexpr std::string_view sheet_model = "ov.bop.sheet";
constexpr std::string_view line_model = "ov.bop.line";
constexpr std::string_view property_model = "ov.bop.property";

Result<Packaged> packaged_from(const odoo::Value& value) {
  odoo::RowReader row("product.product", value);
  return row.finish(Packaged{.product = {.id = row.id("id"), .name = row.text("display_name")},
                             .product_template = row.reference("product_tmpl_id").id});
}

Result<BillLine> line_from(const odoo::Value& value) {
  odoo::RowReader row(line_model, value);
  return row.finish(BillLine{.id = row.id("id"),
                             .product = row.reference("product_id"),
                             .quantity = row.number("quantity"),
                             .sequence = static_cast<std::int64_t>(row.number("sequence")),
                             .product_type = row.text("product_type"),
                             .category = row.optional_text("x_pu_category")});
}

// Odoo keeps an option a line.
std::vector<std::string> options_from(const std::string& text) {
  std::vector<std::string> options;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) options.push_back(line);
  return options;
}

Result<BillProperty> property_from(const odoo::Value& value) {
  odoo::RowReader row(property_model, value);
  return row.finish(
      BillProperty{.id = row.id("id"), .name = row.text("name"), .options = options_from(row.text("options"))});
}

Result<std::optional<odoo::Reference>> find_sheet(const odoo::Session& odoo, const Packaged& packaged) {
  constexpr std::string_view fields[] = {"name"};
  const auto row = odoo.find(sheet_model, where("product_tmpl_id", "=", packaged.product_template), fields);
  if (!row) return row.error();
  if (!*row) return std::optional<odoo::Reference>();
  odoo::RowReader reader(sheet_model, **row);
  return reader.finish(std::optional(odoo::Reference{.id = reader.id("id"), .name = reader.text("name")}));
}

Result<Id> needed_sheet(const odoo::Session& odoo, const Packaged& packaged) {
  const auto sheet = find_sheet(odoo, packaged);
  if (!sheet) return sheet.error();
  if (*sheet) return (*sheet)->id;
  return odoo.create(sheet_model, {{"name", packaged.product.name}, {"product_tmpl_id", packaged.product_template}});
}

// not_found for a part of another bill.
Result<void> check_part(const odoo::Session& odoo, const Packaged& packaged, std::string_view model, Id id) {
  const auto count = odoo.search_count(
      model, where("id", "=", id) & where("sheet_id.product_tmpl_id", "=", packaged.product_template));
  if (!count) return count.error();
  if (*count > 0) return {};
  return Error{ErrorKind::not_found, fmt::format("The bill of {} has no such part {}.", packaged.product.name, id)};
}

Result<BillOfProducts> update_part(const odoo::Session& odoo, const Packaged& packaged, std::string_view model, Id id,
                                   Dict values) {
  if (auto own = check_part(odoo, packaged, model, id); !own) return own.error();
  if (auto written = odoo.write(model, {id}, std::move(values)); !written) return written.error();
  return read_bill(odoo, packaged);
}

Result<BillOfProducts> remove_part(const odoo::Session& odoo, const Packaged& packaged, std::string_view model, Id id) {
  if (auto own = check_part(odoo, packaged, model, id); !own) return own.error();
  if (auto gone = odoo.call_on(model, {id}, "unlink"); !gone) return gone.error();
  return read_bill(odoo, packaged);
}

Result<BillOfProducts> add_part(const odoo::Session& odoo, const Packaged& packaged, std::string_view model,
                                Dict values) {
  const auto sheet = needed_sheet(odoo, packaged);
  if (!sheet) return sheet.error();
  values.push_back({"sheet_id", *sheet});
  if (auto made = odoo.create(model, std::move(values)); !made) return made.error();
  return read_bill(odoo, packaged);
}

Dict values_of(const BillLineValues& line) {
  Dict values;
  if (line.product) values.push_back({"product_id", *line.product});
  if (line.quantity) values.push_back({"quantity", *line.quantity});
  if (line.sequence) values.push_back({"sequence", *line.sequence});
  return values;
}

Dict values_of(const BillPropertyValues& property) {
  Dict values;
  if (property.name) values.push_back({"name", *property.name});
  if (property.options) values.push_back({"options", fmt::format("{}", fmt::join(*property.options, "\n"))});
  return values;
}

Result<std::vector<BillLine>> read_lines(const odoo::Session& odoo, Id sheet) {
  constexpr std::string_view fields[] = {"product_id", "quantity", "sequence", "product_type", "x_pu_category"};
  const auto rows = odoo.search_read(line_model, where("sheet_id", "=", sheet), fields, {.order = "sequence, id"});
  if (!rows) return rows.error();
  return odoo::read_all<BillLine>(*rows, line_from);
}

Result<std::vector<BillProperty>> read_properties(const odoo::Session& odoo, Id sheet) {
  constexpr std::string_view fields[] = {"name", "options"};
  const auto rows = odoo.search_read(property_model, where("sheet_id", "=", sheet), fields, {.order = "sequence, id"});
  if (!rows) return rows.error();
  return odoo::read_all<BillProperty>(*rows, property_from);
}

}  // namespace

Result<Packaged> find_packaged(const odoo::Session& odoo, std::string_view reference, const odoo::Domain& visible) {
  constexpr std::string_view fields[] = {"display_name", "product_tmpl_id"};
  auto domain = where("default_code", "=", reference);
  if (const auto id = odoo::parse_id(reference)) domain = where("id", "=", *id) | domain;
  const auto row = odoo.find("product.product", domain & visible, fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no product {}.", reference)};
  return packaged_from(**row);
}

Result<BillOfProducts> read_bill(const odoo::Session& odoo, const Packaged& packaged) {
  const auto sheet = find_sheet(odoo, packaged);
  if (!sheet) return sheet.error();
  BillOfProducts bill{.id = {}, .name = {}, .product = packaged.product, .lines = {}, .properties = {}};
  if (!*sheet) return bill;
  auto lines = read_lines(odoo, (*sheet)->id);
  if (!lines) return lines.error();
  auto properties = read_properties(odoo, (*sheet)->id);
  if (!properties) return properties.error();
  bill.id = (*sheet)->id;
  bill.name = (*sheet)->name;
  bill.lines = *std::move(lines);
  bill.properties = *std::move(properties);
  return bill;
}

Result<BillOfProducts> add_line(const odoo::Session& odoo, const Packaged& packaged, const BillLineValues& line) {
  auto known = odoo::check_exists(odoo, "product.product", *line.product, "/product_id");
  if (!known) return known.error();
  return add_part(odoo, packaged, line_model, values_of(line));
}

Result<BillOfProducts> update_line(const odoo::Session& odoo, const Packaged& packaged, Id line,
                                   const BillLineValues& changes) {
  return update_part(odoo, packaged, line_model, line, values_of(changes));
}

Result<BillOfProducts> remove_line(const odoo::Session& odoo, const Packaged& packaged, Id line) {
  return remove_part(odoo, packaged, line_model, line);
}

Result<BillOfProducts> add_property(const odoo::Session& odoo, const Packaged& packaged,
                                    const BillPropertyValues& property) {
  return add_part(odoo, packaged, property_model, values_of(property));
}

Result<BillOfProducts> update_property(const odoo::Session& odoo, const Packaged& packaged, Id property,
                                       const BillPropertyValues& changes) {
  return update_part(odoo, packaged, property_model, property, values_of(changes));
}

Result<BillOfProducts> remove_property(const odoo::Session& odoo, const Packaged& packaged, Id property) {
  return remove_part(odoo, packaged, property_model, property);
}

}  // namespace paridoo::catalogue
