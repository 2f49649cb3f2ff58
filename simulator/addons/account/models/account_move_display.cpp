#include <algorithm>
#include <map>
#include <sstream>

#include "simulator/addons/account/models/account_move_hash.h"
#include "simulator/addons/account/models/account_move_naming.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

const std::map<std::string, std::string>& draft_names() {
  static const std::map<std::string, std::string> names{{"out_invoice", "Draft Invoice"},
                                                        {"out_refund", "Draft Credit Note"},
                                                        {"in_invoice", "Draft Bill"},
                                                        {"in_refund", "Draft Vendor Credit Note"},
                                                        {"out_receipt", "Draft Sales Receipt"},
                                                        {"in_receipt", "Draft Purchase Receipt"},
                                                        {"entry", "Draft Entry"}};
  return names;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

std::string with_plain_spaces(std::string text) {
  constexpr std::string_view no_break = "\u00a0";
  for (std::size_t at = 0; (at = text.find(no_break, at)) != std::string::npos;) text.replace(at, no_break.size(), " ");
  return text;
}

// Long references end in an ellipsis, after a whole word; whatever parts their words, one space does.
std::string shortened(const std::string& text, std::size_t width) {
  constexpr std::string_view ellipsis = " [...]";
  std::string whole, cut;
  std::istringstream words(with_plain_spaces(text));
  for (std::string word; words >> word;) {
    whole += (whole.empty() ? "" : " ") + word;
    if (characters(whole) + ellipsis.size() <= width) cut = whole;
  }
  if (characters(whole) <= width) return whole;
  return cut.empty() ? std::string(ellipsis.substr(1)) : cut + std::string(ellipsis);
}

std::string name_by_amount(const RecordSet& move) {
  const std::string amount = " (" + base::format_amount(move["currency_id"], move.number("amount_total")) + ")";
  if (move.text("state") != "posted") return "Draft" + amount;
  const std::string ref = move.text("ref");
  return (ref.empty() ? move.text("name") : ref) + amount;
}

// 17.0 tells drafts without a number by their id.
std::string id_17(const RecordSet& move) {
  return move.env().since(Series::v18) ? "" : "(* " + std::to_string(move.id()) + ")";
}

std::string display_name_of(const RecordSet& move) {
  const Env& env = move.env();
  if (env.context("name_as_amount_total")) return name_by_amount(move);
  std::string name = move.text("state") == "draft" ? draft_names().at(move.text("move_type")) : "";
  if (has_number(move)) {
    name += (name.empty() ? "" : " ") + move.text("name");
    if (env.context("input_full_display_name")) {
      if (move["partner_id"]) name += ", " + move["partner_id"].text("name");
      if (move.day("date")) name += ", " + move.text("date");
    }
  } else if (const std::string id = id_17(move); !id.empty()) {
    name += (name.empty() ? "" : " ") + id;
  }
  const std::string ref = move.text("ref");
  return ref.empty() ? name : name + " (" + shortened(ref, 50) + ")";
}

}  // namespace

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("display_name", display_name_of(move));
}

void compute_type_name(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::string type = move.text("move_type");
    std::string name = type == "out_invoice" ? "Invoice" : type == "out_refund" ? "Credit Note" : "";
    for (const auto& [value, label] : self.model().at("move_type").facts->selection)
      if (name.empty() && value == type) name = label;
    move.set("type_name", name);
  }
}

namespace {

// Lines that are matched wholly, and those that they are matched with on the side that their credit says.
std::size_t reconciled_count(const RecordSet& lines) {
  std::size_t count = 0;
  for (const RecordSet& line : lines.filtered("reconciled"))
    count += 1 + line[line.number("credit") > 0 ? "matched_debit_ids" : "matched_credit_ids"].size();
  return count;
}

}  // namespace

// What buttons and banners depend on.
void compute_shown_flags(const RecordSet& self) {
  const std::string today = self.env().today_text();
  for (const RecordSet& move : self) {
    const std::string state = move.text("state");
    const std::string type = move.text("move_type");
    const bool document = type != "entry" && type != "out_refund" && type != "in_refund";
    const bool later = move.text("auto_post") != "no" && move.text("date") > today;
    move.set("hide_post_button", state != "draft" || later);
    move.set("is_being_sent",
             bool(move.value(self.env().since(Series::v18) ? "sending_data" : "send_and_print_values")));
    move.set("need_cancel_request", false);
    move.set("show_reset_to_draft_button", !is_locked_by_hash(move) && (state == "cancel" || state == "posted"));
    move.set("display_qr_code", document && move["company_id"].flag("qr_code"));
    const RecordSet currency = move["currency_id"];
    move.set("display_inactive_currency_warning", state == "draft" && currency && !currency.flag("active"));
    move.set("show_delivery_date", move.day("delivery_date") && is_sale_document(move, Receipts::excluded));
    move.set("has_reconciled_entries", reconciled_count(move["line_ids"]) > 1);
  }
}

