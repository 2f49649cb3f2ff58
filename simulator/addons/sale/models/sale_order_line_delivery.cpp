// How much of a line is delivered, when it can be, and what may still be changed on it.
#include <chrono>
#include <cmath>

#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::sale {

using orm::RecordSet;
using orm::term;

namespace {

// What analytic lines of costs say was spent on the line, in its unit.
double delivered_by_costs(const RecordSet& line) {
  double delivered = 0;
  const RecordSet costs = line.env()["account.analytic.line"].search(
      term("so_line", "=", line) & term("amount", "<=", 0.0) & term("product_uom_id", "!=", false));
  for (const RecordSet& cost : costs)
    delivered += uom::compute_quantity(cost["product_uom_id"], cost.number("unit_amount"), unit_of(line),
                                       {.method = orm::RoundingMethod::half_up, .refuse_other_category = false});
  return delivered;
}

bool is_product_fixed(const RecordSet& line) {
  const std::string state = line.text("state");
  if (state == "cancel" || (line.env().since(orm::Series::v18) && line.flag("is_downpayment"))) return true;
  return state == "sale" &&
         (line["order_id"].flag("locked") || line.number("qty_invoiced") > 0 || line.number("qty_delivered") > 0);
}

}  // namespace

void compute_qty_delivered_method(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("qty_delivered_method", line.flag("is_expense") ? "analytic" : "manual");
}

void compute_qty_delivered(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (line.text("qty_delivered_method") == "analytic") line.set("qty_delivered", delivered_by_costs(line));
}

void compute_product_updatable(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("product_updatable", !is_product_fixed(line));
}

void compute_product_uom_readonly(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const std::string state = line.text("state");
    line.set("product_uom_readonly", state == "sale" || state == "cancel");
  }
}

orm::Moment expected_date(const RecordSet& line) {
  const auto ordered = line["order_id"].moment("date_order");
  const orm::Moment start = line.text("state") == "sale" && ordered ? *ordered : line.env().now();
  const std::chrono::duration<double, std::ratio<86400>> lead(line.number("customer_lead"));
  return start + std::chrono::round<std::chrono::seconds>(lead);
}

}  // namespace paridoo::addons::sale
