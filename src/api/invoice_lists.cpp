// Lists of invoices, invoices on paper, credit notes.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/customers/dashboard.h"
#include "src/governance/assignment.h"
#include "src/governance/visibility.h"
#include "src/invoicing/credit_note.h"
#include "src/invoicing/invoice_document.h"
#include "src/invoicing/invoice_list.h"
#include "src/orders/order.h"

namespace paridoo::api {

namespace {

// What the page, the query and the caller's sight say of any list.
Result<invoicing::InvoiceFilter> filter_of(const Call& call, const PageNumber& page) {
  auto visible = governance::visible(call.odoo, call.scope, Subject::invoice);
  if (!visible) return visible.error();
  return invoicing::InvoiceFilter{.state = optional_text(call.query, "state"),
                                  .customer = optional_id(call.query, "partner_id"),
                                  .from_day = optional_text(call.query, "date_from"),
                                  .to_day = optional_text(call.query, "date_to"),
                                  .visible = *std::move(visible),
                                  .offset = page.offset(),
                                  .limit = page.limit};
}

Result<Answer> answer_list(const Call& call, const PageNumber& page, const invoicing::InvoiceFilter& filter) {
  const auto found = invoicing::list_invoices(call.odoo, filter);
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& invoice : found->invoices) items.push_back(render(invoice));
  return answer_page(page, found->total, "invoices", std::move(items));
}

Result<Answer> answer_of_customer(const Call& call, bool unpaid) {
  const auto page = page_number(call.query, items_default);
  if (const auto known = customers::read_customer(call.odoo, call.id("id")); !known) return known.error();
  auto filter = filter_of(call, page);
  if (!filter) return filter.error();
  filter->customer = call.id("id");
  filter->unpaid = unpaid;
  return answer_list(call, page, *filter);
}

}  // namespace

Result<Answer> get_invoices(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto filter = filter_of(call, page);
  if (!filter) return filter.error();
  return answer_list(call, page, *filter);
}

Result<Answer> get_order_invoices(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto order = orders::read_order(call.odoo, call.id("id"));
  if (!order) return order.error();
  // Who sees the order sees its invoices.
  return answer_list(call, page,
                     {.state = {},
                      .customer = {},
                      .from_day = {},
                      .to_day = {},
                      .among = order->invoices,
                      .offset = page.offset(),
                      .limit = page.limit});
}

Result<Answer> get_customer_invoices(const Call& call) { return answer_of_customer(call, false); }

Result<Answer> get_pending_invoices(const Call& call) { return answer_of_customer(call, true); }

Result<Answer> get_next_payment(const Call& call) {
  if (const auto known = customers::read_customer(call.odoo, call.id("id")); !known) return known.error();
  const auto visible = governance::visible(call.odoo, call.scope, Subject::invoice);
  if (!visible) return visible.error();
  const auto next = invoicing::next_instalment(call.odoo, call.id("id"), *visible);
  if (!next) return next.error();
  if (!*next) return success(200, {{"next_payment", nullptr}});
  return success(200, {{"next_payment",
                        {{"due_date", (*next)->due_on},
                         {"amount", (*next)->amount},
                         {"currency", render((*next)->currency)},
                         {"invoice", render((*next)->invoice)}}}});
}

Result<Answer> post_credit_note(const Call& call) {
  const auto note = invoicing::create_credit_note(call.odoo, call.id("id"),
                                                  {.invoice = call.body.at("invoice_id").get<Id>(),
                                                   .reason = optional_text(call.body, "reason"),
                                                   .dated = optional_text(call.body, "date")});
  if (!note) return note.error();
  auto assigned = governance::assign_as_order(call.odoo, call.scope, call.id("id"), Subject::invoice, note->invoice.id);
  if (!assigned) return assigned.error();
  return success(201, {{"message", "Credit note created"}, {"invoice", render(*note)}});
}

Result<Answer> post_invoice_sending(const Call& call) {
  const auto invoice = invoicing::send_invoice(call.odoo, call.id("id"), optional_text(call.body, "message"));
  if (!invoice) return invoice.error();
  return success(200, {{"message", "Invoice sent"}, {"invoice", render(*invoice)}});
}

Result<Answer> get_invoice_pdf(const Call& call) {
  const auto document = invoicing::print_invoice(call.odoo, call.id("id"));
  if (!document) return document.error();
  return success(200, {{"document", render_document(document->name, document->bytes)}});
}

}  // namespace paridoo::api
