#include "src/invoicing/invoice.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "src/invoicing/invoice_list.h"

namespace paridoo::invoicing {

namespace {

using odoo::where;

constexpr std::string_view invoice_fields[] = {
    "name",        "move_type",      "state",        "payment_state",    "partner_id",
    "ref",         "invoice_origin", "invoice_date", "invoice_date_due", "journal_id",
    "currency_id", "amount_untaxed", "amount_tax",   "amount_total",     "amount_residual",
};

constexpr std::string_view line_fields[] = {
    "product_id",     "name",        "quantity", "price_unit", "discount",
    "price_subtotal", "price_total", "tax_ids",  "sequence",   "display_type",
};

// Odoo 17 gives drafts the number "/".
std::optional<std::string> number_of(std::optional<std::string> name) {
  if (name == "/") return std::nullopt;
  return name;
}

Result<Invoice> invoice_from(const odoo::Value& value) {
  odoo::RowReader row("account.move", value);
  return row.finish(Invoice{
      .id = row.id("id"),
      .name = number_of(row.optional_text("name")),
      .kind = row.text("move_type"),
      .state = row.text("state"),
      .payment_state = row.text("payment_state"),
      .customer = row.reference("partner_id"),
      .reference = row.optional_text("ref"),
      .origin = row.optional_text("invoice_origin"),
      .invoiced_on = row.optional_text("invoice_date"),
      .due_on = row.optional_text("invoice_date_due"),
      .journal = row.reference("journal_id"),
      .currency = row.reference("currency_id"),
      .untaxed = row.number("amount_untaxed"),
      .tax = row.number("amount_tax"),
      .total = row.number("amount_total"),
      .residual = row.number("amount_residual"),
  });
}

Result<InvoiceLine> line_from(const odoo::Value& value) {
  odoo::RowReader row("account.move.line", value);
  return row.finish(InvoiceLine{
      .id = row.id("id"),
      .product = row.optional_reference("product_id"),
      .description = row.optional_text("name"),
      .quantity = row.number("quantity"),
      .unit_price = row.number("price_unit"),
      .discount_percent = row.number("discount"),
      .untaxed = row.number("price_subtotal"),
      .total = row.number("price_total"),
      .taxes = row.ids("tax_ids"),
  });
}

struct PlacedLine {
  bool sells = false;  // neither a section nor a note
  double sequence = 0;
  InvoiceLine line;
};

Result<PlacedLine> placed_line_from(const odoo::Value& value) {
  auto line = line_from(value);
  if (!line) return line.error();
  odoo::RowReader row("account.move.line", value);
  return row.finish(PlacedLine{
      .sells = row.text("display_type") == "product", .sequence = row.number("sequence"), .line = *std::move(line)});
}

// In the order in which they are printed: Odoo's own begins with the newest.
std::vector<InvoiceLine> sold(std::vector<PlacedLine> placed) {
  std::erase_if(placed, [](const PlacedLine& one) { return !one.sells; });
  std::sort(placed.begin(), placed.end(), [](const PlacedLine& a, const PlacedLine& b) {
    return std::tie(a.sequence, a.line.id) < std::tie(b.sequence, b.line.id);
  });
  std::vector<InvoiceLine> lines;
  lines.reserve(placed.size());
  for (auto& one : placed) lines.push_back(std::move(one.line));
  return lines;
}

Result<InvoiceWithLines> invoice_with_lines_from(const odoo::Value& value) {
  auto invoice = invoice_from(value);
  if (!invoice) return invoice.error();
  odoo::RowReader row("account.move", value);
  auto lines = odoo::read_all<PlacedLine>(row.rows("invoice_line_ids"), placed_line_from);
  if (!lines) return lines.error();
  return row.finish(InvoiceWithLines{.invoice = *std::move(invoice), .lines = sold(*std::move(lines))});
}

odoo::Domain in_state(const std::string& state) {
  if (state == "paid")
    return where("state", "=", "posted") & where("payment_state", "in", odoo::List{"paid", "in_payment"});
  if (state == "in_payment") return where("state", "=", "posted") & where("payment_state", "=", "in_payment");
  return where("state", "=", state);
}

odoo::Domain is_unpaid() {
  return where("move_type", "=", "out_invoice") & where("state", "=", "posted") &
         where("payment_state", "in", odoo::List{"not_paid", "partial"});
}

odoo::Domain domain_of(const InvoiceFilter& filter) {
  auto domain = where("move_type", "in", odoo::List{"out_invoice", "out_refund"}) & filter.visible;
  if (filter.unpaid) domain &= is_unpaid();
  if (filter.state) domain &= in_state(*filter.state);
  if (filter.customer) domain &= where("partner_id", "child_of", *filter.customer);
  if (filter.from_day) domain &= where("invoice_date", ">=", *filter.from_day);
  if (filter.to_day) domain &= where("invoice_date", "<=", *filter.to_day);
  if (filter.among) domain &= where("id", "in", *filter.among);
  return domain;
}

}  // namespace

Result<InvoicePage> list_invoices(const odoo::Session& odoo, const InvoiceFilter& filter) {
  const auto domain = domain_of(filter);
  const auto total = odoo.search_count("account.move", domain);
  if (!total) return total.error();
  const auto order = filter.unpaid ? "invoice_date_due, id" : "invoice_date desc, id desc";
  const auto rows = odoo.search_read("account.move", domain, invoice_fields,
                                     {.order = order, .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto invoices = odoo::read_all<Invoice>(*rows, invoice_from);
  if (!invoices) return invoices.error();
  return InvoicePage{.total = *total, .invoices = *std::move(invoices)};
}

bool Invoice::is_open() const {
  constexpr double least_amount = 1e-6;  // no currency has more decimals
  return is_posted() && residual > least_amount;
}

Result<InvoiceWithLines> read_invoice(const odoo::Session& odoo, Id id) {
  const auto domain = where("id", "=", id) & where("move_type", "in", odoo::List{"out_invoice", "out_refund"});
  const auto row =
      odoo.find("account.move", domain, invoice_fields, {.field = "invoice_line_ids", .fields = line_fields});
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no invoice {}.", id)};
  return invoice_with_lines_from(**row);
}

Result<std::vector<Invoice>> read_invoices(const odoo::Session& odoo, const odoo::Ids& ids) {
  if (ids.empty()) return std::vector<Invoice>();
  const auto domain = where("id", "in", ids) & where("move_type", "=", "out_invoice");
  const auto rows = odoo.search_read("account.move", domain, invoice_fields, {.order = "id"});
  if (!rows) return rows.error();
  return odoo::read_all<Invoice>(*rows, invoice_from);
}

}  // namespace paridoo::invoicing
