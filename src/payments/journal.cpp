#include "src/payments/journal.h"

#include <fmt/format.h>

namespace paridoo::payments {

namespace {

using odoo::where;

odoo::Domain journals_of(PaymentSource source) {
  switch (source) {
    case PaymentSource::cash: return where("type", "=", "cash");
    case PaymentSource::bank: return where("type", "=", "bank");
    // Odoo has no such type: mobile money is a journal of that name.
    case PaymentSource::mobile_money:
      return where("type", "in", odoo::List{"bank", "cash"}) & where("name", "ilike", "mobile");
  }
  return {};
}

odoo::Domain takes_money() { return where("type", "in", odoo::List{"bank", "cash", "credit"}); }

}  // namespace

Result<std::optional<Id>> choose_journal(const odoo::Session& odoo, Id company, const NewPayment& payment) {
  if (!payment.journal && !payment.source) return std::optional<Id>();
  const auto wanted =
      payment.journal ? where("id", "=", *payment.journal) & takes_money() : journals_of(*payment.source);
  constexpr std::string_view fields[] = {"name"};
  const auto row = odoo.find("account.journal", wanted & where("company_id", "=", company), fields);
  if (!row) return row.error();
  if (*row) {
    odoo::RowReader reader("account.journal", **row);
    return reader.finish(std::optional<Id>(reader.id("id")));
  }
  return Error{.kind = ErrorKind::not_found,
               .message = "The order's company has no such journal for money.",
               .pointer = payment.journal ? "/journal_id" : "/payment_source"};
}

}  // namespace paridoo::payments
