// Taking an invoice back.
#pragma once

#include <optional>
#include <string>

#include "src/invoicing/invoice.h"

namespace paridoo::invoicing {

struct NewCreditNote {
  Id invoice = 0;
  std::optional<std::string> reason = {};
  std::optional<std::string> dated = {};  // "YYYY-MM-DD"; empty: today
};

// Reverses a posted invoice of the order by a credit note of the same lines, which is posted and set against it. One
// that is dated in the future stays a draft until its day.
//   not_found       no such order, or not an invoice of it
//   invalid_state   the invoice is not posted, or is reversed already
Result<InvoiceWithLines> create_credit_note(const odoo::Session& odoo, Id order, const NewCreditNote& note);

}  // namespace paridoo::invoicing
