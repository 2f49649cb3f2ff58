#include <cmath>

#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

bool awaits_payment(const RecordSet& move) {
  const std::string state = move.text("payment_state");
  const bool drafts = move.env().since(Series::v19) && move.text("state") == "draft";
  return (drafts || move.text("state") == "posted") && (state == "not_paid" || state == "partial") && is_invoice(move);
}

RecordSet open_counterparts(const RecordSet& move) {
  const RecordSet accounts = receivable_payable_lines(move)["account_id"];
  const Domain residual = term("amount_residual", "!=", 0.0) | term("amount_residual_currency", "!=", 0.0);
  return move.env()["account.move.line"].search(
      term("account_id", "in", Value(accounts.ids())) & term("parent_state", "=", "posted") &
      term("partner_id", "=", move["commercial_partner_id"].id()) & term("reconciled", "=", false) & residual &
      term("balance", is_inbound(move) ? "<" : ">", 0.0));
}

double open_amount(const RecordSet& line, const RecordSet& move) {
  const RecordSet currency = move["currency_id"];
  if (line["currency_id"] == currency) return std::abs(line.number("amount_residual_currency"));
  const RecordSet company = move["company_id"];
  return base::convert(std::abs(line.number("amount_residual")), company["currency_id"], currency, company,
                       line.day("date"));
}

Value outstanding(const RecordSet& move) {
  List content;
  for (const RecordSet& line : open_counterparts(move)) {
    const double amount = open_amount(line, move);
    if (base::currency_is_zero(move["currency_id"], amount)) continue;
    const std::string ref = line.text("ref");
    Dict told{{"journal_name", ref.empty() ? line["move_id"].text("name") : ref},
              {"amount", amount},
              {"currency_id", move["currency_id"].id()},
              {"id", line.id()},
              {"move_id", line["move_id"].id()},
              {"date", line.text("date")},
              {"account_payment_id", line["payment_id"]}};
    if (move.env().since(Series::v19)) told.set("move_ref", ref);
    content.push_back(std::move(told));
  }
  if (content.empty()) return false;
  return Dict{{"outstanding", true},
              {"content", std::move(content)},
              {"move_id", move.id()},
              {"title", is_inbound(move) ? "Outstanding credits" : "Outstanding debits"}};
}

}  // namespace

void compute_outstanding_widget(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const Value widget = awaits_payment(move) ? outstanding(move) : Value(false);
    move.set("invoice_outstanding_credits_debits_widget", widget);
    move.set("invoice_has_outstanding", bool(widget));
  }
}

namespace {

struct Match {
  RecordSet partial, line;
  double amount = 0;
  bool is_exchange = false;
};

RecordSet by_id(const RecordSet& partials) {
  return partials.sorted([](const RecordSet& one) { return one.id(); });
}

// Partials in which these lines are debits, then those in which they are credits, with the line on the other side.
std::vector<Match> matches_of_lines(const RecordSet& lines) {
  std::vector<Match> matches;
  for (const RecordSet& partial : by_id(lines["matched_credit_ids"]))
    matches.push_back({partial, partial["credit_move_id"], partial.number("debit_amount_currency")});
  for (const RecordSet& partial : by_id(lines["matched_debit_ids"]))
    matches.push_back({partial, partial["debit_move_id"], partial.number("credit_amount_currency")});
  return matches;
}

// The exchange differences of what the invoice is matched with are shown beside its own.
std::vector<Match> matches_of(const RecordSet& move) {
  std::vector<Match> matches = matches_of_lines(receivable_payable_lines(move));
  RecordSet exchange_moves = move.none(), others = move["line_ids"].none();
  for (const Match& match : matches) {
    exchange_moves |= match.partial["exchange_move_id"];
    others |= match.line;
  }
  if (exchange_moves)
    for (Match& match : matches_of_lines(others))
      if (exchange_moves.contains(match.line["move_id"].id())) matches.push_back(std::move(match));
  for (Match& match : matches) {
    match.is_exchange = exchange_moves.contains(match.line["move_id"].id());
    if (match.is_exchange) match.amount = std::abs(match.line.number("balance"));
  }
  return matches;
}

Value told(const RecordSet& move, const Match& match) {
  const RecordSet& line = match.line;
  const RecordSet other = line["move_id"];
  const RecordSet company_currency = line["company_id"]["currency_id"];
  const RecordSet payment = line["payment_id"];
  const std::string ref = other.text("ref");
  const bool foreign = line.number("amount_currency") != 0 && line["currency_id"] != company_currency;
  const RecordSet company = line["journal_id"]["company_id"];
  Dict out{{"name", line.text("name").empty() ? Value(false) : Value(line.text("name"))},
           {"journal_name", line["journal_id"].text("name")},
           {"company_name", company == move["company_id"] ? Value(false) : Value(company.text("name"))},
           {"amount", match.amount},
           {"currency_id", (match.is_exchange ? move["company_id"]["currency_id"] : move["currency_id"]).id()},
           {"date", line.text("date")},
           {"partial_id", match.partial.id()},
           {"account_payment_id", payment},
           {"payment_method_name", payment ? payment["payment_method_line_id"].value("name") : Value(false)},
           {"move_id", other.id()},
           {"ref", ref.empty() ? other.text("name") : other.text("name") + " (" + ref + ")"},
           {"is_exchange", match.is_exchange},
           {"amount_company_currency", base::format_amount(company_currency, std::abs(line.number("balance")))},
           {"amount_foreign_currency",
            foreign ? Value(base::format_amount(line["currency_id"], std::abs(line.number("amount_currency"))))
                    : Value(false)}};
  if (move.env().since(Series::v19)) {
    const std::string type = other.text("move_type");
    out.set("is_refund", type == "in_refund" || type == "out_refund");
  }
  return out;
}

}  // namespace

void compute_payments_widget(const RecordSet& self) {
  for (const RecordSet& move : self) {
    List content;
    const bool drafts = self.env().since(Series::v19) && move.text("state") == "draft";
    if ((drafts || move.text("state") == "posted") && is_invoice(move))
      for (const Match& match : matches_of(move.sudo())) content.push_back(told(move, match));
    if (content.empty())
      move.set("invoice_payments_widget", false);
    else
      move.set("invoice_payments_widget",
               Dict{{"title", "Less Payment"}, {"outstanding", false}, {"content", std::move(content)}});
  }
}

Value js_assign_outstanding_line(const RecordSet& self, const Arguments& arguments) {
  const RecordSet line = self.env()["account.move.line"].browse(arguments["line_id"].integer());
  const RecordSet own = self.ensure_one()["line_ids"].filtered([&](const RecordSet& candidate) {
    return candidate["account_id"] == line["account_id"] && !candidate.flag("reconciled");
  });
  reconcile(line | own);
  return {};
}

Value js_remove_outstanding_partial(const RecordSet& self, const Arguments& arguments) {
  self.ensure_one();
  self.env()["account.partial.reconcile"].browse(arguments["partial_id"].integer()).unlink();
  return true;
}

}  // namespace paridoo::addons::account
