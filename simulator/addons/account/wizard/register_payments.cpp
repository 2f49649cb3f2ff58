#include "simulator/addons/account/wizard/register_payments.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/early_discount.h"
#include "simulator/addons/account/journal.h"
#include "simulator/addons/account/payment.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/account/wizard/payment_batches.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

struct ToPay {
  PaymentBatch batch;
  Dict values = {};
  std::optional<double> rate = {};  // that the reconciliation is to use
  RecordSet payment;
};

int outgoing_sign(std::string_view payment_type) { return payment_type == "outbound" ? -1 : 1; }

double in_company_currency(const RecordSet& wizard, const RecordSet& currency, double amount) {
  const RecordSet company = wizard["company_id"];
  return base::convert(amount, currency, company["currency_id"], company, wizard.day("payment_date"));
}

List discount_lines(const RecordSet& wizard, const PaymentBatch& batch, const RecordSet& currency, double discount) {
  const auto day = wizard.day("payment_date").value_or(wizard.env().today());
  const RecordSet lines = batch.lines.filtered(
      [&](const RecordSet& line) { return grants_early_discount(line["move_id"], currency, day); });
  List out;
  if (lines.empty()) return out;
  for (Dict& line : early_discount_counterparts(lines, in_company_currency(wizard, currency, discount)))
    out.push_back(std::move(line));
  return out;
}

Dict write_off_line(const RecordSet& wizard, double amount) {
  return {{"name", wizard.text("writeoff_label")},
          {"account_id", wizard["writeoff_account_id"].id()},
          {"partner_id", wizard["partner_id"].id()},
          {"currency_id", wizard["currency_id"].id()},
          {"amount_currency", amount},
          {"balance", in_company_currency(wizard, wizard["currency_id"], amount)}};
}

// What is paid less (or more) than what is due.
void add_difference(Dict& values, const RecordSet& wizard, const PaymentBatch& batch) {
  const RecordSet currency = wizard["currency_id"];
  const double difference = outgoing_sign(wizard.text("payment_type")) * wizard.number("payment_difference");
  if (wizard.flag("early_payment_discount_mode")) {
    values.set("write_off_line_vals", discount_lines(wizard, batch, currency, difference));
  } else if (base::currency_is_zero(currency, difference)) {
    return;
  } else if (!wizard.flag("writeoff_is_exchange_account")) {
    values.set("write_off_line_vals", List{write_off_line(wizard, difference)});
  } else if (currency != wizard["company_currency_id"]) {
    values.set("force_balance", batch.lines.sum("amount_residual"));
  }
}

// The one payment that the wizard shows.
Dict values_of_wizard(const RecordSet& wizard, const PaymentBatch& batch) {
  Dict values{{"date", wizard.text("payment_date")},
              {"amount", wizard.number("amount")},
              {"payment_type", wizard.text("payment_type")},
              {"partner_type", wizard.text("partner_type")},
              {memo_field(wizard.env()), text_or_false(wizard.text("communication"))},
              {"journal_id", wizard["journal_id"]},
              {"company_id", wizard["company_id"]},
              {"currency_id", wizard["currency_id"]},
              {"partner_id", wizard["partner_id"]},
              {"partner_bank_id", wizard["partner_bank_id"]},
              {"payment_method_line_id", wizard["payment_method_line_id"]},
              {"destination_account_id", wizard["line_ids"].at(0)["account_id"]},
              {"write_off_line_vals", List{}}};
  if (wizard.text("payment_difference_handling") == "reconcile") add_difference(values, wizard, batch);
  return values;
}

RecordSet method_for(const RecordSet& wizard, const PaymentBatch& batch) {
  const RecordSet method = wizard["payment_method_line_id"];
  if (method.text("payment_type") == batch.payment_type) return method;
  return payment_method_lines(wizard["journal_id"], batch.payment_type).first();
}

FullAmount amount_with_discount(const RecordSet& wizard, const PaymentBatch& batch) {
  if (!wizard.env().since(Series::v18)) return full_amount_17(wizard, batch.lines, true);
  const AmountsToPay amounts = amounts_to_pay(wizard, {batch});
  return {amounts.by_default, amounts.has_early_discount};
}

