// What a customer has to pay next.
#include "src/invoicing/invoice_list.h"

namespace paridoo::invoicing {

namespace {

using odoo::where;

constexpr std::string_view instalment_fields[] = {"date_maturity", "amount_residual_currency", "currency_id",
                                                  "move_id"};

struct Due {
  std::optional<std::string> on;
  double amount = 0;
  odoo::Reference currency;
  odoo::Reference invoice;
};

Result<Due> due_from(const odoo::Value& value) {
  odoo::RowReader row("account.move.line", value);
  return row.finish(Due{
      .on = row.optional_text("date_maturity"),
      .amount = row.number("amount_residual_currency"),
      .currency = row.reference("currency_id"),
      .invoice = row.reference("move_id"),
  });
}

// Receivables of posted invoices with something left to pay.
odoo::Domain is_open_receivable(Id customer) {
  return where("partner_id", "child_of", customer) & where("parent_state", "=", "posted") &
         where("move_id.move_type", "=", "out_invoice") & where("account_id.account_type", "=", "asset_receivable") &
         where("amount_residual", ">", 0);
}

}  // namespace

Result<std::optional<Instalment>> next_instalment(const odoo::Session& odoo, Id customer, const odoo::Domain& visible) {
  auto domain = is_open_receivable(customer);
  if (!visible.empty()) {
    const auto open = list_invoices(odoo, {.state = {},
                                           .customer = customer,
                                           .from_day = {},
                                           .to_day = {},
                                           .unpaid = true,
                                           .visible = visible,
                                           .limit = 0});
    if (!open) return open.error();
    odoo::Ids ids;
    for (const auto& invoice : open->invoices) ids.push_back(invoice.id);
    domain &= where("move_id", "in", ids);
  }
  const auto rows =
      odoo.search_read("account.move.line", domain, instalment_fields, {.order = "date_maturity, id", .limit = 1});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Instalment>();
  const auto due = due_from(rows->front());
  if (!due) return due.error();
  return std::optional(Instalment{
      .due_on = due->on.value_or(""), .amount = due->amount, .currency = due->currency, .invoice = due->invoice});
}

}  // namespace paridoo::invoicing
