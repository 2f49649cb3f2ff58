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

RecordSet liquidity_accounts(const RecordSet& payment) {
  const RecordSet journal = payment["journal_id"];
  return journal["default_account_id"] | payment["payment_method_line_id"]["payment_account_id"] |
         journal["inbound_payment_method_line_ids"]["payment_account_id"] |
         journal["outbound_payment_method_line_ids"]["payment_account_id"] | payment["outstanding_account_id"];
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

std::string line_name(const RecordSet& payment) {
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
  return {{"name", line_name(payment)},
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

// Money on one side, what it pays on the other, and what was written off.
std::vector<Dict> entry_lines(const RecordSet& payment, const PaymentEntryOptions& options) {
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
             {"line_ids", options.lines.empty() ? created(entry_lines(payment, options)) : options.lines},
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

void synchronise(const RecordSet& payment) {
  const PaymentLines own = payment_lines(payment);
  PaymentEntryOptions options;
  if (own.liquidity && own.counterpart && own.write_off) options.write_off.push_back(write_off_total(own.write_off));
  std::vector<Dict> wanted = entry_lines(payment, options);
  List commands{update_or_create(own.liquidity, wanted[0]), update_or_create(own.counterpart, wanted[1])};
  for (const Id line : own.write_off.ids()) commands.push_back(command::remove(line));
  for (std::size_t at = 2; at < wanted.size(); ++at) commands.push_back(command::create(wanted[at]));
  const std::string name = payment.text("name");
  payment["move_id"]
      .with_context({{"skip_invoice_sync", true}})
      .write({{"name", name.empty() ? "/" : name},
              {"date", payment.text("date")},
              {"partner_id", payment["partner_id"]},
              {"currency_id", payment["currency_id"]},
              {"partner_bank_id", payment["partner_bank_id"]},
              {"line_ids", std::move(commands)},
              {"journal_id", payment["journal_id"]}});
}

}  // namespace

void synchronise_entries(const RecordSet& payments, const Dict& changed) {
  const bool asked =
      std::any_of(synchronised.begin(), synchronised.end(), [&](const char* field) { return changed.contains(field); });
  if (!asked) return;
  for (const RecordSet& payment : payments)
    if (payment["move_id"]) synchronise(payment);
}

}  // namespace paridoo::addons::account
