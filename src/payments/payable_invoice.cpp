#include "src/payments/payable_invoice.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/invoicing/order_invoices.h"
#include "src/stock/delivery.h"

namespace paridoo::payments {

namespace {

using invoicing::Invoice;
using Invoices = std::vector<Invoice>;

Result<Invoice> wanted_invoice(const Invoices& invoices, const orders::Order& order, Id wanted) {
  const auto found = std::find_if(invoices.begin(), invoices.end(), [&](const Invoice& i) { return i.id == wanted; });
  if (found == invoices.end()) {
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("Order {} has no invoice {}.", order.name, wanted),
                 .pointer = "/invoice_id"};
  }
  if (found->is_posted()) return *found;
  const auto message = fmt::format("Invoice {} takes no payment: its state is {}.", wanted, found->state);
  return Error{.kind = ErrorKind::invalid_state, .message = message, .pointer = "/invoice_id"};
}

Result<void> check_delivered(const odoo::Session& odoo, const orders::Order& order) {
  if (!order.may_have_pending_delivery()) return {};
  const auto pending = stock::has_pending_delivery(odoo, order.id);
  if (!pending) return pending.error();
  if (!*pending) return {};
  const auto message = fmt::format("Order {} has a delivery that is not validated: validate it first.", order.name);
  return Error{ErrorKind::delivery_pending, message};
}

Error ambiguous(const orders::Order& order, const Invoices& open) {
  std::string ids;
  for (const auto& invoice : open) ids += fmt::format("{}{}", ids.empty() ? "" : ", ", invoice.id);
  return {.kind = ErrorKind::invoice_ambiguous,
          .message = fmt::format("Order {} has several unpaid invoices ({}): say which.", order.name, ids),
          .pointer = "/invoice_id"};
}

Result<Invoice> make_posted_invoice(const odoo::Session& odoo, const orders::Order& order) {
  const auto made = invoicing::create_invoice(odoo, order);
  if (!made) return made.error();
  const Id id = made->invoice.invoice.id;
  if (auto posted = invoicing::post_invoice(odoo, id); !posted) return posted.error();
  const auto invoice = invoicing::read_invoice(odoo, id);
  if (!invoice) return invoice.error();
  return invoice->invoice;
}

// Nothing waits for money: make the next invoice, or find that all is paid.
Result<Invoice> next_invoice(const odoo::Session& odoo, const orders::Order& order, const Invoices& invoices) {
  auto made = make_posted_invoice(odoo, order);
  if (made || made.error().kind != ErrorKind::nothing_to_invoice) return made;
  const auto paid = std::find_if(invoices.rbegin(), invoices.rend(), [](const Invoice& i) { return i.is_posted(); });
  return paid == invoices.rend() ? made : Result<Invoice>(*paid);
}

}  // namespace

Result<Invoice> payable_invoice(const odoo::Session& odoo, const orders::Order& order,
                                const std::optional<Id>& wanted) {
  const auto invoices = invoicing::read_invoices(odoo, order.invoices);
  if (!invoices) return invoices.error();
  if (wanted) return wanted_invoice(*invoices, order, *wanted);
  if (auto delivered = check_delivered(odoo, order); !delivered) return delivered.error();
  Invoices open;
  std::copy_if(invoices->begin(), invoices->end(), std::back_inserter(open),
               [](const Invoice& i) { return i.is_open(); });
  if (open.size() > 1) return ambiguous(order, open);
  if (open.size() == 1) return open.front();
  return next_invoice(odoo, order, *invoices);
}

}  // namespace paridoo::payments
