// account.move and its lines: invoices book what sold goods cost, bills go through the accounts of the stock.
#include <utility>
#include <vector>

#include "simulator/addons/account/move.h"
#include "simulator/addons/stock_account/cogs.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock_account {
namespace {

// Since 19.0 bills tell what the goods that they are for are worth.
void value_goods(const RecordSet& moves) {
  const RecordSet goods = moves.env()["stock.move"];
  RecordSet valued = goods;
  for (const RecordSet& line : moves["line_ids"]) valued |= goods.browse(line.call("_get_stock_moves").ids());
  set_values(valued.filtered("is_in"));
}

Value post(const RecordSet& moves, const Arguments&, const Super& super) {
  if (moves.env().context("move_reverse_cancel")) return super();
  add_cogs(moves);
  const Value posted = super();
  if (moves.env().since(Series::v19))
    value_goods(moves);
  else if (!moves.env().context("skip_cogs_reconciliation"))
    reconcile_interim(moves.browse(posted.ids()));
  return posted;
}

Value without_cogs(const RecordSet& moves, const Arguments&, const Super& super) {
  const Value answer = super();
  remove_cogs(moves);
  return answer;
}

bool is_new_cogs(const Value& line) {
  const List& parts = line.list();
  return parts.size() == 3 && parts[0] == Value(0) && parts[2].is_dict() &&
         parts[2].dict().get("display_type") == Value("cogs");
}

// A copy books its own cost once it is posted.
std::vector<Dict> copy_data(const RecordSet& moves, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> all = super(moves, defaults);
  if (moves.env().context("move_reverse_cancel")) return all;
  for (Dict& values : all) {
    const Value lines = values.get("line_ids");
    if (!lines.is_list()) continue;
    List kept;
    for (const Value& line : lines.list())
      if (!is_new_cogs(line)) kept.push_back(line);
    values.set("line_ids", std::move(kept));
  }
  return all;
}

Value account_of_product(const RecordSet& move, const Arguments& arguments, const Super& super) {
  const RecordSet product =
      move.env()["product.product"].browse(arguments["product_id"].integer()).with_company(move["company_id"]);
  const bool keeps_books = move.env().since(Series::v19) || move["company_id"].flag("anglo_saxon_accounting");
  if (!keeps_books || !account::is_purchase_document(move) || !is_automated(product)) return super();
  const RecordSet account = stock_account_of(product, move);
  return account ? Value(account) : super();
}

Value no_stock_moves(const RecordSet&, const Arguments&) { return Ids{}; }

// --- what one unit costs

// A credit note gives back what its invoice booked.
RecordSet reversed_cogs(const RecordSet& line) {
  return cogs_of(line["move_id"]["reversed_entry_id"], line["product_id"])
      .filtered([&](const RecordSet& booked) {
        return booked["product_uom_id"] == line["product_uom_id"] && booked.number("price_unit") >= 0;
      })
      .first();
}

Value anglo_saxon_price_unit(const RecordSet& line, const Arguments&) {
  if (const RecordSet booked = reversed_cogs(line)) return booked.number("price_unit");
  const RecordSet product = line["product_id"].with_company(line["company_id"]);
  return uom::compute_price(product["uom_id"], product.number("standard_price"), line["product_uom_id"]);
}

double price_of_moved(const RecordSet& line, const RecordSet& moves, double quantity) {
  const RecordSet product = line["product_id"].with_company(line["company_id"]);
  const bool is_fifo = product.text("cost_method") == "fifo";
  if (!moves)
    return is_fifo && quantity != 0 ? fifo_value(product, quantity) / quantity : product.number("standard_price");
  double valued = 0;
  for (const RecordSet& move : moves) valued += valued_quantity(move);
  if (valued == 0) return 0;
  return is_fifo ? moves.sum("value") / valued : product.number("standard_price");
}

Value cogs_value(const RecordSet& line, const Arguments&) {
  if (const RecordSet booked = reversed_cogs(line)) return booked.number("price_unit");
  const double quantity = line.call("_get_cogs_qty").number(), own = line.number("quantity");
  const RecordSet moves = line.env()["stock.move"].browse(line.call("_get_stock_moves").ids());
  const double price = price_of_moved(line, moves.where("state", "=", "done"), quantity);
  return own != 0 ? (price * quantity - line.call("_get_posted_cogs_value").number()) / own : 0;
}

// What rates changed of goods stays in the books of the stock.
bool is_for_stock(const RecordSet& lines) {
  return lines && lines["move_id"].sudo()["stock_valuation_layer_ids"] &&
         lines["product_id"]["categ_id"].first().text("property_valuation") == "real_time";
}

Value exchange_journal(const RecordSet& lines, const Arguments&, const Super& super) {
  return is_for_stock(lines) ? lines["product_id"]["categ_id"].first()["property_stock_journal"].ids() : super();
}

Value exchange_account(const RecordSet& lines, const Arguments&, const Super& super) {
  if (!is_for_stock(lines)) return super();
  return lines["product_id"]["categ_id"].first()["property_stock_valuation_account_id"];
}

Value cogs_qty(const RecordSet& line, const Arguments&) { return line.number("quantity"); }
Value posted_cogs_value(const RecordSet&, const Arguments&) { return 0.0; }

}  // namespace

Behaviour account_move() {
  return {.model = "account.move",
          .methods = {{"_post", "", post},
                      {"button_draft", "", without_cogs},
                      {"button_cancel", "", without_cogs},
                      {"_get_account_of_product", "product_id", account_of_product},
                      {"_stock_account_get_last_step_stock_moves", "", no_stock_moves, {.until = Series::v18}}},
          .copy_data = copy_data};
}

Behaviour account_move_line() {
  const orm::In since_19{.since = Series::v19}, until_18{.until = Series::v18}, in_18{Series::v18, Series::v18};
  return {.model = "account.move.line",
          .methods = {{"_get_stock_moves", "", no_stock_moves, since_19},
                      {"_stock_account_get_anglo_saxon_price_unit", "", anglo_saxon_price_unit, until_18},
                      {"_get_exchange_journal", "company", exchange_journal, in_18},
                      {"_get_exchange_account", "company, amount", exchange_account, in_18},
                      {"_get_cogs_value", "", cogs_value, since_19},
                      {"_get_cogs_qty", "", cogs_qty, since_19},
                      {"_get_posted_cogs_value", "", posted_cogs_value, since_19}}};
}

}  // namespace paridoo::addons::stock_account