// What 18.0 added to them.
void compute_newer_flags(const RecordSet& self) {
  const bool by_match = self.env().since(Series::v19);
  for (const RecordSet& move : self) {
    move.set("move_sent_values", move.flag("is_move_sent") ? "sent" : "not_sent");
    move.set("secured", !move.text("inalterable_hash").empty());
    move.set("payment_count", move[by_match ? "reconciled_payment_ids" : "matched_payment_ids"].size());
  }
}

// Entries made by hand need no review once they are posted; documents are reviewed by who may post them.
void compute_checked(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("checked", move.text("state") == "posted");
}

void compute_filter_type(const RecordSet& self) {
  for (const RecordSet& move : self)
    move.set("invoice_filter_type_domain", is_sale_document(move)       ? Value("sale")
                                           : is_purchase_document(move) ? Value("purchase")
                                                                        : Value(false));
}

void compute_suitable_journals(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::string type = move.text("invoice_filter_type_domain");
    const RecordSet company = move["company_id"];
    const Domain domain =
        of_company(company ? company : self.env().company()) & term("type", "=", type.empty() ? "general" : type);
    move.set("suitable_journal_ids", Value(self.env()["account.journal"].search(domain).ids()));
  }
}

namespace {

// A day as people read it in English.
std::string american(const std::string& day) {
  return day.empty() ? "" : day.substr(5, 2) + "/" + day.substr(8, 2) + "/" + day.substr(0, 4);
}

}  // namespace

void compute_payment_term_details(const RecordSet& self) {
  for (const RecordSet& move : self) {
    if (!move.flag("show_payment_term_details")) {
      move.set("payment_term_details", false);
      continue;
    }
    List details;
    const RecordSet lines = move["line_ids"].where("display_type", "=", "payment_term");
    for (const RecordSet& line : lines.sorted([](const RecordSet& one) { return one.text("date_maturity"); }))
      details.push_back(Dict{{"date", american(line.text("date_maturity"))},
                             {"amount", (is_inbound(move) ? 1 : -1) * line.number("amount_currency")}});
    move.set("payment_term_details", std::move(details));
  }
}

void compute_show_payment_term_details(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::string type = move.text("move_type");
    const std::string state = move.text("payment_state");
    const bool open =
        type != "entry" && type != "out_refund" && type != "in_refund" && (state == "not_paid" || state == "partial");
    const bool discount = open && move["invoice_payment_term_id"].flag("early_discount");
    const bool several = open && move["line_ids"].where("display_type", "=", "payment_term").size() > 1;
    move.set("show_discount_details", discount);
    move.set("show_payment_term_details", discount || several);
  }
}

namespace {

Domain same_document(const RecordSet& move) {
  const RecordSet partner = move["commercial_partner_id"];
  Domain domain = term("id", "!=", move.id()) & term("company_id", "=", move["company_id"].id()) &
                  term("move_type", "=", move.text("move_type")) & term("state", "in", List{"draft", "posted"});
  domain = domain & (partner ? term("commercial_partner_id", "=", partner.id()) : term("state", "=", "draft"));
  if (is_sale_document(move, Receipts::excluded))
    return domain & term("amount_total", "=", move.number("amount_total")) &
           term("invoice_date", "=", move.value("invoice_date"));
  domain = domain & term("ref", "=", move.text("ref"));
  if (!move.day("invoice_date")) return domain;
  const std::string year = move.text("invoice_date").substr(0, 4);
  return domain & (term("invoice_date", "=", false) |
                   (term("invoice_date", ">=", year + "-01-01") & term("invoice_date", "<=", year + "-12-31")));
}

bool may_have_twins(const RecordSet& move) {
  if (is_sale_document(move, Receipts::excluded)) return move.day("invoice_date").has_value();
  return is_purchase_document(move, Receipts::excluded) && !move.text("ref").empty();
}

}  // namespace

void compute_duplicates(const RecordSet& self) {
  for (const RecordSet& move : self)
    move.set("duplicated_ref_ids", Value(may_have_twins(move) ? self.none().search(same_document(move)).ids() : Ids{}));
}

void compute_legal_notes(const RecordSet& self) {
  for (const RecordSet& move : self) {
    std::string notes;
    for (const RecordSet& tax : move.mapped("line_ids.tax_ids")) notes += tax.text("invoice_legal_notes");
    move.set("taxes_legal_notes", notes);
  }
}

void compute_partner_credit(const RecordSet& self) {
  for (const RecordSet& move : self)
    move.set("partner_credit", move["partner_id"]["commercial_partner_id"].number("credit"));
}

}  // namespace paridoo::addons::account
