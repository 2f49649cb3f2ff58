// Sending invoices: the printed invoice is kept, and a letter with it goes to the customer.
#pragma once

#include <optional>
#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

struct InvoiceLetter {
  std::string subject = {};
  std::string body = {};
  orm::Ids partners = {};
  bool auto_delete = false;
};

// Drafts and bills are not sent. Throws a UserError.
void check_sendable(const orm::RecordSet& moves);
// account.email_template_edi_invoice, or the one of credit notes; none if there is none.
orm::RecordSet invoice_template(const orm::RecordSet& move);
// What the template says of the invoice; of no template an empty letter.
InvoiceLetter letter_for(const orm::RecordSet& move, const orm::RecordSet& mail_template);
// "INV_2026_00001.pdf"
std::string pdf_name(const orm::RecordSet& move);
// Prints one invoice unless it has been printed, marks it as sent, and posts the letter. Gives the printed invoice.
orm::RecordSet send_invoice(const orm::RecordSet& move, const std::optional<InvoiceLetter>& letter);
// What opens the printed invoices: one, or several in one archive.
orm::Value download(const orm::RecordSet& printed);
// What a wizard shows of the files that will go with the letter.
orm::List attachments_shown(const orm::RecordSet& move);

}  // namespace paridoo::addons::account
