#include "src/orders/order_changes.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/odoo/attachment.h"
#include "src/odoo/existence.h"

namespace paridoo::orders {

namespace {

Error wrong_state(const Order& order, std::string_view what) {
  return {ErrorKind::invalid_state,
          fmt::format("Order {} cannot be {}: its state is {}.", order.name, what, order.state)};
}

Result<OrderWithLines> read_quotation(const odoo::Session& odoo, Id id) {
  auto order = read_order_with_lines(odoo, id);
  if (!order) return order;
  if (order->order.state == "draft" || order->order.state == "sent") return order;
  return wrong_state(order->order, "changed");
}

Result<void> check_line(const OrderWithLines& order, Id line, const std::string& pointer) {
  const auto& lines = order.lines;
  if (std::any_of(lines.begin(), lines.end(), [&](const OrderLine& own) { return own.id == line; })) return {};
  return Error{.kind = ErrorKind::not_found,
               .message = fmt::format("Order {} has no line {}.", order.order.name, line),
               .pointer = pointer};
}

Result<void> check_changes(const odoo::Session& odoo, const OrderWithLines& order, const OrderChanges& changes) {
  if (changes.customer) {
    auto known = odoo::check_exists(odoo, "res.partner", *changes.customer, "/customer_id");
    if (!known) return known;
  }
  if (changes.payment_terms) {
    auto known = odoo::check_exists(odoo, "account.payment.term", *changes.payment_terms, "/payment_term_id");
    if (!known) return known;
  }
  for (std::size_t i = 0; i < changes.lines.size(); ++i) {
    auto own = check_line(order, changes.lines[i].line, fmt::format("/lines/{}/id", i));
    if (!own) return own;
  }
  for (std::size_t i = 0; i < changes.removed_lines.size(); ++i) {
    auto own = check_line(order, changes.removed_lines[i], fmt::format("/remove_line_ids/{}", i));
    if (!own) return own;
  }
  return {};
}

odoo::List line_commands(const OrderChanges& changes) {
  odoo::List commands;
  for (const auto& line : changes.lines) {
    odoo::Dict values;
    odoo::add(values, "product_uom_qty", line.quantity);
    odoo::add(values, "price_unit", line.unit_price);
    commands.emplace_back(odoo::command::update(line.line, std::move(values)));
  }
  for (const Id line : changes.removed_lines) commands.emplace_back(odoo::command::remove(line));
  return commands;
}

odoo::Dict values_of(const OrderChanges& changes) {
  odoo::Dict values;
  odoo::add(values, "partner_id", changes.customer);
  odoo::add(values, "client_order_ref", changes.customer_reference);
  odoo::add(values, "date_order", changes.ordered_at);
  odoo::add(values, "validity_date", changes.valid_until);
  odoo::add(values, "payment_term_id", changes.payment_terms);
  if (auto commands = line_commands(changes); !commands.empty()) values.push_back({"order_line", std::move(commands)});
  return values;
}

Result<OrderWithLines> press(const odoo::Session& odoo, Id id, std::string_view button) {
  const auto pressed = odoo.call_on("sale.order", {id}, button);
  if (!pressed) return pressed.error();
  return read_order_with_lines(odoo, id);
}

std::string file_name(const std::string& order) {
  std::string name = order + ".pdf";
  std::replace(name.begin(), name.end(), '/', '_');
  return name;
}

}  // namespace

Result<OrderWithLines> change_order(const odoo::Session& odoo, Id id, const OrderChanges& changes) {
  const auto order = read_quotation(odoo, id);
  if (!order) return order.error();
  if (auto known = check_changes(odoo, *order, changes); !known) return known.error();
  if (auto written = odoo.write("sale.order", {id}, values_of(changes)); !written) return written.error();
  return read_order_with_lines(odoo, id);
}

Result<OrderWithLines> add_lines(const odoo::Session& odoo, Id id, const std::vector<NewOrderLine>& lines,
                                 bool expand) {
  const auto order = read_quotation(odoo, id);
  if (!order) return order.error();
  if (auto known = check_products(odoo, lines); !known) return known.error();
  const auto expanded = expand ? expand_packages(odoo, lines, "/products") : Result<std::vector<NewOrderLine>>(lines);
  if (!expanded) return expanded.error();
  auto written = odoo.write("sale.order", {id}, {{"order_line", new_line_commands(*expanded)}});
  if (!written) return written.error();
  return read_order_with_lines(odoo, id);
}

Result<OrderWithLines> send_order(const odoo::Session& odoo, Id id, const std::optional<std::string>& message) {
  const auto order = read_order(odoo, id);
  if (!order) return order.error();
  if (order->state == "cancel") return wrong_state(*order, "sent");
  if (auto reachable = odoo::check_address(odoo, order->customer); !reachable) return reachable.error();
  auto pdf = odoo.print("sale.report_saleorder", id);
  if (!pdf) return pdf.error();
  const auto posted =
      odoo::post_document(odoo.with_context({{"mark_so_as_sent", true}}),
                          {.model = "sale.order",
                           .record = id,
                           .recipient = order->customer.id,
                           .subject = order->name,
                           .body = message.value_or(fmt::format("Please find {} attached.", order->name)),
                           .file_name = file_name(order->name),
                           .pdf = *std::move(pdf)});
  if (!posted) return posted.error();
  return read_order_with_lines(odoo, id);
}

Result<Document> print_proforma(const odoo::Session& odoo, Id id) {
  const auto order = read_order(odoo, id);
  if (!order) return order.error();
  auto pdf = odoo.print("sale.report_saleorder_pro_forma", id);
  if (!pdf) return pdf.error();
  return Document{.name = file_name("PRO-FORMA_" + order->name), .bytes = *std::move(pdf)};
}

Result<OrderWithLines> finalize_order(const odoo::Session& odoo, Id id) {
  const auto order = read_order(odoo, id);
  if (!order) return order.error();
  if (order->state != "sale") return wrong_state(*order, "finalized");
  return press(odoo, id, "action_lock");
}

Result<OrderWithLines> cancel_order(const odoo::Session& odoo, Id id) {
  const auto order = read_order(odoo, id);
  if (!order) return order.error();
  if (order->state == "cancel") return wrong_state(*order, "cancelled");
  // Without it Odoo would open a window that offers to tell the customer.
  return press(odoo.with_context({{"disable_cancel_warning", true}}), id, "action_cancel");
}

}  // namespace paridoo::orders
