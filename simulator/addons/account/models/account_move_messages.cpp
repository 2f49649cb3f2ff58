#include "simulator/addons/account/models/account_move_parts.h"

namespace paridoo::addons::account {

using namespace orm;

Value creation_subtype(const RecordSet& move, const Arguments&, const Super& super) {
  const std::string type = move.text("move_type");
  return type == "out_invoice" || type == "out_receipt" ? Value("account.mt_invoice_created") : super();
}

Value mail_post_access(const RecordSet&, const Arguments&, const Super&) { return "read"; }

Value creation_message(const RecordSet& move, const Arguments&, const Super& super) {
  const std::string type = move.text("move_type");
  for (const auto& [document, message] : {std::pair{"out_invoice", "Invoice Created"},
                                          {"out_refund", "Credit Note Created"},
                                          {"in_invoice", "Vendor Bill Created"},
                                          {"in_refund", "Refund Created"},
                                          {"out_receipt", "Sales Receipt Created"},
                                          {"in_receipt", "Purchase Receipt Created"}})
    if (type == document) return message;
  return super();
}

Value track_subtype(const RecordSet& move, const Arguments& arguments, const Super& super) {
  const Dict& before = arguments["initial_values"].dict();
  if (!is_invoice(move)) return super();
  if (before.contains("payment_state") && move.text("payment_state") == "paid") return "account.mt_invoice_paid";
  if (before.contains("state") && move.text("state") == "posted" && is_sale_document(move))
    return "account.mt_invoice_validated";
  return super();
}

}  // namespace paridoo::addons::account
