// The invoice on paper.
#pragma once

#include <optional>
#include <string>

#include "src/invoicing/invoice.h"

namespace paridoo::invoicing {

struct InvoiceDocument {
  std::string name;   // of the file
  std::string bytes;  // PDF
};

Result<InvoiceDocument> print_invoice(const odoo::Session& odoo, Id invoice);

// Emails it to the customer as PDF. invalid_state unless it is posted and the customer has an email address.
Result<Invoice> send_invoice(const odoo::Session& odoo, Id invoice, const std::optional<std::string>& message);

}  // namespace paridoo::invoicing
