#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/models/account_move_naming.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/recurring.h"
#include "simulator/addons/account/partners.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/users.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

RecordSet post(const RecordSet& moves, bool soft) {
  const Value posted = moves.call("_post", {soft});
  return moves.browse(posted.ids());
}

namespace {

using Problems = std::vector<std::string>;

void add(Problems& problems, const std::string& problem) {
  if (std::find(problems.begin(), problems.end(), problem) == problems.end()) problems.push_back(problem);
}

void check_document(const RecordSet& move, Problems& problems) {
  const RecordSet bank = move["partner_bank_id"];
  if (bank && !bank.flag("active")) add(problems, "The bank account of this document is archived.");
  if (base::currency_compare(move["currency_id"], move.number("amount_total"), 0) < 0)
    add(problems, "A document with a negative total cannot be posted: make it a credit note.");
  if (move["partner_id"].empty()) {
    if (is_sale_document(move, Receipts::excluded)) add(problems, "A customer is needed to post this invoice.");
    if (is_purchase_document(move, Receipts::excluded)) add(problems, "A vendor is needed to post this bill.");
  }
  if (move.day("invoice_date")) return;
  if (is_sale_document(move))
    move.write({{"invoice_date", move.env().today_text()}});
  else
    add(problems, "A date is needed to post this bill.");
}

bool is_future(const RecordSet& move) { return move.day("date") > move.env().today(); }

void check_entry(const RecordSet& move, bool soft, Problems& problems) {
  const std::string state = move.text("state");
  if (state != "draft")
    add(problems, fmt::format("The entry {} (id {}) is not a draft.", move.text("name"), move.id()));
  const RecordSet lines = move["line_ids"].filtered(is_accountable);
  if (lines.empty()) add(problems, "An entry needs a line to be posted.");
  if (!soft && move.text("auto_post") != "no" && is_future(move))
    add(problems, "This entry will be posted automatically on " + move.text("date") + ".");
  if (!move["journal_id"].flag("active")) add(problems, "The journal of this entry is archived.");
  const RecordSet currency = move["currency_id"];
  if (currency && !currency.flag("active")) add(problems, "The currency " + currency.text("name") + " is not active.");
  if (lines["account_id"].filtered(is_retired) && !move.env().context("skip_account_deprecation_check"))
    add(problems, "A line has a deprecated account.");
}

void check(const RecordSet& moves, bool soft) {
  Problems problems;
  for (const RecordSet& move : moves)
    if (is_invoice(move)) check_document(move, problems);
  for (const RecordSet& move : moves) check_entry(move, soft, problems);
  std::string message;
  for (const std::string& problem : problems) message += (message.empty() ? "" : "\n") + problem;
  if (!message.empty()) throw user_error(message);
}

void leave_locked_periods(const RecordSet& move) {
  const bool has_tax = affects_tax_report(move);
  const auto locks = violated_lock_dates(move, *move.day("date"), has_tax);
  if (locks.empty()) return;
  const Day day = move.day("invoice_date").value_or(*move.day("date"));
  move.write({{"date", format_day(accounting_date(move, day, locks))}});
}

// The only partner that people see is the document's.
void align_partners(const RecordSet& move) {
  if (!is_invoice(move, Receipts::excluded)) return;
  const RecordSet partner = move["commercial_partner_id"];
  const RecordSet wrong = move["line_ids"].filtered(
      [&](const RecordSet& line) { return is_accountable(line) && line["partner_id"] != partner; });
  if (wrong) wrong.write({{"partner_id", partner}});
}

void subscribe_partner(const RecordSet& move) {
  if (const RecordSet partner = move["partner_id"]) mail::message_subscribe(move, partner.ids());
}

RecordSet partners_on(const RecordSet& move, const char* account_type) {
  return move["line_ids"].filtered(
      [&](const RecordSet& line) { return line["account_id"].text("account_type") == account_type; })["partner_id"];
}

void count_ranks(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    RecordSet customers = move["partner_id"].none();
    RecordSet suppliers = customers;
    if (is_sale_document(move, Receipts::excluded)) customers = move["partner_id"];
    if (is_purchase_document(move, Receipts::excluded)) suppliers = move["partner_id"];
    if (is_entry(move)) {
      customers = partners_on(move, "asset_receivable");
      suppliers = partners_on(move, "liability_payable");
    }
    for (const RecordSet& partner : customers)
      increase_rank(partner | partner["commercial_partner_id"], "customer_rank");
    for (const RecordSet& partner : suppliers)
      increase_rank(partner | partner["commercial_partner_id"], "supplier_rank");
  }
}

// Matches that an import only announced.
void reconcile_marked(const RecordSet& moves) {
  Ids done;
  for (const RecordSet& line : moves["line_ids"]) {
    const std::string number = line.text("matching_number");
    if (!number.starts_with("I") || std::find(done.begin(), done.end(), line.id()) != done.end()) continue;
    const RecordSet lines =
        line.none().search(term("matching_number", "=", number) & term("account_id", "=", line["account_id"].id()));
    for (const Id id : lines.ids()) done.push_back(id);
    if (!lines["move_id"].where("state", "!=", "posted").empty()) continue;
    if (!line["account_id"].flag("reconcile")) line["account_id"].write({{"reconcile", true}});
    reconcile(lines.with_context({{"no_exchange_difference", true}, {"no_cash_basis", true}}));
  }
}

