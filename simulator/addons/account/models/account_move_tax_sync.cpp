#include <algorithm>
#include <array>

#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_move_sync.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr std::array base_fields{"partner_id", "currency_id", "analytic_distribution", "account_id", "tax_ids"};
constexpr std::array price_fields{"price_unit", "quantity", "discount"};
constexpr std::array tax_fields{"amount_currency", "balance", "analytic_distribution"};

RecordSet base_lines(const RecordSet& move) {
  return move["line_ids"].filtered([](const RecordSet& line) {
    const std::string type = line.text("display_type");
    return type == "product" || type == "epd" || type == "rounding" || type == "cogs";
  });
}

RecordSet tax_lines(const RecordSet& move) { return move["line_ids"].filtered("tax_repartition_line_id"); }

template <class Fields>
void remember(const RecordSet& line, const Fields& fields, Dict& into) {
  for (const char* field : fields) into.set(field, line.value(field));
}

Dict base_values(const RecordSet& line, bool document) {
  Dict values;
  remember(line, base_fields, values);
  if (document)
    remember(line, price_fields, values);
  else
    values.set("amount_currency", line.number("amount_currency"));
  return values;
}

Dict tax_values(const RecordSet& line) {
  Dict values;
  remember(line, tax_fields, values);
  return values;
}

const Dict* find(const LineValues& values, Id line) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& own) { return own.first == line; });
  return found == values.end() ? nullptr : &found->second;
}

bool has_changed(const RecordSet& line, const Dict* before) {
  if (!before) return true;
  return std::any_of(before->begin(), before->end(),
                     [&](const Item& item) { return !(line.value(item.name) == item.value); });
}

// Odoo means to ask whether a line was taxed before, and is told so of every line that was there.
bool counts_as_taxed(const Dict* values) { return values != nullptr; }

// Amounts of tax lines that the change itself wrote.
bool is_given(const RecordSet& line) {
  return std::any_of(tax_fields.begin(), tax_fields.end(), [&](const char* field) {
    return line.env().transaction().is_protected(line.model().at(field), line.id());
  });
}

bool same_lines(const LineValues& before, const RecordSet& lines) {
  return std::equal(before.begin(), before.end(), lines.ids().begin(), lines.ids().end(),
                    [](const auto& own, Id id) { return own.first == id; });
}

bool has_amount(const RecordSet& line) { return line.number("amount_currency") != 0 || line.number("balance") != 0; }

enum class Recompute { no, keeping_tax_amounts, wholly };

// The lines themselves say whether somebody wrote the amounts of taxes by hand: these are kept if nothing else asks for
// new ones.
Recompute after_changed_lines(const RecordSet& move, const RecordSet& changed, const TaxState& before) {
  const bool untaxed = changed
                           .filtered([&](const RecordSet& line) {
                             return line["tax_ids"] || counts_as_taxed(find(before.base, line.id()));
                           })
                           .empty();
  const RecordSet taxes = tax_lines(move);
  const bool by_hand = !same_lines(before.tax, taxes) || !taxes.filtered(is_given).empty();
  if (!untaxed && !by_hand) return Recompute::wholly;
  // Made with all of its lines and their amounts: nothing is left to compute.
  return changed.filtered(has_amount).empty() ? Recompute::keeping_tax_amounts : Recompute::no;
}

Recompute what_to_do(const RecordSet& move, const TaxState& before) {
  const bool other_document = before.move.empty() || !(before.move.get("currency_id") == move.value("currency_id")) ||
                              !(before.move.get("move_type") == move.value("move_type"));
  if (is_invoice(move) && other_document) return Recompute::wholly;
  const RecordSet lines = base_lines(move);
  const RecordSet changed =
      lines.filtered([&](const RecordSet& line) { return has_changed(line, find(before.base, line.id())); });
  if (changed) return after_changed_lines(move, changed, before);
  const bool lost = std::any_of(before.base.begin(), before.base.end(), [&](const auto& own) {
    return !lines.contains(own.first) && counts_as_taxed(&own.second);
  });
  if (!lost) return Recompute::no;
  const RecordSet rewritten =
      tax_lines(move).filtered([&](const RecordSet& line) { return has_changed(line, find(before.tax, line.id())); });
  return rewritten ? Recompute::keeping_tax_amounts : Recompute::wholly;
}

bool differs(const RecordSet& line, const Dict& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const Item& item) { return !(line.value(item.name) == item.value); });
}

void update_base(const BaseLineUpdate& update) {
  const RecordSet line = without_sync(update.line->record);
  const Dict amounts{{"amount_currency", update.amount.currency}, {"balance", update.amount.company}};
  const RecordSet tags = line.with_context({{"active_test", false}})["tax_tag_ids"];
  if (tags.ids() == update.tax_tags && !differs(line, amounts)) return;
  Dict values{{"tax_tag_ids", List{command::set(update.tax_tags)}}};
  values.update(amounts);
  line.write(std::move(values));
}

Dict written(const TaxLineAmounts& amounts) {
  return {{"name", amounts.name},
          {"tax_base_amount", amounts.tax_base_amount},
          {"amount_currency", amounts.amount.currency},
          {"balance", amounts.amount.company}};
}

Value id_or_false(Id id) { return id ? Value(id) : Value(false); }

