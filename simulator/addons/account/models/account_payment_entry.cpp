#include <algorithm>
#include <array>
#include <cmath>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/payment.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// The payment's own outstanding account counts from 19.0 on. 17.0 counts those of the company instead; in 18.0 an entry
// on neither is known only by what is left over: see let_stand_in.
RecordSet liquidity_accounts(const RecordSet& payment) {
  const RecordSet journal = payment["journal_id"];
  RecordSet accounts = journal["default_account_id"] | payment["payment_method_line_id"]["payment_account_id"] |
                       journal["inbound_payment_method_line_ids"]["payment_account_id"] |
                       journal["outbound_payment_method_line_ids"]["payment_account_id"];
  if (payment.env().since(Series::v19)) return accounts | payment["outstanding_account_id"];
  if (payment.env().since(Series::v18)) return accounts;
  const RecordSet company = journal["company_id"];
  return accounts | company["account_journal_payment_debit_account_id"] |
         company["account_journal_payment_credit_account_id"];
}

// An entry whose accounts changed since may have no line of a kind: its one other line stands in for it.
void let_stand_in(PaymentLines& lines) {
  if (lines.write_off.size() != 1) return;
  RecordSet& missing = lines.liquidity.empty() ? lines.liquidity : lines.counterpart;
  if (!missing.empty()) return;
  missing = lines.write_off;
  lines.write_off = lines.write_off.none();
}

}  // namespace

PaymentLines payment_lines(const RecordSet& payment) {
  const RecordSet all = payment["move_id"]["line_ids"];
  const RecordSet liquidity = liquidity_accounts(payment);
  PaymentLines lines{all.none(), all.none(), all.none()};
  for (const RecordSet& line : all) {
    const RecordSet account = line["account_id"];
    const bool transfer = account == line["company_id"]["transfer_account_id"];
    if (liquidity.contains(account.id()))
      lines.liquidity |= line;
    else if (is_receivable_or_payable(account) || transfer)
      lines.counterpart |= line;
    else
      lines.write_off |= line;
  }
  let_stand_in(lines);
  return lines;
}

namespace {

std::string label_17(const RecordSet& payment) {
  if (payment.flag("is_internal_transfer")) return "Internal Transfer";
  const bool inbound = payment.text("payment_type") == "inbound";
  if (payment.text("partner_type") == "customer") return inbound ? "Customer Payment" : "Customer Reimbursement";
  return inbound ? "Vendor Reimbursement" : "Vendor Payment";
}

std::string american(const std::string& day) {
  return day.substr(5, 2) + "/" + day.substr(8, 2) + "/" + day.substr(0, 4);
}

// "Customer Payment $ 50.00 - Marie Dupont - 03/20/2026", in English; what the transfer goes to on the money's side.
std::string line_name_17(const RecordSet& payment, bool is_liquidity) {
  if (is_liquidity && payment.flag("is_internal_transfer"))
    return (payment.text("payment_type") == "inbound" ? "Transfer to " : "Transfer from ") +
           payment["journal_id"].text("name");
  if (const std::string reference = payment.text("payment_reference"); !reference.empty()) return reference;
  const RecordSet partner = payment["partner_id"];
  return label_17(payment) + " " + base::format_amount(payment["currency_id"], payment.number("amount")) +
         (partner ? " - " + partner.display_name() : "") + " - " + american(payment.text("date"));
}

std::string line_name(const RecordSet& payment, bool is_liquidity) {
  if (!payment.env().since(Series::v18)) return line_name_17(payment, is_liquidity);
  const RecordSet method = payment["payment_method_line_id"];
  const std::string memo = payment.text("memo");
  return (method ? method.text("name") : "No Payment Method") + (memo.empty() ? "" : ": " + memo);
}

double sum_of(const std::vector<Dict>& lines, std::string_view field) {
  double sum = 0;
  for (const Dict& line : lines) sum += line.get(field).number();
  return sum;
}

Dict entry_line(const RecordSet& payment, double amount_currency, double balance, const RecordSet& account) {
  const bool is_liquidity = account == payment["outstanding_account_id"];
  return {{"name", line_name(payment, is_liquidity)},
          {"date_maturity", payment.text("date")},
          {"amount_currency", amount_currency},
          {"currency_id", payment["currency_id"]},
          {"balance", balance},
          {"partner_id", payment["partner_id"]},
          {"account_id", account}};
}

double liquidity_balance(const RecordSet& payment, double amount, const PaymentEntryOptions& options) {
  if (options.write_off.empty() && options.balance) return std::copysign(std::abs(*options.balance), amount);
  const RecordSet company = payment["company_id"];
  return base::convert(amount, payment["currency_id"], company["currency_id"], company, payment.day("date"));
}

}  // namespace

