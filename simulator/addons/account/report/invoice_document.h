// The printed invoice, credit note or bill.
#pragma once

#include "simulator/addons/base/report_document.h"

namespace paridoo::addons::account {

// Of one account.move.
base::ReportDocument invoice_document(const orm::RecordSet& move);
// The same with what has been paid and what is still due.
base::ReportDocument invoice_document_with_payments(const orm::RecordSet& move);

}  // namespace paridoo::addons::account
