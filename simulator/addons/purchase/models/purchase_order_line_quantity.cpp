// The quantities of a line: ordered, packed, received, billed.
#include <algorithm>

#include "simulator/addons/product/packaging.h"
#include "simulator/addons/purchase/models/purchase_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::purchase {

using orm::RecordSet;
using orm::Value;

namespace {

bool counts_as_billed(const RecordSet& bill) {
  return bill.text("state") != "cancel" || bill.text("payment_state") == "invoicing_legacy";
}

// 1 for a bill, -1 for a vendor's refund, 0 for anything else.
int sign_of(const RecordSet& bill) {
  const std::string type = bill.text("move_type");
  return type == "in_invoice" ? 1 : type == "in_refund" ? -1 : 0;
}

double billed(const RecordSet& line) {
  double quantity = 0;
  for (const RecordSet& bill_line : line["invoice_lines"]) {
    const RecordSet bill = bill_line["move_id"];
    if (counts_as_billed(bill) && sign_of(bill) != 0)
      quantity += sign_of(bill) *
                  uom::compute_quantity(bill_line["product_uom_id"], bill_line.number("quantity"), unit_of(line));
  }
  return quantity;
}

}  // namespace

void compute_product_packaging_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    RecordSet packaging = line["product_packaging_id"];
    if (!(packaging["product_id"] == line["product_id"])) packaging = packaging.none();
    const RecordSet unit = unit_of(line);
    const double quantity = line.number("product_qty");
    if (line["product_id"] && quantity != 0 && unit)
      if (const RecordSet found = product::suitable_packaging(
              line["product_id"],
              {.use = "purchase", .quantity = quantity, .unit = unit, .company = line["company_id"]}))
        packaging = found;
    line.set("product_packaging_id", packaging);
  }
}

void compute_product_packaging_qty(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet packaging = line["product_packaging_id"];
    const double quantity = line.number("product_qty");
    line.set("product_packaging_qty", packaging ? product::count_packagings(packaging, quantity, unit_of(line)) : 0.0);
  }
}

void compute_product_qty(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet packaging = line["product_packaging_id"];
    if (packaging.empty()) continue;
    const RecordSet unit = unit_of(line);
    const double quantity = product::packed_quantity(packaging, line.number("product_packaging_qty"), unit);
    if (orm::float_compare(quantity, line.number("product_qty"), uom::rounding_of(unit)) != 0)
      line.set("product_qty", quantity);
  }
}

void compute_product_uom_qty(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet own = line["product_id"]["uom_id"];
    const RecordSet unit = unit_of(line);
    const double quantity = line.number("product_qty");
    line.set("product_uom_qty", own && !(own == unit) ? uom::compute_quantity(unit, quantity, own) : quantity);
  }
}

void compute_qty_received_method(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const std::string type = line["product_id"].text("type");
    line.set("qty_received_method", type == "consu" || type == "service" ? Value("manual") : Value(false));
  }
}

void compute_qty_received(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    line.set("qty_received", line.text("qty_received_method") == "manual" ? line.number("qty_received_manual") : 0.0);
}

void keep_qty_received(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    line.write(
        {{"qty_received_manual", line.text("qty_received_method") == "manual" ? line.number("qty_received") : 0.0}});
}

void compute_qty_invoiced(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    line.set("qty_invoiced", billed(line));
    const std::string state = line["order_id"].text("state");
    const bool is_confirmed = state == "purchase" || state == "done";
    const bool on_order = line["product_id"].text("purchase_method") == "purchase";
    const double due = line.number(on_order ? "product_qty" : "qty_received") - line.number("qty_invoiced");
    line.set("qty_to_invoice", is_confirmed ? due : 0.0);
  }
}

}  // namespace paridoo::addons::purchase
