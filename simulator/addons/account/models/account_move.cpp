// account.move: which part does what. The parts are in account_move_<subject>.cpp.
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_hash.h"
#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/models/account_move_naming.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// Hooks that other modules override.
Value invoice_paid_hook(const RecordSet&, const Arguments&) { return {}; }
Value in_payment_state(const RecordSet&, const Arguments&) { return "paid"; }

// Modules that deliver goods say when.
void compute_delivery_date(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("delivery_date", move.value("delivery_date"));
}

void compute_incoterm_location(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("incoterm_location", move.value("incoterm_location"));
}

void compute_quick_edit(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::string mode = move["company_id"].text("quick_edit_mode");
    const std::string type = move["journal_id"].text("type");
    const bool sale = type == "sale" && (mode == "out_invoices" || mode == "out_and_in_invoices");
    const bool purchase = type == "purchase" && (mode == "in_invoices" || mode == "out_and_in_invoices");
    move.set("quick_edit_mode", sale || purchase);
  }
}

constexpr In until_17{.until = Series::v17};
constexpr In since_18{.since = Series::v18};
constexpr In since_19{.since = Series::v19};

std::vector<Compute> computes() {
  std::vector<Compute> computes{
      {{"name"}, compute_name},
      {{"sequence_prefix", "sequence_number"}, compute_split_sequence},
      {{"made_sequence_gap"}, compute_made_sequence_gap, since_18},
      {{"made_sequence_hole"}, compute_made_sequence_hole, until_17},
      {{"highest_name"}, compute_highest_name},
      {{"name_placeholder"}, compute_name_placeholder, since_18},
      {{"invoice_user_id"}, compute_invoice_user},
      {{"company_id"}, compute_company},
      {{"journal_id"}, compute_journal},
      {{"is_storno"}, compute_is_storno},
      {{"commercial_partner_id"}, compute_commercial_partner},
      {{"partner_shipping_id"}, compute_partner_shipping},
      {{"fiscal_position_id"}, compute_fiscal_position},
      {{"bank_partner_id"}, compute_bank_partner},
      {{"partner_bank_id"}, compute_partner_bank},
      {{"invoice_payment_term_id"}, compute_payment_term},
      {{"preferred_payment_method_line_id"}, compute_preferred_payment_method, since_18},
      {{"currency_id"}, compute_currency},
      {{"invoice_currency_rate"}, compute_currency_rate, since_18},
      {{"expected_currency_rate"}, compute_expected_currency_rate, since_19},
      {{"narration"}, compute_narration},
      {{"invoice_partner_display_name"}, compute_partner_display_name},
      {{"tax_country_id", "tax_country_code"}, compute_tax_country},
      {{"date"}, compute_date},
      {{"auto_post_until"}, compute_auto_post_until},
      {{"invoice_date_due"}, compute_invoice_date_due},
      {{"next_payment_date"}, compute_next_payment_date, since_18},
      {{"tax_lock_date_message"}, compute_tax_lock_message},
      {{"delivery_date"}, compute_delivery_date},
      {{"incoterm_location"}, compute_incoterm_location},
      {{"amount_untaxed", "amount_tax", "amount_total", "amount_residual", "amount_untaxed_signed",
        "amount_untaxed_in_currency_signed", "amount_tax_signed", "amount_total_signed", "amount_residual_signed",
        "amount_total_in_currency_signed"},
       compute_amount,
       since_18},
      {{"amount_untaxed", "amount_tax", "amount_total", "amount_residual", "amount_untaxed_signed", "amount_tax_signed",
        "amount_total_signed", "amount_residual_signed", "amount_total_in_currency_signed"},
       compute_amount,
       until_17},
      {{"payment_state"}, compute_payment_state},
      {{"status_in_payment"}, compute_status_in_payment, since_18},
      {{"direction_sign"}, compute_direction_sign},
      {{"always_tax_exigible"}, compute_always_tax_exigible},
      {{"tax_totals"}, compute_tax_totals},
      {{"display_name"}, compute_display_name},
      {{"type_name"}, compute_type_name},
      {{"hide_post_button", "is_being_sent", "need_cancel_request", "show_reset_to_draft_button", "display_qr_code",
        "display_inactive_currency_warning", "show_delivery_date", "has_reconciled_entries"},
       compute_shown_flags},
      {{"move_sent_values", "secured", "payment_count"}, compute_newer_flags, since_18},
      {{"string_to_hash"}, compute_string_to_hash, until_17},
      {{"invoice_filter_type_domain"}, compute_filter_type},
      {{"suitable_journal_ids"}, compute_suitable_journals},
      {{"payment_term_details"}, compute_payment_term_details},
      {{"show_payment_term_details", "show_discount_details"}, compute_show_payment_term_details},
      {{"duplicated_ref_ids"}, compute_duplicates},
      {{"taxes_legal_notes"}, compute_legal_notes, since_18},
      {{"partner_credit"}, compute_partner_credit, {.until = Series::v18}},
      {{"reconciled_payment_ids"}, compute_reconciled_payments, since_19},
      {{"checked"}, compute_checked, since_19},
      {{"quick_edit_mode"}, compute_quick_edit},
      {{"invoice_outstanding_credits_debits_widget", "invoice_has_outstanding"}, compute_outstanding_widget},
      {{"invoice_payments_widget"}, compute_payments_widget},
  };
  for (Compute& compute : shown_computes()) computes.push_back(std::move(compute));
  return computes;
}

