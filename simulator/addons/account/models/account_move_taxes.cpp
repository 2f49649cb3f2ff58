#include <algorithm>
#include <cmath>

#include "simulator/addons/account/cash_rounding.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_move_terms.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/account/written_taxes.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

double entry_rate(const RecordSet& line) {
  const double balance = line.number("balance");
  return balance != 0 ? std::abs(line.number("amount_currency")) / std::abs(balance) : 0.0;
}

// Lines that a document makes by itself: their amount is their price, without any tax.
BaseLine made_base_line(const RecordSet& line, LineRole role) {
  const RecordSet move = line["move_id"];
  BaseLine base = base_line_of(line);
  base.sign = direction_sign(move);
  base.price_unit = base.sign * line.number("amount_currency");
  base.quantity = 1;
  base.discount = 0;
  base.rate = document_rate(move);
  base.price_meaning = PriceMeaning::total_excluded;
  base.role = role;
  const std::string type = move.text("move_type");
  base.is_refund = type == "out_refund" || type == "in_refund";
  return base;
}

TaxLine tax_line_of(const RecordSet& line) {
  TaxLine tax{.record = line,
              .repartition_line = line["tax_repartition_line_id"],
              .sign = static_cast<double>(direction_sign(line["move_id"])),
              .amount = {line.number("amount_currency"), line.number("balance")}};
  tax.key = {.repartition_line = tax.repartition_line.id(),
             .partner = line["partner_id"].id(),
             .currency = line["currency_id"].id(),
             .group_tax = line["group_tax_id"].id(),
             .account = line["account_id"].id(),
             .taxes = line["tax_ids"].ids(),
             .tags = line["tax_tag_ids"].ids(),
             .analytic_distribution = line.value("analytic_distribution")};
  if (tax.key.analytic_distribution.is_unset()) tax.key.analytic_distribution = {};
  return tax;
}

}  // namespace

BaseLine priced_base_line(const RecordSet& line) { return base_line_of(line); }

BaseLine product_base_line(const RecordSet& line) {
  const RecordSet move = line["move_id"];
  BaseLine base = base_line_of(line);
  if (is_invoice(move)) {
    base.sign = direction_sign(move);
    base.rate = document_rate(move);
    recall_taxes(base);
    return base;
  }
  base.price_unit = line.number("amount_currency");
  base.quantity = 1;
  base.discount = 0;
  base.rate = entry_rate(line);
  base.price_meaning = PriceMeaning::total_excluded;
  return base;
}

namespace {

// The taxes of 17.0 are of the document's partner, whose commercial partner the other lines are of.
void tell_partner(const RecordSet& move, MoveTaxLines& lines) {
  const RecordSet partner = move["partner_id"];
  if (move.env().since(Series::v18) || partner.empty()) return;
  for (BaseLine& base : lines.base) base.partner = partner;
}

}  // namespace

MoveTaxLines tax_lines_of(const RecordSet& move, bool keep_tax_amounts) {
  MoveTaxLines out;
  const RecordSet lines = move["line_ids"];
  for (const RecordSet& line : lines.where("display_type", "=", "product")) out.base.push_back(product_base_line(line));
  for (const RecordSet& line : lines.where("display_type", "=", "epd"))
    out.base.push_back(made_base_line(line, LineRole::early_payment));
  for (const RecordSet& line : lines.where("display_type", "=", "rounding"))
    if (line["tax_repartition_line_id"].empty()) out.base.push_back(made_base_line(line, LineRole::cash_rounding));
  for (const RecordSet& line : lines.filtered("tax_repartition_line_id")) out.tax.push_back(tax_line_of(line));
  tell_partner(move, out);
  const RecordSet company = move["company_id"];
  add_tax_details(std::span(out.base), company);
  round_tax_details(out.base, company,
                    keep_tax_amounts ? std::span<const TaxLine>(out.tax) : std::span<const TaxLine>());
  return out;
}