void add_early_discount(Dict& values, const RecordSet& wizard, const PaymentBatch& batch, double source) {
  const FullAmount full = amount_with_discount(wizard, batch);
  if (!full.is_discounted) return;
  values.set("amount", full.amount);
  const double discount = outgoing_sign(batch.payment_type) * (source - full.amount);
  values.set("write_off_line_vals", discount_lines(wizard, batch, batch.currency, discount));
}

// One of several payments.
Dict values_of_batch(const RecordSet& wizard, const PaymentBatch& batch) {
  const Money source = source_amount(batch);
  Dict values{{"date", wizard.text("payment_date")},
              {"amount", source.currency},
              {"payment_type", batch.payment_type},
              {"partner_type", batch.partner_type},
              {memo_field(wizard.env()), text_or_false(communication_of(wizard, batch.lines))},
              {"journal_id", wizard["journal_id"]},
              {"company_id", wizard["company_id"]},
              {"currency_id", batch.currency},
              {"partner_id", batch.partner},
              {"payment_method_line_id", method_for(wizard, batch)},
              {"destination_account_id", batch.lines.at(0)["account_id"]},
              {"write_off_line_vals", List{}}};
  const RecordSet bank = batch.payment_type == "inbound" ? wizard["journal_id"]["bank_account_id"] : batch.bank;
  if (bank) values.set("partner_bank_id", bank);
  add_early_discount(values, wizard, batch, source.currency);
  return values;
}

std::vector<PaymentBatch> payable_batches(const RecordSet& wizard) {
  std::vector<PaymentBatch> batches = payment_batches(wizard);
  if (wizard.flag("require_partner_bank_account"))
    std::erase_if(batches, [&](const PaymentBatch& batch) {
      const RecordSet bank = batch_bank(batch, wizard["journal_id"]);
      return bank.empty() || !bank.flag("allow_out_payment");
    });
  if (batches.empty()) throw user_error("This payment method needs a bank account of the partner that is trusted.");
  return batches;
}

// A payment for each of these lines instead of one for each batch; from 19.0 on for each document.
std::vector<PaymentBatch> split_lines(const std::vector<PaymentBatch>& batches, const RecordSet& lines) {
  std::vector<PaymentBatch> out;
  for (const PaymentBatch& batch : batches) {
    const std::size_t first = out.size();
    for (const RecordSet& line : batch.lines) {
      if (!lines.contains(line.id())) continue;
      const auto same = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), [&](const auto& own) {
        return line.env().since(Series::v19) && own.lines["move_id"] == line["move_id"];
      });
      if (same != out.end()) {
        same->lines |= line;
        continue;
      }
      PaymentBatch own = batch;
      own.lines = line;
      own.payment_type = line.number("balance") > 0 ? "inbound" : "outbound";
      out.push_back(std::move(own));
    }
  }
  return out;
}

std::vector<PaymentBatch> line_by_line(const RecordSet& wizard, const std::vector<PaymentBatch>& batches) {
  if (!wizard.env().since(Series::v18)) return split_lines(batches, wizard["line_ids"]);
  const std::string mode = wizard.text("installments_mode");
  const bool some = mode == "next" || mode == "overdue" || mode == "before_date";
  return split_lines(batches, some ? amounts_to_pay(wizard, batches).lines : wizard["line_ids"]);
}

ToPay shown_payment(const RecordSet& wizard, const PaymentBatch& batch) {
  ToPay pay{.batch = batch, .values = values_of_wizard(wizard, batch), .payment = wizard.env()["account.payment"]};
  const double amount = wizard.number("amount");
  if (wizard.flag("writeoff_is_exchange_account") && wizard["currency_id"] == wizard["company_currency_id"])
    pay.rate = amount != 0 ? std::abs(batch.lines.sum("amount_residual_currency") / amount) : 0.0;
  return pay;
}

