// Lines of discounts: early payment discounts that reduce the tax at once, and discounts booked on an account of their
// own.
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_move_sync.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

bool reduces_tax_at_once(const RecordSet& payment_term) {
  return payment_term.flag("early_discount") && payment_term.text("early_pay_discount_computation") == "mixed";
}

Value json_or_false(const RecordSet& line) {
  const Value value = line.value("analytic_distribution");
  return value.is_none() ? Value(false) : value;
}

Ids taxes_but_fixed(const RecordSet& line) {
  return line["tax_ids"].filtered([](const RecordSet& tax) { return tax.text("amount_type") != "fixed"; }).ids();
}

void add_early_discount(const RecordSet& line, NeededLines& needed) {
  const RecordSet move = line["move_id"];
  const double percentage = move["invoice_payment_term_id"].number("discount_percentage");
  const double rate = document_rate(move);
  const double discount = direction_sign(move) * line.number("price_subtotal") * percentage / 100;
  const double in_currency = base::currency_round(line["currency_id"], discount);
  const double balance = rate != 0 ? base::currency_round(line["company_id"]["currency_id"], discount / rate) : 0.0;
  const std::string name = "Early Payment Discount (" + repr(Value(percentage)) + "%)";
  const Dict common{{"move_id", move.id()}, {"account_id", line["account_id"].id()}, {"display_type", "epd"}};
  NeededLine taxed{.key = common, .values = {{"name", name}, {"amount_currency", -in_currency}, {"balance", -balance}}};
  taxed.key.set("analytic_distribution", json_or_false(line));
  taxed.key.set("tax_ids", List{command::set(taxes_but_fixed(line))});
  add_needed(needed, taxed, line.model());
  add_needed(needed,
             {.key = common,
              .values = {{"name", name},
                         {"amount_currency", in_currency},
                         {"balance", balance},
                         {"tax_ids", List{command::clear()}}}},
             line.model());
}

Dict early_discount_key(const RecordSet& line) {
  return {{"account_id", line["account_id"].id()},
          {"analytic_distribution", json_or_false(line)},
          {"tax_ids", List{command::set(line["tax_ids"].ids())}},
          {"tax_tag_ids", List{command::set(line["tax_tag_ids"].ids())}},
          {"move_id", line["move_id"].id()}};
}

}  // namespace

DynamicLines early_discount_lines(const RecordSet& moves) {
  DynamicLines out;
  for (const RecordSet& move : moves) {
    const bool needs_lines = reduces_tax_at_once(move["invoice_payment_term_id"]);
    for (const RecordSet& line : move["line_ids"]) {
      const std::string type = line.text("display_type");
      if (type == "epd") out.existing.emplace_back(line.id(), early_discount_key(line));
      if (type == "product" && needs_lines && line["tax_ids"]) add_early_discount(line, out.needed);
    }
  }
  return out;
}

namespace {

RecordSet discount_account(const RecordSet& move) {
  const RecordSet company = move["company_id"];
  if (is_sale_document(move)) return company["account_discount_expense_allocation_id"];
  if (is_purchase_document(move)) return company["account_discount_income_allocation_id"];
  return move.env()["account.account"];
}

Dict allocation_key(const RecordSet& line, Id account) {
  return {{"move_id", line["move_id"].id()}, {"account_id", account}, {"currency_rate", line.number("currency_rate")}};
}

void add_allocation(const RecordSet& line, const RecordSet& account, NeededLines& needed) {
  const RecordSet own = line["account_id"];
  const double amount =
      base::currency_round(line["currency_id"], direction_sign(line["move_id"]) * line.number("quantity") *
                                                    line.number("price_unit") * line.number("discount") / 100);
  if (amount == 0 || own == account) return;
  for (const auto& [of, share] : {std::pair{own.id(), amount}, std::pair{account.id(), -amount}})
    add_needed(needed, {.key = allocation_key(line, of), .values = {{"name", "Discount"}, {"amount_currency", share}}},
               line.model());
}

}  // namespace

DynamicLines discount_allocation_lines(const RecordSet& moves) {
  DynamicLines out;
  for (const RecordSet& move : moves) {
    const RecordSet account = discount_account(move);
    for (const RecordSet& line : move["line_ids"]) {
      const std::string type = line.text("display_type");
      if (type == "discount") out.existing.emplace_back(line.id(), allocation_key(line, line["account_id"].id()));
      if (type == "product" && account) add_allocation(line, account, out.needed);
    }
  }
  for (NeededLine& line : out.needed) line.values.set("display_type", "discount");
  return out;
}

}  // namespace paridoo::addons::account
