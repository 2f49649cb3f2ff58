#include "simulator/addons/account/models/account_move_sync.h"

#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_move_terms.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::account {

using namespace orm;

bool is_synchronised(const Env& env) { return !env.context("skip_invoice_sync"); }

namespace {

RecordSet documents(const RecordSet& moves) {
  return moves.filtered([](const RecordSet& move) { return is_invoice(move); });
}

// Documents, and entries whose lines have taxes.
RecordSet taxed(const RecordSet& moves) {
  return moves.filtered([](const RecordSet& move) {
    return is_invoice(move) || move.mapped("line_ids.tax_ids") || move.mapped("line_ids.tax_repartition_line_id");
  });
}

RecordSet plain_entries(const RecordSet& moves) {
  return moves.filtered(
      [](const RecordSet& move) { return is_entry(move) && move["tax_cash_basis_origin_move_id"].empty(); });
}

bool has_tax(const RecordSet& move) { return !move.mapped("line_ids.tax_ids").empty(); }

}  // namespace

std::map<Id, Dict> line_amounts(const RecordSet& lines) {
  std::map<Id, Dict> out;
  for (const RecordSet& line : lines) {
    const RecordSet move = line["move_id"];
    if (!is_invoice(move)) continue;
    out[line.id()] = {{"amount_currency", base::currency_round(line["currency_id"], line.number("amount_currency"))},
                      {"balance", base::currency_round(line["company_id"]["currency_id"], line.number("balance"))},
                      {"currency_rate", line.number("currency_rate")},
                      {"move_type", move.text("move_type")}};
  }
  return out;
}

void synchronise_line_balances(const RecordSet& lines, const std::map<Id, Dict>& before) {
  if (lines.env().context("skip_invoice_line_sync")) return;
  const Field& balance_field = lines.model().at("balance");
  for (const auto& [id, after] : line_amounts(lines)) {
    const auto found = before.find(id);
    const bool is_new = found == before.end();
    const auto changed = [&, &after = after](std::string_view name) {
      return is_new || !(found->second.get(name) == after.get(name));
    };
    if (!changed("amount_currency") && !changed("currency_rate") && !changed("move_type")) continue;
    const double balance = after.get("balance").number();
    if (changed("balance") && !(is_new && balance == 0)) continue;
    const double rate = after.get("currency_rate").number();
    if (rate == 0 || lines.env().transaction().is_protected(balance_field, id)) continue;
    const RecordSet line = without_sync(lines.browse(id)).with_context({{"skip_invoice_line_sync", true}});
    const double wanted =
        base::currency_round(line["company_id"]["currency_id"], after.get("amount_currency").number() / rate);
    if (wanted != balance) line.write({{"balance", wanted}});
  }
}

SyncState before_change(const RecordSet& moves) {
  SyncState state{.active = is_synchronised(moves.env())};
  if (!state.active) return state;
  for (const RecordSet& move : taxed(moves)) state.taxes[move.id()] = tax_state(move);
  const RecordSet invoices = documents(moves);
  for (const RecordSet& move : invoices) state.commercial_partners[move.id()] = move["commercial_partner_id"].id();
  for (const RecordSet& move : plain_entries(moves)) state.entry_had_tax[move.id()] = has_tax(move);
  state.line_amounts = line_amounts(moves["line_ids"]);
  state.terms = term_lines(invoices);
  state.early_discounts = early_discount_lines(invoices);
  state.discount_allocations = discount_allocation_lines(invoices);
  return state;
}

namespace {

void synchronise_partners(const RecordSet& invoices, const std::map<Id, Id>& before) {
  for (const RecordSet& move : invoices) {
    const RecordSet partner = move["commercial_partner_id"];
    const auto found = before.find(move.id());
    if (found != before.end() && found->second == partner.id()) continue;
    const RecordSet lines =
        move["line_ids"].filtered([&](const RecordSet& line) { return line["partner_id"] != partner; });
    if (lines) without_sync(lines).write({{"partner_id", partner}});
  }
}

}  // namespace

void after_change(const RecordSet& moves, const SyncState& before) {
  if (!before.active) return;
  const RecordSet invoices = documents(moves);
  // Lines that a change of the document itself moved: its date, currency or type.
  RecordSet known =
      moves["line_ids"].filtered([&](const RecordSet& line) { return before.line_amounts.contains(line.id()); });
  synchronise_line_balances(known, before.line_amounts);
  synchronise_partners(invoices, before.commercial_partners);
  synchronise_dynamic_lines(invoices, "epd", before.early_discounts, early_discount_lines(invoices));
  synchronise_tax_lines(taxed(moves), before.taxes);
  synchronise_dynamic_lines(invoices, "discount", before.discount_allocations, discount_allocation_lines(invoices));
  for (const RecordSet& move : invoices)
    if (move.text("state") != "posted") synchronise_cash_rounding(move);
  for (const RecordSet& move : plain_entries(moves)) {
    const auto had = before.entry_had_tax.find(move.id());
    if (move.text("state") != "posted") balance_entry(move, had != before.entry_had_tax.end() && had->second);
  }
  synchronise_dynamic_lines(invoices, "payment_term", before.terms, term_lines(invoices));
}

double imbalance(const RecordSet& move) {
  return base::currency_round(move["company_id"]["currency_id"], move["line_ids"].sum("balance"));
}

void check_balanced(const RecordSet& moves) {
  std::string names;
  for (const RecordSet& move : moves)
    if (move["line_ids"] && imbalance(move) != 0) names += (names.empty() ? "" : ", ") + move.display_name();
  if (!names.empty()) throw user_error("The entry is not balanced: " + names);
}

}  // namespace paridoo::addons::account