// The payment's own rounding may leave cents of the documents' balance: it pays them whole then.
void pay_to_the_cent(const RecordSet& payment, const RecordSet& lines) {
  if (payment["move_id"].empty() || payment["currency_id"] == lines["currency_id"]) return;
  const PaymentLines own = payment_lines(payment);
  const double source = std::abs(lines.sum("amount_residual"));
  const RecordSet money = own.liquidity.first();
  const double balance = money.sum("balance");
  const double rate = balance != 0 ? money.sum("amount_currency") / balance : 0.0;
  const double paid = std::abs(own.counterpart.sum("amount_currency"));
  if (!base::currency_is_zero(payment["currency_id"], source * rate - paid)) return;
  const double rest = source - std::abs(own.counterpart.sum("balance"));
  if (base::currency_is_zero(payment["company_id"]["currency_id"], rest)) return;
  const RecordSet debit = (own.liquidity | own.counterpart).filtered("debit").first();
  const RecordSet credit = (own.liquidity | own.counterpart).filtered("credit").first();
  if (debit && credit)
    payment["move_id"].write(
        {{"line_ids", List{command::update(debit.id(), {{"debit", debit.number("debit") + rest}}),
                           command::update(credit.id(), {{"credit", credit.number("credit") + rest}})}}});
}

RecordSet create_payments(const RecordSet& wizard, std::vector<ToPay>& to_pay, bool shown) {
  std::vector<Dict> values;
  for (const ToPay& pay : to_pay) values.push_back(pay.values);
  const RecordSet payments =
      wizard.env()["account.payment"].with_context({{"skip_invoice_sync", true}}).create(std::move(values));
  for (std::size_t at = 0; at < to_pay.size(); ++at) {
    to_pay[at].payment = payments.at(at);
    if (shown) pay_to_the_cent(payments.at(at), to_pay[at].batch.lines);
  }
  return wizard.env()["account.payment"].browse(payments.ids());
}

// From 19.0 on drafts can be paid.
RecordSet open_lines(const RecordSet& lines) {
  const bool drafts = lines.env().since(Series::v19);
  return lines.filtered([&](const RecordSet& line) {
    return !line.flag("reconciled") && (drafts || line.text("parent_state") == "posted");
  });
}

void reconcile_payment(const ToPay& pay) {
  const RecordSet paid = open_lines(pay.payment["move_id"]["line_ids"]).filtered([](const RecordSet& line) {
    return is_receivable_or_payable(line["account_id"]);
  });
  for (const RecordSet& account : paid["account_id"]) {
    RecordSet lines = open_lines(pay.batch.lines.browse((paid | pay.batch.lines).ids()));
    if (pay.rate) lines = lines.with_context({{"forced_rate_from_register_payment", *pay.rate}});
    reconcile(lines.filtered([&](const RecordSet& line) { return line["account_id"] == account; }));
  }
  if (!pay.payment.env().since(Series::v18)) return;
  const RecordSet moves = pay.batch.lines["move_id"];
  moves.write({{"matched_payment_ids", List{command::set((moves["matched_payment_ids"] | pay.payment).ids())}}});
}

}  // namespace

RecordSet register_payments(const RecordSet& wizard) {
  std::vector<PaymentBatch> batches = payable_batches(wizard);
  const bool grouped = wizard.flag("group_payment");
  const bool shown = wizard.flag("can_edit_wizard") && (batches.at(0).lines.size() == 1 || grouped);
  if (!shown && !grouped) batches = line_by_line(wizard, batches);
  std::vector<ToPay> to_pay;
  if (shown)
    to_pay.push_back(shown_payment(wizard, batches.at(0)));
  else
    for (const PaymentBatch& batch : batches)
      to_pay.push_back(
          {.batch = batch, .values = values_of_batch(wizard, batch), .payment = wizard.env()["account.payment"]});
  const RecordSet asking = is_of_siblings(lines_of(wizard, batches)) ? wizard.sudo() : wizard;
  const RecordSet payments = create_payments(asking, to_pay, shown);
  payments.call("action_post");
  for (const ToPay& pay : to_pay) reconcile_payment(pay);
  return wizard.env()["account.payment"].browse(payments.ids());
}

}  // namespace paridoo::addons::account
