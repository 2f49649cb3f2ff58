#include <algorithm>
#include <map>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

std::string reversed_type(const Env& env, const std::string& type) {
  // A credit note that is reversed was an entry until 17.0.
  if (!env.since(Series::v18) && type.ends_with("_refund")) return "entry";
  static const std::map<std::string, std::string> types{
      {"entry", "entry"},          {"out_invoice", "out_refund"}, {"out_refund", "out_invoice"},
      {"in_invoice", "in_refund"}, {"in_refund", "in_invoice"},   {"out_receipt", "out_refund"},
      {"in_receipt", "in_refund"}};
  return types.at(type);
}

// Since 19.0 storno leaves what is turned around on its side.
Dict negated_amounts(const RecordSet& line) {
  Dict values{{"balance", -line.number("balance")}, {"amount_currency", -line.number("amount_currency")}};
  if (line.env().since(Series::v19) && line["company_id"].flag("account_storno"))
    values.set("is_storno", !line.flag("is_storno"));
  return values;
}

// Documents are turned around by their type; entries and costs of goods by their amounts.
void negate_amounts(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    List commands;
    for (const RecordSet& line : move["line_ids"])
      if (is_entry(move) || line.text("display_type") == "cogs")
        commands.push_back(command::update(line.id(), negated_amounts(line)));
    move.write({{"line_ids", std::move(commands)}});
    if (is_entry(move) && move.env().since(Series::v18))
      compute_now(move["line_ids"], {"price_subtotal", "price_total"}, compute_line_totals);
  }
}

RecordSet reversal_of(const RecordSet& move, Dict defaults, bool cancel) {
  defaults.set("move_type", reversed_type(move.env(), move.text("move_type")));
  defaults.set("reversed_entry_id", move.id());
  defaults.set("partner_id", move["partner_id"]);
  return move
      .with_context(
          {{"move_reverse_cancel", cancel}, {"include_business_fields", true}, {"skip_invoice_sync", is_entry(move)}})
      .copy(defaults);
}

}  // namespace

RecordSet reverse_moves(const RecordSet& moves, std::vector<Dict> defaults, bool cancel) {
  List told;
  for (Dict& own : defaults) told.push_back(std::move(own));
  return moves.browse(moves.call("_reverse_moves", {std::move(told), cancel}).ids());
}

Value reverse_moves_method(const RecordSet& self, const Arguments& arguments) {
  const bool cancel = bool(arguments["cancel"]);
  const Value& defaults = arguments["default_values_list"];
  if (cancel) remove_reconciliation(self["line_ids"]);
  RecordSet reversals = self.none();
  for (std::size_t at = 0; at < self.size(); ++at) {
    const bool given = defaults.is_list() && at < defaults.list().size() && defaults.list()[at].is_dict();
    reversals |= reversal_of(self.at(at), given ? defaults.list()[at].dict() : Dict{}, cancel);
  }
  // In the context that asked for the reversals, not in that of their copies.
  const RecordSet made = self.browse(reversals.ids());
  negate_amounts(made.with_context({{"skip_invoice_sync", cancel}}));
  if (cancel) post(made.with_context({{"move_reverse_cancel", true}}), false);
  return Value(made.ids());
}

namespace {

using AccountAndCurrency = std::pair<Id, Id>;

// 17.0 takes the accounts as they come.
RecordSet customers_first(const RecordSet& lines) {
  if (!lines.env().since(orm::Series::v18)) return lines;
  return lines.sorted([](const RecordSet& line) { return !is_receivable_or_payable(line["account_id"]); });
}

}  // namespace

void reconcile_with_reversals(const RecordSet& moves, const RecordSet& reversals, bool cancel) {
  for (std::size_t at = 0; at < moves.size() && at < reversals.size(); ++at) {
    const RecordSet open =
        (moves.at(at)["line_ids"] | reversals.at(at)["line_ids"]).filtered([](const RecordSet& line) {
          return !line.flag("reconciled");
        });
    const auto groups = customers_first(open).grouped([](const RecordSet& line) {
      return AccountAndCurrency{line["account_id"].id(), line["currency_id"].id()};
    });
    for (const auto& [_, lines] : groups) {
      const bool done = !lines.filtered("reconciled").empty();
      if (!done && has_residuals(lines.at(0)["account_id"]))
        reconcile(lines.with_context({{"move_reverse_cancel", cancel}}));
    }
  }
}

std::vector<Dict> copy_move_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> copies = super(self, defaults);
  for (std::size_t at = 0; at < copies.size(); ++at) {
    const RecordSet move = self.at(at);
    Dict& values = copies[at];
    const bool drops = self.env().since(Series::v19) && !self.env().context("move_reverse_cancel");
    if (is_entry(move) && (drops || !values.contains("partner_id"))) values.set("partner_id", false);
    const auto lock = fiscal_lock_date(move["company_id"], move["journal_id"]);
    const Value& asked = defaults.get("date");
    const auto day = asked.is_text() ? parse_day(asked.text()) : move.day("date");
    if (lock && day && *day <= *lock) values.set("date", format_day(*lock + std::chrono::days{1}));
    if (!move["journal_id"].flag("active")) values.erase("journal_id");
    values.set(copy_marker, move.id());
  }
  return copies;
}

}  // namespace paridoo::addons::account
