#include "src/payments/payment.h"

namespace paridoo::payments {

namespace {

using odoo::where;

// Odoo 18 renamed it.
std::string_view memo_field(const odoo::Version& version) { return version.major >= 18 ? "memo" : "ref"; }

std::vector<std::string_view> payment_fields(std::string_view memo) {
  return {"name", "state", "amount", "date", "partner_id", "journal_id", "currency_id", memo};
}

Result<Payment> payment_from(const odoo::Value& value, std::string_view memo) {
  odoo::RowReader row("account.payment", value);
  return row.finish(Payment{
      .id = row.id("id"),
      .name = row.optional_text("name"),
      .state = row.text("state"),
      .amount = row.number("amount"),
      .paid_on = row.text("date"),
      .customer = row.optional_reference("partner_id"),
      .journal = row.reference("journal_id"),
      .currency = row.reference("currency_id"),
      .memo = row.optional_text(memo),
  });
}

Result<std::vector<Payment>> payments_from(const odoo::List& rows, std::string_view memo) {
  std::vector<Payment> payments;
  for (const auto& row : rows) {
    auto payment = payment_from(row, memo);
    if (!payment) return payment.error();
    payments.push_back(*std::move(payment));
  }
  return payments;
}

odoo::Domain domain_of(const PaymentFilter& filter) {
  auto domain = where("partner_type", "=", "customer") & where("payment_type", "=", "inbound") & filter.visible;
  if (filter.customer) domain &= where("partner_id", "child_of", *filter.customer);
  if (filter.state) domain &= where("state", "=", *filter.state);
  if (filter.from_day) domain &= where("date", ">=", *filter.from_day);
  if (filter.to_day) domain &= where("date", "<=", *filter.to_day);
  return domain;
}

}  // namespace

Result<Payment> read_payment(const odoo::Session& odoo, Id id) {
  const auto version = odoo.version();
  if (!version) return version.error();
  const auto memo = memo_field(*version);
  const auto row = odoo.find("account.payment", where("id", "=", id), payment_fields(memo));
  if (!row) return row.error();
  if (*row) return payment_from(**row, memo);
  return Error{ErrorKind::malformed_answer, "The payment was registered, but Odoo does not show it."};
}

Result<PaymentPage> list_payments(const odoo::Session& odoo, const PaymentFilter& filter) {
  const auto version = odoo.version();
  if (!version) return version.error();
  const auto domain = domain_of(filter);
  const auto total = odoo.search_count("account.payment", domain);
  if (!total) return total.error();
  const auto memo = memo_field(*version);
  const auto rows = odoo.search_read("account.payment", domain, payment_fields(memo),
                                     {.order = "date desc, id desc", .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto payments = payments_from(*rows, memo);
  if (!payments) return payments.error();
  return PaymentPage{.total = *total, .payments = *std::move(payments)};
}

}  // namespace paridoo::payments
