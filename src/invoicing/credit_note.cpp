#include "src/invoicing/credit_note.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/invoicing/order_invoices.h"

namespace paridoo::invoicing {

namespace {

using odoo::where;

constexpr std::string_view wizard_model = "account.move.reversal";

Error refused(ErrorKind kind, std::string message) {
  return {.kind = kind, .message = std::move(message), .pointer = "/invoice_id"};
}

Result<Invoice> invoice_of_order(const odoo::Session& odoo, Id order_id, Id id) {
  const auto order = orders::read_order(odoo, order_id);
  if (!order) return order.error();
  const auto& own = order->invoices;
  const auto missing = [&] {
    return refused(ErrorKind::not_found, fmt::format("Order {} has no invoice {}.", order->name, id));
  };
  if (std::find(own.begin(), own.end(), id) == own.end()) return missing();
  const auto found = read_invoices(odoo, {id});
  if (!found) return found.error();
  return found->empty() ? Result<Invoice>(missing()) : found->front();
}

Result<void> check_reversible(const Invoice& invoice) {
  if (!invoice.is_posted()) {
    return refused(ErrorKind::invalid_state,
                   fmt::format("Invoice {} cannot be reversed: its state is {}.", invoice.id, invoice.state));
  }
  if (invoice.payment_state != "reversed") return {};
  return refused(ErrorKind::invalid_state, fmt::format("Invoice {} is reversed already.", invoice.id));
}

odoo::Dict wizard_values(const Invoice& invoice, const NewCreditNote& note) {
  odoo::Dict values{{"journal_id", invoice.journal.id}};
  if (note.reason) values.push_back({"reason", *note.reason});
  if (note.dated) values.push_back({"date", *note.dated});
  return values;
}

Result<void> run_wizard(const odoo::Session& odoo, Id invoice, odoo::Dict values) {
  const auto on_invoice =
      odoo.with_context({{"active_model", "account.move"}, {"active_ids", odoo::Ids{invoice}}, {"active_id", invoice}});
  const auto wizard = on_invoice.create(wizard_model, std::move(values));
  if (!wizard) return wizard.error();
  const auto reversed = on_invoice.call_on(wizard_model, {*wizard}, "refund_moves");
  if (!reversed) return reversed.error();
  return {};
}

struct Reversal {
  Id id = 0;
  bool later = false;  // Odoo posts it on its day
};

Result<Reversal> newest_reversal(const odoo::Session& odoo, Id invoice) {
  constexpr std::string_view fields[] = {"auto_post"};
  const auto rows = odoo.search_read("account.move", where("reversed_entry_id", "=", invoice), fields,
                                     {.order = "id desc", .limit = 1});
  if (!rows) return rows.error();
  if (rows->empty()) return Error{ErrorKind::malformed_answer, "The invoice was reversed, but Odoo does not say how."};
  odoo::RowReader row("account.move", rows->front());
  return row.finish(Reversal{.id = row.id("id"), .later = row.text("auto_post") != "no"});
}

}  // namespace

Result<InvoiceWithLines> create_credit_note(const odoo::Session& odoo, Id order, const NewCreditNote& note) {
  const auto invoice = invoice_of_order(odoo, order, note.invoice);
  if (!invoice) return invoice.error();
  if (auto possible = check_reversible(*invoice); !possible) return possible.error();
  if (auto made = run_wizard(odoo, invoice->id, wizard_values(*invoice, note)); !made) return made.error();
  const auto reversal = newest_reversal(odoo, invoice->id);
  if (!reversal) return reversal.error();
  if (!reversal->later) {
    if (auto posted = post_invoice(odoo, reversal->id); !posted) return posted.error();
  }
  return read_invoice(odoo, reversal->id);
}

}  // namespace paridoo::invoicing
