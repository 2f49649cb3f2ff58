#include "src/orders/order.h"

#include <fmt/format.h>

#include "src/orders/order_list.h"

namespace paridoo::orders {

namespace {

constexpr std::string_view order_fields[] = {
    "name",           "state",      "partner_id",   "client_order_ref", "date_order",      "company_id",  "currency_id",
    "amount_untaxed", "amount_tax", "amount_total", "invoice_status",   "delivery_status", "picking_ids", "invoice_ids",
};

constexpr std::string_view line_fields[] = {
    "product_id", "name",           "product_uom_qty", "qty_delivered", "qty_invoiced", "price_unit",
    "discount",   "price_subtotal", "price_tax",       "price_total",   "display_type",
};

Result<Order> order_from(const odoo::Value& value) {
  odoo::RowReader row("sale.order", value);
  return row.finish(Order{
      .id = row.id("id"),
      .name = row.text("name"),
      .state = row.text("state"),
      .customer = row.reference("partner_id"),
      .customer_reference = row.optional_text("client_order_ref"),
      .ordered_at = row.text("date_order"),
      .company = row.reference("company_id"),
      .currency = row.reference("currency_id"),
      .untaxed = row.number("amount_untaxed"),
      .tax = row.number("amount_tax"),
      .total = row.number("amount_total"),
      .invoice_status = row.text("invoice_status"),
      .delivery_status = row.optional_text("delivery_status"),
      .deliveries = row.ids("picking_ids"),
      .invoices = row.ids("invoice_ids"),
  });
}

Result<OrderLine> line_from(const odoo::Value& value) {
  odoo::RowReader row("sale.order.line", value);
  return row.finish(OrderLine{
      .id = row.id("id"),
      .product = row.optional_reference("product_id"),
      .description = row.text("name"),
      .quantity = row.number("product_uom_qty"),
      .quantity_delivered = row.number("qty_delivered"),
      .quantity_invoiced = row.number("qty_invoiced"),
      .unit_price = row.number("price_unit"),
      .discount_percent = row.number("discount"),
      .untaxed = row.number("price_subtotal"),
      .tax = row.number("price_tax"),
      .total = row.number("price_total"),
  });
}

// Sections and notes are lines of Odoo's, but sell nothing.
Result<bool> sells(const odoo::Value& line) {
  odoo::RowReader row("sale.order.line", line);
  const bool is_product = !row.optional_text("display_type");
  return row.finish(is_product);
}

Result<std::vector<OrderLine>> sold_lines(const odoo::List& lines) {
  std::vector<OrderLine> sold;
  for (const auto& line : lines) {
    const auto counts = sells(line);
    if (!counts) return counts.error();
    if (!*counts) continue;
    auto one = line_from(line);
    if (!one) return one.error();
    sold.push_back(*std::move(one));
  }
  return sold;
}

Result<OrderWithLines> order_with_lines_from(const odoo::Value& value) {
  auto order = order_from(value);
  if (!order) return order.error();
  odoo::RowReader row("sale.order", value);
  auto lines = sold_lines(row.rows("order_line"));
  if (!lines) return lines.error();
  return row.finish(OrderWithLines{.order = *std::move(order), .lines = *std::move(lines)});
}

Error no_such_order(Id id) { return {ErrorKind::not_found, fmt::format("There is no order {}.", id)}; }

// Odoo refuses by itself what is no quotation: only then is it worth asking what it is.
Error why_not_confirmed(const odoo::Session& odoo, Id id, const Error& refusal) {
  const bool refused = refusal.kind == ErrorKind::user_error || refusal.kind == ErrorKind::missing_record;
  if (!refused) return refusal;
  const auto order = read_order(odoo, id);
  if (!order) return order.error();
  if (order->state == "draft" || order->state == "sent") return refusal;
  const auto message = fmt::format("Order {} cannot be confirmed: its state is {}.", order->name, order->state);
  return {ErrorKind::invalid_state, message};
}

// Since Odoo 17 an order that is done is a sale that is locked.
odoo::Domain in_state(const std::string& state) {
  if (state == "done") return odoo::where("state", "=", "sale") & odoo::where("locked", "=", true);
  return odoo::where("state", "=", state);
}

odoo::Domain domain_of(const OrderFilter& filter) {
  auto domain = filter.visible;
  if (filter.state) domain &= in_state(*filter.state);
  if (filter.customer) domain &= odoo::where("partner_id", "=", *filter.customer);
  return domain;
}

}  // namespace

Result<OrderPage> list_orders(const odoo::Session& odoo, const OrderFilter& filter) {
  const auto domain = domain_of(filter);
  const auto total = odoo.search_count("sale.order", domain);
  if (!total) return total.error();
  const auto rows =
      odoo.search_read("sale.order", domain, order_fields,
                       {.order = "date_order desc, id desc", .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto orders = odoo::read_all<Order>(*rows, order_from);
  if (!orders) return orders.error();
  return OrderPage{.total = *total, .orders = *std::move(orders)};
}

Result<Order> read_order(const odoo::Session& odoo, Id id) {
  const auto row = odoo.find("sale.order", odoo::where("id", "=", id), order_fields);
  if (!row) return row.error();
  return *row ? order_from(**row) : Result<Order>(no_such_order(id));
}

Result<OrderWithLines> read_order_with_lines(const odoo::Session& odoo, Id id) {
  const odoo::Nested lines{.field = "order_line", .fields = line_fields};
  const auto row = odoo.find("sale.order", odoo::where("id", "=", id), order_fields, lines);
  if (!row) return row.error();
  return *row ? order_with_lines_from(**row) : Result<OrderWithLines>(no_such_order(id));
}

Result<OrderWithLines> confirm_order(const odoo::Session& odoo, Id id) {
  const auto confirmed = odoo.call_on("sale.order", {id}, "action_confirm");
  if (!confirmed) return why_not_confirmed(odoo, id, confirmed.error());
  return read_order_with_lines(odoo, id);
}

}  // namespace paridoo::orders