std::vector<Dict> payment_entry_lines(const RecordSet& payment, const PaymentEntryOptions& options) {
  const RecordSet outstanding = payment["outstanding_account_id"];
  if (outstanding.empty()) throw user_error("A payment needs an outstanding account to be entered.");
  const bool inbound = payment.text("payment_type") == "inbound";
  const double amount = (inbound ? 1 : -1) * payment.number("amount");
  const double balance = liquidity_balance(payment, amount, options);
  std::vector<Dict> lines{
      entry_line(payment, amount, balance, outstanding),
      entry_line(payment, -amount - sum_of(options.write_off, "amount_currency"),
                 -balance - sum_of(options.write_off, "balance"), payment["destination_account_id"])};
  lines.insert(lines.end(), options.write_off.begin(), options.write_off.end());
  return lines;
}

namespace {

List created(const std::vector<Dict>& lines) {
  List commands;
  for (const Dict& line : lines) commands.push_back(command::create(line));
  return commands;
}

}  // namespace

void generate_entries(const RecordSet& payments, const PaymentEntryOptions& options) {
  for (const RecordSet& payment : payments) {
    if (payment["move_id"] || payment["outstanding_account_id"].empty()) continue;
    const std::string memo = payment.text("memo");
    const RecordSet move = payment.env()["account.move"].create(
        Dict{{"move_type", "entry"},
             {"ref", memo.empty() ? Value(false) : Value(memo)},
             {"date", payment.text("date")},
             {"journal_id", payment["journal_id"]},
             {"company_id", payment["company_id"]},
             {"partner_id", payment["partner_id"]},
             {"currency_id", payment["currency_id"]},
             {"partner_bank_id", payment["partner_bank_id"]},
             {"line_ids", options.lines.empty() ? created(payment_entry_lines(payment, options)) : options.lines},
             {"origin_payment_id", payment.id()}});
    payment.write({{"move_id", move.id()}, {"state", "in_process"}});
  }
}

namespace {

constexpr std::array synchronised{
    "date",        "amount",     "payment_type",           "partner_type",    "payment_reference",
    "currency_id", "partner_id", "destination_account_id", "partner_bank_id", "journal_id"};

Dict write_off_total(const RecordSet& lines) {
  const RecordSet first = lines.at(0);
  return {{"name", first.text("name")},
          {"account_id", first["account_id"]},
          {"partner_id", first["partner_id"]},
          {"currency_id", first["currency_id"]},
          {"amount_currency", lines.sum("amount_currency")},
          {"balance", lines.sum("balance")}};
}

Value update_or_create(const RecordSet& line, Dict values) {
  return line ? command::update(line.at(0).id(), std::move(values)) : command::create(std::move(values));
}

// What an entry that is not the payment's parent has of its own.
void add_own_fields(const RecordSet& payment, bool journal_changes, Dict& values) {
  if (!payment.env().since(Series::v18)) return;
  values.set("date", payment.text("date"));
  if (payment.env().since(Series::v19) && !journal_changes) return;
  const std::string name = payment.text("name");
  values.set("name", payment.env().since(Series::v19) || name.empty() ? "/" : name);
  values.set("journal_id", payment["journal_id"]);
}

void synchronise(const RecordSet& payment, bool journal_changes) {
  const PaymentLines own = payment_lines(payment);
  PaymentEntryOptions options;
  if (own.liquidity && own.counterpart && own.write_off) options.write_off.push_back(write_off_total(own.write_off));
  std::vector<Dict> wanted = payment_entry_lines(payment, options);
  List commands{update_or_create(own.liquidity, wanted[0]), update_or_create(own.counterpart, wanted[1])};
  for (const Id line : own.write_off.ids()) commands.push_back(command::remove(line));
  for (std::size_t at = 2; at < wanted.size(); ++at) commands.push_back(command::create(wanted[at]));
  Dict values{{"partner_id", payment["partner_id"]},
              {"currency_id", payment["currency_id"]},
              {"partner_bank_id", payment["partner_bank_id"]},
              {"line_ids", std::move(commands)}};
  add_own_fields(payment, journal_changes, values);
  payment["move_id"].with_context({{"skip_invoice_sync", true}}).write(std::move(values));
}

}  // namespace

void synchronise_entries(const RecordSet& payments, const Dict& changed) {
  // From 19.0 on a posted entry is left as it is.
  const auto may_follow = [](const RecordSet& move) {
    return move && !(move.env().since(Series::v19) && move.text("state") == "posted");
  };
  const bool asked =
      std::any_of(synchronised.begin(), synchronised.end(), [&](const char* field) { return changed.contains(field); });
  if (!asked) return;
  for (const RecordSet& payment : payments)
    if (may_follow(payment["move_id"])) synchronise(payment, changed.contains("journal_id"));
}

}  // namespace paridoo::addons::account
