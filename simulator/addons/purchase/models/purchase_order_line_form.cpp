// What is shown beside a line since 19.0, and never stored.
#include "simulator/addons/purchase/models/purchase_order.h"
#include "simulator/addons/purchase/models/purchase_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::purchase {

using orm::RecordSet;
using orm::Value;

namespace {

void compute_allowed_uom_ids(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet product = line["product_id"];
    const RecordSet units = product["uom_id"] | product["uom_ids"] | product["seller_ids"]["product_uom_id"];
    line.set("allowed_uom_ids", Value(units.ids()));
  }
}

void compute_purchase_line_warn_msg(const RecordSet& lines) {
  const bool warns = user_has_group(lines.env().user(), "purchase.group_warning_purchase");
  for (const RecordSet& line : lines)
    line.set("purchase_line_warn_msg", warns ? line["product_id"].value("purchase_line_warn_msg") : Value(""));
}

void compute_price_unit_product_uom(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const double price = uom::compute_price(unit_of(line), line.number("price_unit"), line["product_id"]["uom_id"]);
    line.set("price_unit_product_uom", line.text("display_type").empty() ? price : 0.0);
  }
}

// Accruals ask what was received and billed at a day in the past.
void compute_quantities_at_date(const RecordSet& lines) {
  const Value& day = lines.env().context("accrual_entry_date");
  if (day.is_text() && day.text() < lines.env().today_text())
    throw orm::not_simulated("purchase.order.line quantities at a day in the past");
  for (const RecordSet& line : lines) {
    const double received = line.number("qty_received"), billed = line.number("qty_invoiced");
    line.set("qty_received_at_date", received);
    line.set("qty_invoiced_at_date", billed);
    line.set("amount_to_invoice_at_date", (received - billed) * line.number("price_unit"));
  }
}

// The section or subsection that each line of an order stands under.
void set_parents(const RecordSet& order, const RecordSet& wanted) {
  RecordSet section = wanted.none(), subsection = section;
  const auto in_order = [](const RecordSet& line) { return line.integer("sequence"); };
  for (const RecordSet& line : order["order_line"].sorted(in_order)) {
    const std::string display = line.text("display_type");
    if (display == "line_section") section = section.none();
    if (display == "line_section" || display == "line_subsection") subsection = subsection.none();
    if (wanted.contains(line)) line.set("parent_id", subsection ? subsection : section);
    if (display == "line_section") section = line;
    if (display == "line_subsection") subsection = line;
  }
}

void compute_parent_id(const RecordSet& lines) {
  lines.set("parent_id", false);
  for (const RecordSet& order : lines["order_id"]) set_parents(order, lines.where("order_id", "=", order));
}

}  // namespace

std::vector<orm::Compute> line_form_computes() {
  constexpr orm::In since_19{.since = orm::Series::v19};
  return {
      {{"allowed_uom_ids"}, compute_allowed_uom_ids, since_19},
      {{"purchase_line_warn_msg"}, compute_purchase_line_warn_msg, since_19},
      {{"price_unit_product_uom"}, compute_price_unit_product_uom, since_19},
      {{"qty_received_at_date", "qty_invoiced_at_date", "amount_to_invoice_at_date"},
       compute_quantities_at_date,
       since_19},
      {{"parent_id"}, compute_parent_id, since_19},
      {{"selected_seller_id"}, compute_selected_seller_id, since_19},
  };
}

}  // namespace paridoo::addons::purchase