namespace {

// The coins that rounding for cash adds: a line of their own, or a part of the biggest group of taxes.
void add_cash_rounding_17(const RecordSet& move, Dict& totals) {
  const RecordSet rounding = move["invoice_cash_rounding_id"], currency = move["currency_id"];
  if (rounding.empty()) return;
  const double total = totals.get("amount_total").number();
  const double difference = base::currency_round(currency, round_to_coins(rounding, total) - total);
  totals.set("display_rounding", true);
  if (difference == 0) return;
  if (rounding.text("strategy") == "add_invoice_line") {
    totals.set("rounding_amount", difference);
    totals.set("formatted_rounding_amount", base::format_amount(currency, difference));
  } else {
    Dict* biggest = nullptr;
    for (Item& title : totals.find("groups_by_subtotal")->dict())
      for (Value& group : title.value.list())
        if (!biggest || group.dict().get("tax_group_amount").number() > biggest->get("tax_group_amount").number())
          biggest = &group.dict();
    if (biggest) {
      const double amount = biggest->get("tax_group_amount").number() + difference;
      biggest->set("tax_group_amount", amount);
      biggest->set("formatted_tax_group_amount", base::format_amount(currency, amount));
    }
  }
  totals.set("amount_total", total + difference);
  totals.set("formatted_amount_total", base::format_amount(currency, total + difference));
}

Dict totals_17(const RecordSet& move) {
  MoveTaxLines lines = tax_lines_of(move);
  std::erase_if(lines.base, [](const BaseLine& line) { return line.role == LineRole::cash_rounding; });
  std::erase_if(lines.tax, [](const TaxLine& line) { return line.record.text("display_type") != "tax"; });
  const RecordSet currency = move["currency_id"], company = move["company_id"];
  Dict totals = tax_totals_17(lines.base, lines.tax, {currency, company, currency != company["currency_id"]});
  add_cash_rounding_17(move, totals);
  return totals;
}

}  // namespace

void compute_tax_totals(const RecordSet& self) {
  for (const RecordSet& move : self) {
    if (!is_invoice(move)) {
      move.set("tax_totals", false);
      continue;
    }
    if (!self.env().since(Series::v18)) {
      move.set("tax_totals", totals_17(move));
      continue;
    }
    const MoveTaxLines lines = tax_lines_of(move);
    const RecordSet company = move["company_id"];
    const RecordSet currency = move["currency_id"];
    Dict totals = tax_totals(lines.base, currency, company, move["invoice_cash_rounding_id"]);
    totals.set("display_in_company_currency", company.flag("display_invoice_tax_company_currency") &&
                                                  company["currency_id"].ids() != currency.ids() &&
                                                  bool(totals.get("has_tax_groups")) && is_sale_document(move));
    move.set("tax_totals", std::move(totals));
  }
}

namespace {

// What a user wrote as the amount of a tax group goes to its first tax line.
void write_tax_group(const RecordSet& move, const Dict& group) {
  const Id group_id = group.get(move.env().since(Series::v18) ? "id" : "tax_group_id").integer();
  const RecordSet lines =
      move["line_ids"].filtered([&](const RecordSet& line) { return line["tax_group_id"].id() == group_id; });
  if (lines.empty()) return;
  const double sign = is_inbound(move) ? -1 : 1;
  const char* amount = move.env().since(Series::v18) ? "tax_amount_currency" : "tax_group_amount";
  const double delta = lines.sum("amount_currency") * sign - group.get(amount).number();
  if (base::currency_is_zero(move["currency_id"], delta)) return;
  const RecordSet first = without_sync(lines.at(0));
  first.write({{"amount_currency", first.number("amount_currency") - delta * sign}});
}

}  // namespace

void write_tax_totals(const RecordSet& move, const Value& totals) {
  if (!is_invoice(move) || !totals.is_dict()) return;
  const DynamicLines before = term_lines(move);
  if (!move.env().since(Series::v18))
    for (const Item& subtotal : totals.dict().get("groups_by_subtotal").dict())
      for (const Value& group : subtotal.value.list()) write_tax_group(move, group.dict());
  else
    for (const Value& subtotal : totals.dict().get("subtotals").list())
      for (const Value& group : subtotal.dict().get("tax_groups").list()) write_tax_group(move, group.dict());
  synchronise_dynamic_lines(move, "payment_term", before, term_lines(move));
}

void inverse_tax_totals(const RecordSet& self) {
  for (const RecordSet& move : self) write_tax_totals(move, move.value("tax_totals"));
}

}  // namespace paridoo::addons::account
