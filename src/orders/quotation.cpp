#include "src/orders/quotation.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/governance/assignment.h"
#include "src/odoo/existence.h"

namespace paridoo::orders {

namespace {

using odoo::Dict;
using odoo::List;

Dict order_values(const NewQuotation& quotation, const std::vector<NewOrderLine>& lines) {
  Dict values{{"partner_id", quotation.customer}, {"order_line", new_line_commands(lines)}};
  if (quotation.company) values.push_back({"company_id", *quotation.company});
  if (quotation.customer_reference) values.push_back({"client_order_ref", *quotation.customer_reference});
  if (quotation.outlet) values.push_back({"x_outlet_id", *quotation.outlet});
  if (quotation.channel_partner) values.push_back({"x_channel_partner_id", *quotation.channel_partner});
  for (auto& member : governance::stamp_values(quotation.stamp)) values.push_back(std::move(member));
  return values;
}

Result<void> check_custom_field(const odoo::Session& odoo, std::string_view field, std::string_view pointer) {
  const auto present = odoo.has_field("sale.order", field);
  if (!present) return present.error();
  if (*present) return {};
  return Error{.kind = ErrorKind::not_supported,
               .message = fmt::format("This Odoo's sale orders have no field {}.", field),
               .pointer = std::string(pointer)};
}

Result<void> check_references(const odoo::Session& odoo, const NewQuotation& quotation) {
  if (auto known = odoo::check_exists(odoo, "res.partner", quotation.customer, "/customer_id"); !known) return known;
  if (quotation.company) {
    auto known = odoo::check_exists(odoo, "res.company", *quotation.company, "/company_id");
    if (!known) return known;
  }
  if (quotation.outlet) {
    if (auto present = check_custom_field(odoo, "x_outlet_id", "/outlet_id"); !present) return present;
    if (auto known = odoo::check_exists(odoo, "ov.outlet", *quotation.outlet, "/outlet_id"); !known) return known;
  }
  if (quotation.channel_partner) {
    return check_custom_field(odoo, "x_channel_partner_id", "/channel_partner_id");
  }
  return {};
}

}  // namespace

List new_line_commands(const std::vector<NewOrderLine>& lines) {
  List commands;
  for (const auto& line : lines) {
    Dict values{{"product_id", line.product}, {"product_uom_qty", line.quantity}};
    if (line.unit_price) values.push_back({"price_unit", *line.unit_price});
    if (line.package) values.push_back({"x_bop_sheet_id", *line.package});
    if (!line.chosen.empty()) values.push_back({"x_bop_properties", line.chosen});
    commands.emplace_back(odoo::command::create(std::move(values)));
  }
  return commands;
}

Result<void> check_products(const odoo::Session& odoo, const std::vector<NewOrderLine>& lines) {
  odoo::Ids products;
  for (const auto& line : lines) products.push_back(line.product);
  const auto known = odoo::existing(odoo, "product.product", products);
  if (!known) return known.error();
  for (std::size_t i = 0; i < products.size(); ++i) {
    if (std::find(known->begin(), known->end(), products[i]) != known->end()) continue;
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("There is no product {}.", products[i]),
                 .pointer = fmt::format("/products/{}/product_id", i)};
  }
  return {};
}

Result<OrderWithLines> create_quotation(const odoo::Session& odoo, const NewQuotation& quotation) {
  if (auto known = check_references(odoo, quotation); !known) return known.error();
  if (auto known = check_products(odoo, quotation.lines); !known) return known.error();
  const auto lines = quotation.expand_packages ? expand_packages(odoo, quotation.lines, "/products")
                                               : Result<std::vector<NewOrderLine>>(quotation.lines);
  if (!lines) return lines.error();
  const auto id = odoo.create("sale.order", order_values(quotation, *lines));
  if (!id) return id.error();
  if (quotation.stamp) {
    auto assigned = governance::assign(odoo, governance::Subject::order, *id, *quotation.stamp);
    if (!assigned) return assigned.error();
  }
  return read_order_with_lines(odoo, *id);
}

}  // namespace paridoo::orders
