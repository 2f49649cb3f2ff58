#include <cmath>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::account {

using namespace orm;

double line_rate(const RecordSet& move, const RecordSet& currency) {
  if (is_invoice(move)) return document_rate(move);
  if (currency.empty()) return 1;
  const RecordSet company = move["company_id"];
  const auto own = move.day("invoice_date") ? move.day("invoice_date") : move.day("date");
  return base::conversion_rate(company["currency_id"], currency, company, own.value_or(move.env().today()));
}

void compute_currency_of_line(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet own = line["currency_id"];
    const RecordSet company_currency = line["move_id"]["company_id"]["currency_id"];
    if (line.text("display_type") == "cogs")
      line.set("currency_id", company_currency);
    else if (is_invoice(line["move_id"]))
      line.set("currency_id", line["move_id"]["currency_id"]);
    else
      line.set("currency_id", own ? own : company_currency);
  }
}

void compute_line_rate(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("currency_rate", line_rate(line["move_id"], line["currency_id"]));
}

// Lines are made with their balance; an entry's line without one takes what the others leave over.
void compute_balance(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const bool entry = is_accountable(line) && !is_invoice(line["move_id"]);
    line.set("balance", entry ? -(line["move_id"]["line_ids"] - line).sum("balance") : 0.0);
  }
}

void compute_debit_credit(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const double balance = line.number("balance");
    const bool storno = self.env().since(Series::v19) ? line.flag("is_storno") : line["move_id"].flag("is_storno");
    const bool is_debit = (balance > 0) != storno;
    line.set("debit", is_debit && balance != 0 ? balance : 0.0);
    line.set("credit", !is_debit && balance != 0 ? -balance : 0.0);
  }
}

// Odoo means to convert the balance of lines that have no amount, and never does: what is not there is zero to it.
void compute_amount_currency(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const bool is_own = line["currency_id"] == line["company_id"]["currency_id"];
    line.set("amount_currency", line.number(is_own ? "balance" : "amount_currency"));
  }
}

void inverse_amount_currency(const RecordSet& self) {
  const Field& balance_field = self.model().at("balance");
  for (const RecordSet& line : self) {
    const RecordSet own = line["company_id"]["currency_id"];
    const double amount = line.number("amount_currency");
    const double rate = line.number("currency_rate");
    if (line["currency_id"] == own) {
      if (line.number("balance") != amount) without_sync(line).write({{"balance", amount}});
    } else if (!is_invoice(line["move_id"]) && rate != 0 &&
               !self.env().transaction().is_protected(balance_field, line.id())) {
      without_sync(line).write({{"balance", base::currency_round(own, amount / rate)}});
    }
  }
}

// Reached only where a client's debit or credit was not made a balance before: see write_lines.
void inverse_debit(const RecordSet& self) {
  for (const RecordSet& line : self)
    without_sync(line).write(
        {{"balance", line.number("debit") - (line.number("debit") != 0 ? 0 : line.number("credit"))}});
}

void inverse_credit(const RecordSet& self) {
  for (const RecordSet& line : self)
    without_sync(line).write(
        {{"balance", (line.number("credit") != 0 ? 0 : line.number("debit")) - line.number("credit")}});
}

void compute_residual(const RecordSet& self) {
  for (const RecordSet& line : self) {
    if (!has_residuals(line["account_id"])) {
      line.set("amount_residual", 0.0);
      line.set("amount_residual_currency", 0.0);
      line.set("reconciled", false);
      continue;
    }
    const RecordSet company_currency = line["company_id"]["currency_id"];
    const RecordSet currency = line["currency_id"];
    const RecordSet as_debit = line["matched_credit_ids"];
    const RecordSet as_credit = line["matched_debit_ids"];
    const double residual = base::currency_round(
        company_currency, line.number("balance") - as_debit.sum("amount") + as_credit.sum("amount"));
    const double in_currency =
        base::currency_round(currency, line.number("amount_currency") - as_debit.sum("debit_amount_currency") +
                                           as_credit.sum("credit_amount_currency"));
    line.set("amount_residual", residual);
    line.set("amount_residual_currency", in_currency);
    line.set("reconciled", base::currency_is_zero(company_currency, residual) &&
                               (currency.empty() || base::currency_is_zero(currency, in_currency)));
  }
}

void recompute_residuals(const RecordSet& lines) {
  compute_now(lines, {"amount_residual", "amount_residual_currency", "reconciled"}, compute_residual);
}

namespace {

// 17.0 multiplies quantity and price of every line, whatever it displays.
bool has_totals(const RecordSet& line) {
  const std::string type = line.text("display_type");
  return !line.env().since(Series::v18) || type == "product" || type == "cogs" ||
         type.starts_with("non_deductible_product");
}

}  // namespace

void compute_line_totals(const RecordSet& self) {
  for (const RecordSet& line : self) {
    if (!has_totals(line)) {
      line.set("price_subtotal", 0.0);
      line.set("price_total", 0.0);
      continue;
    }
    BaseLine base = product_base_line(line);
    // 17.0 looks at the price even in entries, which have none.
    if (!self.env().since(Series::v18) && !is_invoice(line["move_id"])) base = priced_base_line(line);
    add_tax_details(base, line["company_id"]);
    const LineTaxDetails& details = base.details;
    const bool rounds = self.env().since(Series::v19);
    if (rounds) round_tax_details({&base, 1}, line["company_id"]);
    line.set("price_subtotal", (rounds ? details.total_excluded : details.raw_total_excluded).currency);
    line.set("price_total", (rounds ? details.total_included : details.raw_total_included).currency);
  }
}

void check_amounts(const RecordSet& self) {
  for (const RecordSet& line : self) {
    if (!is_accountable(line)) {
      if (line["account_id"] || line.number("balance") != 0 || line.number("amount_currency") != 0)
        throw validation_error("Sections and notes have neither an account nor amounts.");
      continue;
    }
    if (line["account_id"].empty()) throw validation_error("A journal item needs an account.");
    if (line.number("balance") * line.number("amount_currency") < 0)
      throw validation_error("The amount in the currency of a journal item has the sign of its balance.");
  }
}

}  // namespace paridoo::addons::account