RecordSet postponed(const RecordSet& moves) {
  const RecordSet future = moves.filtered(is_future);
  for (const RecordSet& move : future) {
    if (move.text("auto_post") == "no") move.write({{"auto_post", "at_date"}});
    mail::message_post(move, "This entry will be posted on " + move.text("date"));
  }
  return future;
}

void run_post(const RecordSet& moves) {
  for (const RecordSet& move : moves) leave_locked_periods(move);
  copy_recurring(moves);
  for (const RecordSet& move : moves) align_partners(move);
  const RecordSet reversals = moves.filtered([](const RecordSet& move) {
    return move["reversed_entry_id"] && move["reversed_entry_id"].text("state") == "posted";
  });
  moves.write({{"state", "posted"}, {"posted_before", true}});
  moves.env().transaction().recompute(std::vector<const Field*>{&moves.model().at("name")});
  give_payment_reference(moves);
  for (const RecordSet& reversal : reversals)
    reconcile_with_reversals(reversal["reversed_entry_id"], reversal, bool(moves.env().context("move_reverse_cancel")));
  reconcile_marked(moves);
  for (const RecordSet& move : moves) subscribe_partner(move);
  count_ranks(moves);
  const RecordSet nothing_due = moves.filtered([](const RecordSet& move) {
    return is_invoice(move) && base::currency_is_zero(move["currency_id"], move.number("amount_total"));
  });
  if (nothing_due) nothing_due.call("_invoice_paid_hook");
}

}  // namespace

Value post_method(const RecordSet& self, const Arguments& arguments) {
  const bool soft = bool(arguments["soft"]);
  if (!self.env().is_superuser() && !base::has_group(self.env().user(), "account.group_account_invoice"))
    throw access_error("You are not allowed to post entries.");
  const RecordSet moves = self.with_context({{"skip_is_manually_modified", true}});
  check(moves, soft);
  if (self.env().series() == Series::v18)
    for (const RecordSet& move : moves)
      if (move["journal_id"].flag("autocheck_on_post") && !move.flag("checked")) move.write({{"checked", true}});
  const RecordSet to_post = soft ? moves - postponed(moves) : moves;
  if (to_post) run_post(to_post);
  return Value(to_post.ids());
}

Value action_post(const RecordSet& self, const Arguments&) {
  if (self) post(self, false);
  return false;
}

namespace {

// The check digits of an ISO 11649 reference: RF18 5390 0754 7034.
std::string iso_reference(const std::string& digits) {
  int rest = 0;
  for (const char c : digits + "271500") rest = (rest * 10 + (c - '0')) % 97;
  const std::string check = fmt::format("{:02}", 98 - rest);
  std::string grouped;
  for (std::size_t at = 0; at < digits.size(); ++at) grouped += (at % 4 == 0 ? " " : "") + std::string(1, digits[at]);
  return "RF" + check + grouped;
}

std::string partner_digits(const RecordSet& partner) {
  std::string digits;
  for (const char c : partner.text("ref"))
    if (c >= '0' && c <= '9') digits += c;
  if (digits.empty()) digits = std::to_string(partner.id());
  return digits.size() > 21 ? digits.substr(digits.size() - 21) : digits;
}

std::string computed_reference(const RecordSet& move) {
  const RecordSet journal = move["journal_id"];
  const RecordSet partner = move["partner_id"];
  const std::string type = journal.text("invoice_reference_type");
  const std::string model = journal.text("invoice_reference_model");
  if (type == "none") return "";
  if (model == "euro") return iso_reference(type == "partner" ? partner_digits(partner) : std::to_string(move.id()));
  if (model != "odoo") throw not_simulated("account.journal.invoice_reference_model " + model);
  if (type == "invoice") return move.text("name");
  const std::string ref = partner.text("ref");
  return "CUST/" + (ref.empty() ? std::to_string(partner.id()) : ref);
}

}  // namespace

void give_payment_reference(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const bool asked = move.text("state") == "posted" && move.text("move_type") == "out_invoice" && has_number(move) &&
                       move.text("payment_reference").empty();
    if (!asked) continue;
    if (const std::string reference = computed_reference(move); !reference.empty()) {
      store(move, "payment_reference", reference);
      if (!move.env().since(Series::v18)) outdate_term_names(move);
    }
  }
}

// Their dependencies do not tell that due dates are called after the reference, and counted by the payment terms.
void outdate_term_names(const RecordSet& moves) {
  const RecordSet terms = moves["line_ids"].where("display_type", "=", "payment_term");
  moves.env().transaction().outdate(terms.model().at("name"), terms.ids());
}

}  // namespace paridoo::addons::account
