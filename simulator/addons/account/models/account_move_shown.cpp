// What forms show of an entry besides its amounts, and warn about.
#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/base/amount_words.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// Others depend on the lines of the payment terms through this field, which no protocol can carry.
void compute_needed_terms(const RecordSet&) { throw not_simulated("account.move.needed_terms"); }

void compute_needed_terms_dirty(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("needed_terms_dirty", true);
}

void compute_words(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet currency = move["currency_id"];
    move.set("amount_total_words", currency ? base::amount_in_words(currency, move.number("amount_total")) : "");
  }
}

void compute_access_url(const RecordSet& self) {
  for (const RecordSet& move : self)
    move.set("access_url", is_invoice(move, Receipts::excluded) ? "/my/invoices/" + std::to_string(move.id()) : "#");
}

// Providers of online payment are not simulated: nothing is paid by them, nor in their course.
void compute_transactions(const RecordSet& self) {
  const bool counts = self.env().since(Series::v18);
  for (const RecordSet& move : self) {
    move.set("amount_paid", 0.0);
    move.set("authorized_transaction_ids", List{});
    if (counts) move.set("transaction_count", 0);
  }
}

void compute_credit_warning(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const bool warns = move.text("state") == "draft" && move.text("move_type") == "out_invoice";
    if (warns && move["company_id"].flag("account_use_credit_limit"))
      throw not_simulated("account.move.partner_credit_warning with credit limits");
    move.set("partner_credit_warning", "");
  }
}

void compute_quick_encoding(const RecordSet& self) {
  for (const RecordSet& move : self) {
    if (move.number("quick_edit_total_amount") != 0) throw not_simulated("account.move.quick_encoding_vals");
    move.set("quick_encoding_vals", false);
  }
}

// Ten earlier invoices of a partner show what is normal.
void compute_abnormal(const RecordSet& self) {
  constexpr std::int64_t enough = 10;
  for (const RecordSet& move : self) {
    const Domain alike = term("move_type", "=", move.text("move_type")) & term("state", "=", "posted") &
                         term("partner_id", "=", move["partner_id"]);
    if (move.text("state") == "draft" && is_invoice(move) && move.none().search_count(alike) >= enough)
      throw not_simulated("account.move.abnormal_amount_warning");
    move.set("abnormal_amount_warning", false);
    move.set("abnormal_date_warning", false);
  }
}

void compute_no_electronic_document(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("ubl_cii_xml_id", false);
}

// The PDF of a document that was sent is kept with it.
void compute_report(const RecordSet& self) {
  const RecordSet attachments = self.env()["ir.attachment"].sudo();
  const Domain of_field = term("res_model", "=", "account.move") & term("res_field", "=", "invoice_pdf_report_file");
  for (const RecordSet& move : self)
    move.set("invoice_pdf_report_id", attachments.search(of_field & term("res_id", "=", move.id()), {.limit = 1}));
}

// --- since 19.0

void compute_adjusting(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet origins = move["adjusting_entry_origin_move_ids"];
    if (origins.size() == 1) throw not_simulated("account.move.adjusting_entry_origin_label");
    move.set("adjusting_entries_count", move["adjusting_entries_move_ids"].size());
    move.set("adjusting_entry_origin_moves_count", origins.size());
    move.set("adjusting_entry_origin_label", false);
  }
}

void compute_alerts(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const bool has_some = move.flag("is_being_sent") || !move.text("tax_lock_date_message").empty() ||
                          (move.text("state") == "draft" && move.text("auto_post") != "no");
    if (has_some) throw not_simulated("account.move.alerts");
    move.set("alerts", false);
  }
}

void compute_send_buttons(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const bool is_sale = is_sale_document(move, Receipts::excluded);
    move.set("display_send_button", is_sale && move.text("state") == "posted");
    move.set("highlight_send_button", !move.flag("is_being_sent") && move["invoice_pdf_report_id"].empty());
    move.set("display_link_qr_code", false);
    move.set("show_journal", move["suitable_journal_ids"].size() > 1);
    move.set("is_sale_installed", true);
  }
}

void compute_incoterm(const RecordSet& self) {
  for (const RecordSet& move : self)
    if (move.text("move_type").starts_with("out_")) move.set("invoice_incoterm_id", move["company_id"]["incoterm_id"]);
}

void compute_incoterm_placeholder(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet usual = move["company_id"]["incoterm_id"];
    move.set("invoice_incoterm_placeholder", usual ? usual.display_name() : "Define a default in the settings");
  }
}

// Only the dues of customers and vendors are followed up.
void compute_no_followup(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet dues =
        move["line_ids"].filtered([](const RecordSet& line) { return is_receivable_or_payable(line["account_id"]); });
    move.set("no_followup", !is_invoice(move, Receipts::excluded) || dues.empty() || dues.at(0).flag("no_followup"));
  }
}

void compute_supply_date(const RecordSet& self) {
  for (const RecordSet& move : self) {
    move.set("show_taxable_supply_date", false);
    move.set("taxable_supply_date_placeholder", "");
  }
}

}  // namespace

std::vector<Compute> shown_computes() {
  constexpr In since_18{.since = Series::v18}, since_19{.since = Series::v19}, until_17{.until = Series::v17};
  return {
      {{"needed_terms"}, compute_needed_terms},
      {{"needed_terms_dirty"}, compute_needed_terms_dirty},
      {{"amount_total_words"}, compute_words},
      {{"access_url"}, compute_access_url},
      {{"amount_paid", "authorized_transaction_ids"}, compute_transactions, until_17},
      {{"amount_paid", "authorized_transaction_ids", "transaction_count"}, compute_transactions, since_18},
      {{"partner_credit_warning"}, compute_credit_warning},
      {{"quick_encoding_vals"}, compute_quick_encoding},
      {{"abnormal_amount_warning", "abnormal_date_warning"}, compute_abnormal, since_18},
      {{"ubl_cii_xml_id"}, compute_no_electronic_document},
      {{"invoice_pdf_report_id"}, compute_report},
      {{"adjusting_entries_count", "adjusting_entry_origin_moves_count", "adjusting_entry_origin_label"},
       compute_adjusting,
       since_19},
      {{"alerts"}, compute_alerts, since_19},
      {{"display_send_button", "highlight_send_button", "display_link_qr_code", "show_journal", "is_sale_installed"},
       compute_send_buttons,
       since_19},
      {{"invoice_incoterm_id"}, compute_incoterm, since_19},
      {{"invoice_incoterm_placeholder"}, compute_incoterm_placeholder, since_19},
      {{"no_followup"}, compute_no_followup, since_19},
      {{"show_taxable_supply_date", "taxable_supply_date_placeholder"}, compute_supply_date, since_19},
  };
}

}  // namespace paridoo::addons::account
