#include "simulator/addons/account/move.h"

#include "simulator/addons/account/accounts.h"

namespace paridoo::addons::account {

using namespace orm;

bool is_sale_type(std::string_view type, Receipts receipts) {
  return type == "out_invoice" || type == "out_refund" || (receipts == Receipts::included && type == "out_receipt");
}

bool is_purchase_type(std::string_view type, Receipts receipts) {
  return type == "in_invoice" || type == "in_refund" || (receipts == Receipts::included && type == "in_receipt");
}

bool is_inbound_type(std::string_view type) {
  return type == "out_invoice" || type == "in_refund" || type == "out_receipt";
}

bool is_outbound_type(std::string_view type) {
  return type == "in_invoice" || type == "out_refund" || type == "in_receipt";
}

bool is_sale_document(const RecordSet& move, Receipts receipts) {
  return is_sale_type(move.text("move_type"), receipts);
}

bool is_purchase_document(const RecordSet& move, Receipts receipts) {
  return is_purchase_type(move.text("move_type"), receipts);
}

bool is_invoice(const RecordSet& move, Receipts receipts) {
  return is_sale_document(move, receipts) || is_purchase_document(move, receipts);
}

bool is_entry(const RecordSet& move) { return move.text("move_type") == "entry"; }

bool is_inbound(const RecordSet& move) { return is_inbound_type(move.text("move_type")); }

int direction_sign(const RecordSet& move) {
  const std::string type = move.text("move_type");
  return type == "entry" || is_outbound_type(type) ? 1 : -1;
}

bool is_accountable(const RecordSet& line) {
  const std::string type = line.text("display_type");
  return type != "line_section" && type != "line_note";
}

RecordSet receivable_payable_lines(const RecordSet& moves) {
  return moves["line_ids"].filtered([](const RecordSet& line) { return is_receivable_or_payable(line["account_id"]); });
}

RecordSet without_sync(const RecordSet& records) {
  Dict context;
  for (const Item& item : records.env().context())
    if (!item.name.starts_with("default_")) context.set(item.name, item.value);
  context.set("skip_invoice_sync", true);
  context.set("check_move_validity", false);
  return records.in(records.env().with_whole_context(std::move(context)));
}

}  // namespace paridoo::addons::account
