// Which invoices an order has, and whether there is more to invoice.
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::Domain;
using orm::List;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

const List customer_documents{"out_invoice", "out_refund"};

// Of the lines that count for the state of invoicing: neither sections nor down payments.
std::string invoice_status_of(const RecordSet& order) {
  if (order.text("state") != "sale") return "no";
  const RecordSet lines = order["order_line"].filtered(
      [](const RecordSet& line) { return !line.flag("is_downpayment") && line.text("display_type").empty(); });
  const auto all_in = [&](const List& statuses) {
    return lines && lines.where("invoice_status", "not in", statuses).empty();
  };
  if (const RecordSet open = lines.where("invoice_status", "=", "to invoice")) {
    const bool some_wait = !lines.where("invoice_status", "=", "no").empty();
    const bool only_extras = open.filtered(can_be_invoiced_alone).empty();
    return some_wait && only_extras ? "no" : "to invoice";
  }
  if (all_in({"invoiced"})) return "invoiced";
  return all_in({"invoiced", "upselling"}) ? "upselling" : "no";
}

}  // namespace

void compute_invoiced(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet invoices =
        order.mapped("order_line.invoice_lines.move_id").where("move_type", "in", customer_documents);
    order.set("invoice_ids", Value(invoices.ids()));
    order.set("invoice_count", invoices.size());
  }
}

Domain search_invoice_ids(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const Domain customer = term("order_line.invoice_lines.move_id.move_type", "in", customer_documents);
  // An order without invoices, not one with a line that has none.
  if (comparison == "=" && !operand) return term("id", "not in", Value(model.search(customer).ids()));
  return customer & term("order_line.invoice_lines.move_id", std::string(comparison), operand);
}

void compute_invoice_status(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("invoice_status", invoice_status_of(order));
}

}  // namespace paridoo::addons::sale
