#include "src/orders/packages.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/catalogue/bill_of_products.h"

namespace paridoo::orders {

namespace {

using catalogue::BillOfProducts;
using odoo::where;

// The bills of these products, by product.
Result<std::map<Id, BillOfProducts>> bills_of(const odoo::Session& odoo, const std::vector<NewOrderLine>& lines) {
  constexpr std::string_view fields[] = {"display_name", "product_tmpl_id"};
  odoo::Ids products;
  for (const auto& line : lines) products.push_back(line.product);
  const auto with_bill = where("id", "in", products) & where("product_tmpl_id.x_bop_sheet_ids", "!=", false);
  const auto rows = odoo.search_read("product.product", with_bill, fields);
  if (!rows) return rows.error();
  std::map<Id, BillOfProducts> bills;
  for (const auto& value : *rows) {
    odoo::RowReader row("product.product", value);
    const auto packaged =
        row.finish(catalogue::Packaged{.product = {.id = row.id("id"), .name = row.text("display_name")},
                                       .product_template = row.reference("product_tmpl_id").id});
    if (!packaged) return packaged.error();
    auto bill = catalogue::read_bill(odoo, *packaged);
    if (!bill) return bill.error();
    if (!bill->lines.empty()) bills.emplace(packaged->product.id, *std::move(bill));
  }
  return bills;
}

Error refused(std::string message, std::string pointer) {
  return {.kind = ErrorKind::invalid_request, .message = std::move(message), .pointer = std::move(pointer)};
}

Result<std::string> chosen_of(const BillOfProducts& bill, const NewOrderLine& line, const std::string& pointer) {
  std::string chosen;
  for (const auto& property : bill.properties) {
    const auto choice = line.choices.find(property.name);
    const bool known = choice != line.choices.end() && std::find(property.options.begin(), property.options.end(),
                                                                 choice->second) != property.options.end();
    if (!known)
      return refused(fmt::format("Choose a {} of {}.", property.name, bill.product.name), pointer + "/choices");
    chosen += fmt::format("{}{}: {}", chosen.empty() ? "" : ", ", property.name, choice->second);
  }
  return chosen;
}

Result<void> add_parts(const BillOfProducts& bill, const NewOrderLine& line, const std::string& pointer,
                       std::vector<NewOrderLine>& expanded) {
  if (line.unit_price) {
    return refused(fmt::format("{} costs what its parts do.", bill.product.name), pointer + "/price_unit");
  }
  const auto chosen = chosen_of(bill, line, pointer);
  if (!chosen) return chosen.error();
  for (const auto& part : bill.lines) {
    expanded.push_back(
        {.product = part.product.id, .quantity = part.quantity * line.quantity, .package = bill.id, .chosen = *chosen});
  }
  return {};
}

}  // namespace

Result<std::vector<NewOrderLine>> expand_packages(const odoo::Session& odoo, const std::vector<NewOrderLine>& lines,
                                                  std::string_view pointer) {
  const auto bills = bills_of(odoo, lines);
  if (!bills) return bills.error();
  std::vector<NewOrderLine> expanded;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto at = fmt::format("{}/{}", pointer, i);
    const auto bill = bills->find(lines[i].product);
    if (bill == bills->end()) {
      if (!lines[i].choices.empty()) return refused("This product leaves nothing to choose.", at + "/choices");
      expanded.push_back(lines[i]);
      continue;
    }
    if (auto added = add_parts(bill->second, lines[i], at, expanded); !added) return added.error();
  }
  return expanded;
}

}  // namespace paridoo::orders