std::vector<Method> methods() {
  return {
      {"onchange", "values, field_names, fields_spec", onchange},
      {"_creation_subtype", "", creation_subtype},
      {"_mail_post_access", "", mail_post_access},
      {"_creation_message", "", creation_message},
      {"_track_subtype", "initial_values", track_subtype},
      {"_post", "soft=True", post_method},
      {"action_post", "", action_post},
      {"_get_account_of_product", "product_id", get_account_of_product},
      {"button_draft", "", button_draft},
      {"button_cancel", "", button_cancel},
      {"button_hash", "", button_hash, since_18},
      {"_reverse_moves", "default_values_list=None, cancel=False", reverse_moves_method},
      {"_invoice_paid_hook", "", invoice_paid_hook},
      {"_get_invoice_in_payment_state", "", in_payment_state},
      {"action_register_payment", "", action_register_payment},
      {"action_force_register_payment", "", action_force_register_payment, since_18},
      {"action_switch_move_type", "", action_switch_move_type},
      {"action_reverse", "", action_reverse},
      {"action_toggle_block_payment", "", action_toggle_block_payment, since_18},
      {"action_activate_currency", "", action_activate_currency},
      {"action_update_fpos_values", "", action_update_fpos_values},
      {"button_set_checked", "", button_set_checked},
      {"js_assign_outstanding_line", "line_id", js_assign_outstanding_line},
      {"js_remove_outstanding_partial", "partial_id", js_remove_outstanding_partial},
  };
}

}  // namespace

Behaviour account_move() {
  return {
      .model = "account.move",
      .name_search_fields = {"name", "partner_id", "ref"},
      .shared_relations = {{"matched_payment_ids", "account.payment", "invoice_ids", since_18}},
      .computes = computes(),
      .inverses = {{"tax_totals", inverse_tax_totals},
                   {"amount_total", inverse_amount_total},
                   {"payment_reference", outdate_term_names, until_17},
                   {"invoice_payment_term_id", outdate_term_names}},
      .searches = {{"secured", search_secured, since_18}},
      .constraints = {{check_auto_post_date, {"auto_post", "invoice_date"}},
                      {check_journal_type, {"journal_id", "move_type"}},
                      {check_taxes_country, {"line_ids", "fiscal_position_id", "company_id"}},
                      {check_number_fits_date, {"name", "date"}}},
      .indexes = {{{"journal_id"}}, {{"journal_id", "sequence_prefix", "sequence_number"}}, {{"name", "journal_id"}}},
      .onchanges = {{{"partner_id"}, onchange_partner_id}},
      .methods = methods(),
      .create = create_moves,
      .write = write_moves,
      .unlink = unlink_moves,
      .copy_data = copy_move_data,
  };
}

}  // namespace paridoo::addons::account