Dict new_tax_line(const RecordSet& move, const TaxLineKey& key, const TaxLineAmounts& amounts) {
  Dict values{{"tax_repartition_line_id", key.repartition_line},
              {"partner_id", id_or_false(key.partner)},
              {"currency_id", key.currency},
              {"group_tax_id", id_or_false(key.group_tax)},
              {"analytic_distribution", key.analytic_distribution.is_none() ? Value(false) : key.analytic_distribution},
              {"account_id", id_or_false(key.account)},
              {"tax_ids", List{command::set(key.taxes)}},
              {"tax_tag_ids", List{command::set(key.tags)}},
              {"display_type", "tax"},
              {"move_id", move.id()}};
  values.update(written(amounts));
  return values;
}

// Taxes and tags are compared as they are written.
bool differs_whole(const RecordSet& line, const Dict& values) {
  return std::any_of(values.begin(), values.end(), [&](const Item& item) {
    if (line.model().at(item.name).is_x2many())
      return !(item.value == Value(List{command::set(line.with_context({{"active_test", false}})[item.name].ids())}));
    const Value own = line.value(item.name);
    return !(own == item.value) && !(own.is_unset() && item.value.is_unset());
  });
}

struct Pending {
  Ids to_delete = {};
  std::vector<Dict> to_create = {};
};

// How much of the company's currency one of the line's own is worth, by the amounts that the line has after rounding.
double worth_on_line(const BaseLine& line, const RecordSet& company) {
  const Money total = line.details.total_excluded + line.details.delta_total_excluded;
  const double own = base::currency_round(company["currency_id"], total.company);
  return own != 0 ? own / base::currency_round(line.currency, total.currency) : 1.0;
}

// In 17.0 the lines of a document give nothing to each other, and each converts its taxes as it was converted itself.
void add_accounting_data_17(std::span<BaseLine> lines, const RecordSet& company, bool include_cash_basis) {
  for (BaseLine& line : lines)
    for (TaxData& data : line.details.taxes) data.tax_amount = data.raw_tax;
  add_accounting_data(lines, company, include_cash_basis);
  for (BaseLine& line : lines) {
    const double worth = worth_on_line(line, company);
    for (TaxData& data : line.details.taxes) {
      data.base.company = data.base.currency * worth;
      for (TaxShare& share : data.shares) share.amount.company = share.amount.currency * worth;
    }
  }
}

void recompute(const RecordSet& move, bool keep_tax_amounts, Pending& pending) {
  MoveTaxLines lines = tax_lines_of(move, keep_tax_amounts);
  const RecordSet company = move["company_id"];
  const auto add = move.env().since(Series::v18) ? add_accounting_data : add_accounting_data_17;
  add(lines.base, company, move.flag("always_tax_exigible"));
  const TaxLineChanges changes = prepare_tax_lines(lines.base, company, lines.tax);
  for (const BaseLineUpdate& update : changes.base) update_base(update);
  for (const TaxLine* line : changes.to_delete) pending.to_delete.push_back(line->record.id());
  for (const auto& rewrite : changes.to_rewrite) {
    const Dict values = new_tax_line(move, rewrite.key, rewrite.amounts);
    if (differs_whole(rewrite.line->record, values)) without_sync(rewrite.line->record).write(values);
  }
  for (const auto& [key, amounts] : changes.to_add) pending.to_create.push_back(new_tax_line(move, key, amounts));
  for (const auto& [line, amounts] : changes.to_update)
    if (const Dict values = written(amounts); differs(line->record, values)) without_sync(line->record).write(values);
}

}  // namespace

TaxState tax_state(const RecordSet& move) {
  TaxState state;
  const bool document = is_invoice(move);
  if (move.text("state") == "draft")
    for (const char* field : {"currency_id", "partner_id", "move_type"}) state.move.set(field, move.value(field));
  for (const RecordSet& line : base_lines(move)) state.base.emplace_back(line.id(), base_values(line, document));
  for (const RecordSet& line : tax_lines(move)) state.tax.emplace_back(line.id(), tax_values(line));
  return state;
}

namespace {

// 17.0 compares the needs of a copy with those of its original, which are never the same.
bool is_copy_17(const RecordSet& move, const std::map<Id, TaxState>& before) {
  return !move.env().since(Series::v18) && !before.empty() && !before.contains(move.id()) &&
         !move.mapped("line_ids.tax_ids").empty();
}

}  // namespace

void synchronise_tax_lines(const RecordSet& moves, const std::map<Id, TaxState>& before) {
  Pending pending;
  for (const RecordSet& move : moves) {
    if (move.text("state") != "draft") continue;
    const auto found = before.find(move.id());
    const Recompute todo = is_copy_17(move, before)
                               ? Recompute::wholly
                               : what_to_do(move, found == before.end() ? TaxState{} : found->second);
    if (todo != Recompute::no) recompute(move, todo == Recompute::keeping_tax_amounts, pending);
  }
  const RecordSet lines = without_sync(moves).env()["account.move.line"];
  if (!pending.to_delete.empty()) lines.with_context({{"dynamic_unlink", true}}).browse(pending.to_delete).unlink();
  if (!pending.to_create.empty()) lines.create(std::move(pending.to_create));
}

}  // namespace paridoo::addons::account
