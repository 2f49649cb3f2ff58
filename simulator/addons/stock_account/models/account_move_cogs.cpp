#include <cmath>
#include <string>
#include <vector>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/product_accounts.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock_account/cogs.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::addons::stock_account {
namespace {

bool has_interim_accounts(const Env& env) { return !env.since(Series::v19); }

bool is_booked(const RecordSet& move) {
  const bool keeps_books = !has_interim_accounts(move.env()) || move["company_id"].flag("anglo_saxon_accounting");
  return keeps_books && account::is_sale_document(move);
}

RecordSet expense_account(const RecordSet& line, const RecordSet& product) {
  const RecordSet move = line["move_id"];
  const RecordSet own = account::product_accounts(product, move["fiscal_position_id"]).expense;
  return own ? own : move["journal_id"]["default_account_id"];
}

struct Cost {
  double unit, amount;  // in the unit of the line; with the sign of a sale
};

Cost cost_of(const RecordSet& line) {
  const bool interim = has_interim_accounts(line.env());
  const double unit = line.call(interim ? "_stock_account_get_anglo_saxon_price_unit" : "_get_cogs_value").number();
  double quantity = line.number("quantity");
  if (!interim) quantity = uom::compute_quantity(line["product_uom_id"], quantity, line["product_id"]["uom_id"]);
  return {unit, (line["move_id"].text("move_type") == "out_refund" ? -1 : 1) * quantity * unit};
}

Dict cogs_line(const RecordSet& line, const RecordSet& account, double price, double amount) {
  const RecordSet move = line["move_id"];
  return {{"name", std::string(orm::first_letters(line.text("name"), 64))},
          {"move_id", move.id()},
          {"partner_id", move["commercial_partner_id"]},
          {"product_id", line["product_id"]},
          {"product_uom_id", line["product_uom_id"]},
          {"quantity", line.number("quantity")},
          {"price_unit", price},
          {"amount_currency", amount},
          {"account_id", account},
          {"display_type", "cogs"},
          {"tax_ids", List{}},
          {"cogs_origin_id", line.id()}};
}

void add_cogs_of(const RecordSet& line, std::vector<Dict>& lines) {
  const RecordSet product = line["product_id"].with_company(line["company_id"]), move = line["move_id"];
  const RecordSet stock = stock_account_of(product, move), expense = expense_account(line, product);
  if (!stock || !expense) return;
  const Cost cost = cost_of(line);
  const orm::Rounding digits = orm::digits(base::precision_of(line.env(), "Product Price"));
  if (base::currency_is_zero(move["currency_id"], cost.amount) || orm::float_is_zero(cost.unit, digits)) return;
  lines.push_back(cogs_line(line, stock, cost.unit, -cost.amount));
  lines.push_back(cogs_line(line, expense, -cost.unit, cost.amount));
  lines.back().set("analytic_distribution", line.value("analytic_distribution"));
}

// What is matched for one product: the lines of the document, and those of the transfers that it is for.
RecordSet interim_lines(const RecordSet& move, const RecordSet& product, const RecordSet& account) {
  const auto is_open = [&](const RecordSet& line) {
    return line["product_id"] == product && line["account_id"] == account && !line.flag("reconciled");
  };
  const RecordSet moved = move.env()["stock.move"].browse(move.call("_stock_account_get_last_step_stock_moves").ids());
  const RecordSet related = (moved | moved["origin_returned_move_id"]).where("product_id", "=", product);
  const RecordSet booked = move.env()["account.move.line"].browse(related.call("_get_all_related_aml").ids());
  return move["line_ids"].filtered(is_open) | booked.filtered([&](const RecordSet& line) {
    return line["account_id"] == account && !line.flag("reconciled") && line["move_id"].text("state") == "posted";
  });
}

// What is to be matched; without_exchange: where corrections of values settle what rates changed.
struct Plan {
  std::vector<RecordSet> sets = {};
  std::vector<RecordSet> without_exchange = {};
};

bool corrects_a_value(const RecordSet& line) {
  return !line["move_id"].sudo()["stock_valuation_layer_ids"]["stock_valuation_layer_id"].empty() ||
         (line.text("display_type") == "cogs" && line.number("quantity") == 0);
}

// Entries of corrections that are still to come.
bool awaits_corrections(const RecordSet& move) {
  return move.env().since(Series::v18) &&
         !move["line_ids"].sudo()["stock_valuation_layer_ids"]["account_move_id"].where("state", "=", "draft").empty();
}

bool is_in_company_currency(const RecordSet& line) { return line["currency_id"] == line["company_currency_id"]; }

void add_interim(const RecordSet& move, const RecordSet& product, Plan& plan) {
  const RecordSet seen = product.with_company(move["company_id"]);
  const RecordSet account = is_automated(seen) ? stock_account_of(seen, move) : move.env()["account.account"];
  if (!account || !account.flag("reconcile")) return;
  const RecordSet lines = interim_lines(move, product, account), corrections = lines.filtered(corrects_a_value);
  if (!corrections && !awaits_corrections(move)) return plan.sets.push_back(lines);
  const auto is_own = [&](const RecordSet& line) { return line["move_id"] == move; };
  const RecordSet others = lines - corrections;
  if (corrections.sum("balance") > 0 || corrections.filtered(is_in_company_currency).size() == corrections.size())
    return plan.without_exchange.push_back(lines);
  plan.without_exchange.push_back(others.filtered(is_own) | corrections);
  plan.without_exchange.push_back(others);
}

}  // namespace

bool is_automated(const RecordSet& product) {
  return product && stock::is_storable(product) && product.text("valuation") == "real_time";
}

RecordSet stock_account_of(const RecordSet& product, const RecordSet& move) {
  const RecordSet category = product["categ_id"];
  const std::string_view field = !has_interim_accounts(move.env())     ? "property_stock_valuation_account_id"
                                 : account::is_purchase_document(move) ? "property_stock_account_input_categ_id"
                                                                       : "property_stock_account_output_categ_id";
  const RecordSet account = category[field];
  return account ? account::map_account(move["fiscal_position_id"], account) : account;
}

void add_cogs(const RecordSet& moves) {
  std::vector<Dict> lines;
  for (const RecordSet& move : moves) {
    if (!is_booked(move)) continue;
    for (const RecordSet& line : move["invoice_line_ids"])
      if (is_automated(line["product_id"].with_company(move["company_id"]))) add_cogs_of(line, lines);
  }
  if (!lines.empty()) moves.env()["account.move.line"].create(std::move(lines));
}

void remove_cogs(const RecordSet& moves) { moves["line_ids"].where("display_type", "=", "cogs").unlink(); }

void reconcile_interim(const RecordSet& moves, const std::optional<RecordSet>& only) {
  if (!has_interim_accounts(moves.env())) return;
  Plan plan;
  for (const RecordSet& move : moves) {
    if (!account::is_invoice(move) || !move["company_id"].flag("anglo_saxon_accounting")) continue;
    const RecordSet products = only ? *only : move["invoice_line_ids"]["product_id"];
    for (const RecordSet& product : products) add_interim(move, product, plan);
  }
  account::reconcile_all(plan.sets);
  for (RecordSet& lines : plan.without_exchange)
    lines = lines.filtered([](const RecordSet& line) { return !line.flag("reconciled"); })
                .with_context({{"no_exchange_difference", true}});
  account::reconcile_all(plan.without_exchange);
}

RecordSet cogs_of(const RecordSet& moves, const RecordSet& product) {
  return moves["line_ids"].where("display_type", "=", "cogs").where("product_id", "=", product);
}

}  // namespace paridoo::addons::stock_account
