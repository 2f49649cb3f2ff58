// Journal entries of products whose valuation is automated.
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/addons/account/move.h"
#include "simulator/addons/account/product_accounts.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock_account/cogs.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/orm/column_operand.h"

namespace paridoo::addons::stock_account {

StockAccounts stock_accounts(const RecordSet& product) {
  const RecordSet category = product["categ_id"];
  StockAccounts accounts{category["property_stock_journal"], category["property_stock_account_input_categ_id"],
                         category["property_stock_account_output_categ_id"],
                         category["property_stock_valuation_account_id"]};
  for (const RecordSet& needed : {accounts.journal, accounts.input, accounts.output, accounts.valuation})
    if (!needed)
      throw user_error("The category of " + product.display_name() +
                       " needs a stock journal and its stock accounts for automated valuation.");
  return accounts;
}

namespace {

bool is_posted(const RecordSet& layer) {
  const RecordSet product = layer["product_id"].with_company(layer["company_id"]);
  return product.text("valuation") == "real_time" && stock::is_storable(product) &&
         !base::currency_is_zero(layer["currency_id"], layer.number("value"));
}

struct Booking {
  RecordSet debit, credit;
  double amount = 0;
  bool of_layer = true;  // what the layer itself is worth, and not something beside it
};

// Goods that come from a place with an account of its own are booked against it.
RecordSet source_account(const RecordSet& move, const StockAccounts& accounts) {
  const RecordSet own = move["location_id"]["valuation_out_account_id"];
  return own ? own : accounts.input;
}

RecordSet destination_account(const RecordSet& move, const StockAccounts& accounts) {
  const RecordSet place = move["location_dest_id"];
  const std::string usage = place.text("usage");
  const RecordSet own = place["valuation_in_account_id"];
  return (usage == "production" || usage == "inventory") && own ? own : accounts.output;
}

Booking booking_of(const RecordSet& layer, const RecordSet& move, const StockAccounts& accounts) {
  const double value = layer.number("value");
  if (goes(move, Direction::in)) {
    const bool comes_back = move["location_id"].text("usage") == "customer";
    const RecordSet from = comes_back ? destination_account(move, accounts) : source_account(move, accounts);
    return {.debit = accounts.valuation, .credit = from, .amount = value};
  }
  const bool goes_back = move["location_dest_id"].text("usage") == "supplier";
  const RecordSet to = goes_back ? source_account(move, accounts) : destination_account(move, accounts);
  return {.debit = to, .credit = accounts.valuation, .amount = -value};
}

// Goods that never pass through the stock: from where they would have come in to where they would have gone out.
Booking dropship_booking(const RecordSet& layer, const RecordSet& move, const StockAccounts& accounts) {
  const double value = layer.number("value");
  const RecordSet from = source_account(move, accounts), to = destination_account(move, accounts);
  if (goes(move, Direction::dropshipped))
    return value > 0 ? Booking{.debit = accounts.valuation, .credit = from, .amount = value}
                     : Booking{.debit = to, .credit = accounts.valuation, .amount = -value};
  if (value <= 0) return {.debit = from, .credit = accounts.valuation, .amount = -value};
  return is_valued(move["location_dest_id"]) ? Booking{.debit = from, .credit = accounts.valuation, .amount = value}
                                             : Booking{.debit = accounts.valuation, .credit = to, .amount = value};
}

bool is_dropshipped_either_way(const RecordSet& move) {
  return goes(move, Direction::dropshipped) || goes(move, Direction::dropshipped_returned);
}

Value line(const RecordSet& layer, const RecordSet& account, double balance, const Value& partner,
           const std::string& description) {
  const RecordSet product = layer["product_id"];
  return Dict{{"name", description},
              {"product_id", product},
              {"quantity", layer.number("quantity")},
              {"product_uom_id", product["uom_id"]},
              {"partner_id", partner},
              {"balance", balance},
              {"account_id", account}};
}

// The credit and the debit, and what other modules make of them.
List lines_of(const RecordSet& layer, const RecordSet& move, const Booking& booking, const std::string& description) {
  const double amount = base::currency_round(layer["currency_id"], booking.amount);
  const RecordSet partner = move["picking_id"]["partner_id"]["commercial_partner_id"];
  const Value lines =
      move.call("_generate_valuation_lines_data", {List{line(layer, booking.credit, -amount, partner, description),
                                                        line(layer, booking.debit, amount, partner, description)},
                                                   booking.of_layer ? Value(layer) : Value(false)});
  List commands;
  for (const Value& one : lines.list()) commands.push_back(command::create(one.dict()));
  return commands;
}

// What a bill corrected is booked on its day.
Value date_of(const RecordSet& layer) {
  if (const Value& date = layer.env().context("force_period_date")) return date;
  const RecordSet billed = layer["account_move_line_id"];
  return billed ? billed.value("date") : Value(layer.env().today_text());
}

Dict entry_of(const RecordSet& layer, const RecordSet& move, const Booking& booking, const std::string& description) {
  const RecordSet partner = move["picking_id"]["partner_id"]["commercial_partner_id"];
  return {{"journal_id", stock_accounts(layer["product_id"].with_company(layer["company_id"])).journal},
          {"line_ids", lines_of(layer, move, booking, description)},
          {"partner_id", partner},
          {"date", date_of(layer)},
          {"ref", description},
          {"stock_move_id", move},
          {"stock_valuation_layer_ids", List{command::set(layer.ids())}},
          {"move_type", "entry"},
          {"company_id", layer["company_id"]}};
}

// What goods that go back to their vendor, or come again, are worth more than what he was to be paid.
void add_difference(const RecordSet& layer, const RecordSet& move, const StockAccounts& accounts,
                    std::vector<Dict>& entries) {
  const double difference = move.call("_get_returned_value_difference", {layer.id()}).number();
  if (base::currency_is_zero(layer["currency_id"], difference)) return;
  const RecordSet product = layer["product_id"].with_company(layer["company_id"]);
  const RecordSet expense = account::product_accounts(product, layer.env()["account.fiscal.position"]).expense;
  Dict values =
      entry_of(layer, move, {.debit = accounts.input, .credit = expense, .amount = difference, .of_layer = false},
               layer.text("description"));
  values.erase("stock_valuation_layer_ids");
  entries.push_back(std::move(values));
}

void add_entries(const RecordSet& layer, const RecordSet& move, std::vector<Dict>& entries) {
  const bool crosses = goes(move, Direction::in) || goes(move, Direction::out);
  const bool passes_by = is_dropshipped_either_way(move) && layer["company_id"].flag("anglo_saxon_accounting");
  if (!crosses && !passes_by) return;
  const StockAccounts accounts = stock_accounts(layer["product_id"].with_company(layer["company_id"]));
  const std::string description = layer.text("description");
  if (crosses) entries.push_back(entry_of(layer, move, booking_of(layer, move, accounts), description));
  if (passes_by) entries.push_back(entry_of(layer, move, dropship_booking(layer, move, accounts), description));
  add_difference(layer, move, accounts, entries);
}

RecordSet open_lines_of(const RecordSet& move) {
  const RecordSet moves = move | move["origin_returned_move_id"];
  return move.env()["account.move.line"]
      .browse(moves.call("_get_all_related_aml").ids())
      .filtered([](const RecordSet& line) {
        return !line.flag("reconciled") && line["move_id"].text("state") == "posted" &&
               line["account_id"].flag("reconcile");
      });
}

// What is invoiced already waits for this; then what is open of each product on each account.
void settle(const RecordSet& layers) {
  std::map<std::pair<Id, Id>, RecordSet> open;
  for (const RecordSet& layer : layers) {
    const RecordSet move = layer["stock_move_id"], product = layer["product_id"];
    if (!move || !is_posted(layer) || !layer["company_id"].flag("anglo_saxon_accounting")) continue;
    reconcile_interim(layer.env()["account.move"].browse(move.call("_get_related_invoices").ids()), product);
    for (const RecordSet& line : open_lines_of(move)) {
      const std::pair key(product.id(), line["account_id"].id());
      open.try_emplace(key, line.none()).first->second |= line;
    }
  }
  for (const auto& [key, lines] : open)
    if (const RecordSet still = lines.where("reconciled", "=", false); still.size() > 1) account::reconcile(still);
}

void post(const Env& env, std::vector<Dict> entries) {
  if (!entries.empty()) account::post(env.sudo()["account.move"].create(std::move(entries)));
}

}  // namespace

void post_entries(const RecordSet& layers) {
  std::vector<Dict> entries;
  for (const RecordSet& layer : layers) {
    if (!is_posted(layer)) continue;
    RecordSet move = layer["stock_move_id"];
    if (!move) move = layer["stock_valuation_layer_id"]["stock_move_id"];
    if (move) add_entries(layer, move, entries);
  }
  post(layers.env(), std::move(entries));
  settle(layers);
}

void post_price_change(const RecordSet& layers, const Value& new_price) {
  std::vector<Dict> entries;
  for (const RecordSet& layer : layers) {
    if (!is_posted(layer)) continue;
    const RecordSet product = layer["product_id"].with_company(layer["company_id"]);
    const StockAccounts accounts = stock_accounts(product);
    const RecordSet expense = account::product_accounts(product, layer.env()["account.fiscal.position"]).expense;
    if (!expense) throw user_error("The category of " + product.display_name() + " needs an expense account.");
    const double value = layer.number("value");
    const RecordSet lot = layer.env().since(Series::v18) ? layer["lot_id"].in(product.env()) : product.none();
    const RecordSet& priced = lot ? lot : product;
    const std::string name = fmt::format("{} changed cost from {} to {} - {}", layer.env().user().text("name"),
                                         orm::python_text(priced.number("standard_price")), orm::python_text(new_price),
                                         priced.display_name());
    const auto row = [&](const RecordSet& account, double debit) {
      Dict values{{"name", name},
                  {"account_id", account},
                  {"debit", debit > 0 ? debit : 0},
                  {"credit", debit < 0 ? -debit : 0},
                  {"product_id", product}};
      if (layer.env().since(Series::v18)) values.set("quantity", 0);
      return command::create(std::move(values));
    };
    entries.push_back({{"journal_id", accounts.journal},
                       {"company_id", layer["company_id"]},
                       {"ref", product.value("default_code")},
                       {"stock_valuation_layer_ids", List{command::set(layer.ids())}},
                       {"move_type", "entry"},
                       {"line_ids", value > 0 ? List{row(accounts.valuation, value), row(expense, -value)}
                                              : List{row(expense, -value), row(accounts.valuation, value)}}});
  }
  post(layers.env(), std::move(entries));
}

namespace {

// The invoice that the goods of a layer are booked with: what its entry is wholly matched with.
RecordSet invoice_of(const RecordSet& layer) {
  const RecordSet lines = layer["account_move_id"]["line_ids"];
  RecordSet others = lines.none();
  for (const RecordSet& line : lines.filtered("reconciled"))
    others |= line.number("credit") > 0 ? line["matched_debit_ids"]["debit_move_id"]
                                        : line["matched_credit_ids"]["credit_move_id"];
  return layer.env()["account.move"].search(term("line_ids", "in", (others - lines).ids()), {.limit = 1});
}

struct Expense {
  RecordSet correction, output;
  Dict values;
};

std::optional<Expense> expense_of(const Settled& settled) {
  const auto& [correction, lacking] = settled;
  const RecordSet move = correction["stock_move_id"];
  if (!correction["company_id"].flag("anglo_saxon_accounting") || !goes(lacking["stock_move_id"], Direction::out))
    return {};
  const RecordSet invoice = invoice_of(lacking);
  if (!invoice) return {};
  const RecordSet product = correction["product_id"].with_company(correction["company_id"]);
  const RecordSet output = stock_accounts(product).output;
  const RecordSet expense = account::product_accounts(product, invoice["fiscal_position_id"]).expense;
  if (!expense) return {};
  const std::string description = "Expenses " + correction.text("description");
  const Booking booking{.debit = expense, .credit = output, .amount = -correction.number("value")};
  Dict values = entry_of(correction, move, booking, description);
  for (const std::string_view left_out : {"partner_id", "stock_valuation_layer_ids", "company_id"})
    values.erase(left_out);
  return Expense{correction, output, std::move(values)};
}

}  // namespace

void post_expenses(const std::vector<Settled>& settled) {
  for (const Settled& each : settled) {
    const std::optional<Expense> expense = expense_of(each);
    if (!expense) continue;
    const RecordSet entry = expense->correction.env().sudo()["account.move"].create(expense->values);
    account::post(entry);
    const RecordSet lines = expense->correction["account_move_id"]["line_ids"] | entry["line_ids"];
    const RecordSet open = lines.filtered([&](const RecordSet& line) {
      return !line.flag("reconciled") && line["account_id"] == expense->output && expense->output.flag("reconcile");
    });
    if (open) account::reconcile(open);
  }
}

}  // namespace paridoo::addons::stock_account
