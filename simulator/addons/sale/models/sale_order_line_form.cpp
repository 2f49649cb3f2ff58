// What is shown beside a line, and never stored.
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::RecordSet;
using orm::Value;

namespace {

void compute_allowed_uom_ids(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet product = line["product_id"];
    line.set("allowed_uom_ids", Value((product["uom_id"] | product["uom_ids"]).ids()));
  }
}

void compute_sale_line_warn_msg(const RecordSet& lines) {
  const bool warns = user_has_group(lines.env().user(), "sale.group_warning_sale");
  for (const RecordSet& line : lines)
    line.set("sale_line_warn_msg", warns ? line["product_id"].value("sale_line_warn_msg") : Value(""));
}

// The section or subsection that each line of an order stands under.
void set_parents(const RecordSet& order, const RecordSet& wanted) {
  RecordSet section = wanted.none(), subsection = section;
  const auto in_order = [](const RecordSet& line) { return line.integer("sequence"); };
  for (const RecordSet& line : order["order_line"].sorted(in_order)) {
    const std::string display = line.text("display_type");
    if (display == "line_section") subsection = section = section.none();
    if (display == "line_subsection") subsection = subsection.none();
    if (wanted.contains(line)) line.set("parent_id", subsection ? subsection : section);
    if (display == "line_section") section = line;
    if (display == "line_subsection") subsection = line;
  }
}

void compute_parent_id(const RecordSet& lines) {
  lines.set("parent_id", false);
  for (const RecordSet& order : lines["order_id"]) set_parents(order, lines.where("order_id", "=", order));
}

void compute_translated_product_name(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    line.set("translated_product_name", line["product_id"] ? line["product_id"].display_name() : std::string());
}

}  // namespace

std::vector<orm::Compute> line_form_computes() {
  constexpr orm::In since_19{.since = orm::Series::v19};
  return {
      {{"allowed_uom_ids"}, compute_allowed_uom_ids, since_19},
      {{"sale_line_warn_msg"}, compute_sale_line_warn_msg, since_19},
      {{"parent_id"}, compute_parent_id, since_19},
      {{"qty_delivered_at_date", "qty_invoiced_at_date", "amount_to_invoice_at_date"},
       compute_quantities_at_date,
       since_19},
      {{"translated_product_name"}, compute_translated_product_name, since_19},
  };
}

}  // namespace paridoo::addons::sale
