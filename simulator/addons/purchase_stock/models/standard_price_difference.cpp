#include <algorithm>
#include <string>
#include <vector>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/purchase_stock/models/price_difference.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock_account/cogs.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::addons::purchase_stock {

using orm::Day;
using orm::Dict;
using orm::Id;
using orm::RecordSet;

namespace {

// Since 19.0 the account counts for goods whose value is not booked too.
bool is_eligible(const RecordSet& line) {
  const RecordSet product = line["product_id"];
  if (!product || product.text("cost_method") != "standard") return false;
  if (!line.env().since(orm::Series::v19)) return stock_account::is_automated(product);
  return stock::is_storable(product) &&
         line.env()["stock.move"].browse(line.call("_get_stock_moves").ids()).where("is_dropship", "=", true).empty();
}

RecordSet difference_account(const RecordSet& line) {
  const RecordSet product = line["product_id"], category = product["categ_id"];
  const auto account = [&]() -> RecordSet {
    if (line.env().since(orm::Series::v19)) return category["property_price_difference_account_id"];
    const RecordSet own = product["property_account_creditor_price_difference"];
    return own ? own : category["property_account_creditor_price_difference_categ"];
  }();
  return account ? account::map_account(line["move_id"]["fiscal_position_id"], account) : account;
}

// Until 18.0 at the rate of the last receipt or return.
Day valued_on(const RecordSet& line) {
  Day day = *line.day("date");
  if (line.env().since(orm::Series::v19)) return day;
  const RecordSet moved = line["purchase_line_id"]["move_ids"].filtered(
      [](const RecordSet& move) { return move.text("state") == "done" && move.number("product_qty") != 0; });
  std::string last;
  for (const RecordSet& move : moved) last = std::max(last, move.text("date"));
  return last.empty() ? day : orm::parse_day(last.substr(0, 10)).value_or(day);
}

// How much more one unit costs on the bill than the product says, in the currency of the bill.
double difference_of(const RecordSet& line) {
  const RecordSet product = line["product_id"];
  const double cost = uom::compute_price(product["uom_id"], product.number("standard_price"), line["product_uom_id"]);
  const double sign = line["move_id"].text("move_type") == "in_refund" ? -1 : 1;
  return billed_price(line) - base::convert(sign * cost, line["company_currency_id"], line["currency_id"],
                                            line["company_id"], valued_on(line), {.round = false});
}

Dict difference_line(const RecordSet& line, double price, Id account) {
  const RecordSet move = line["move_id"], partner = line["partner_id"];
  const bool is_directed = !line.env().since(orm::Series::v19);
  const double quantity = line.number("quantity");
  const double amount = quantity * price * (is_directed ? account::direction_sign(move) : 1);
  Dict values{{"name", std::string(orm::first_letters(line.text("name"), 64))},
              {"move_id", move},
              {"partner_id", partner ? partner : move["commercial_partner_id"]},
              {"product_id", line["product_id"]},
              {"product_uom_id", line["product_uom_id"]},
              {"quantity", quantity},
              {"balance", base::convert(amount, line["currency_id"], line["company_currency_id"], line["company_id"])},
              {"account_id", account},
              {"analytic_distribution", line.value("analytic_distribution")},
              {"display_type", "cogs"}};
  if (is_directed)
    values.update({{"currency_id", line["currency_id"]},
                   {"price_unit", price},
                   {"price_subtotal", quantity * price},
                   {"amount_currency", amount}});
  return values;
}

void add_difference(const RecordSet& line, std::vector<Dict>& lines) {
  const RecordSet account = difference_account(line);
  if (!account) return;
  const double difference = difference_of(line);
  if (base::currency_is_zero(line["move_id"]["currency_id"], line.number("quantity") * difference)) return;
  lines.push_back(difference_line(line, difference, account.id()));
  lines.push_back(difference_line(line, -difference, line["account_id"].id()));
}

}  // namespace

void book_differences_from_cost(const RecordSet& moves) {
  std::vector<Dict> lines;
  for (const RecordSet& each : moves) {
    const RecordSet move = each.with_company(each["company_id"]);
    if (!account::is_purchase_document(move) || !move["company_id"].flag("anglo_saxon_accounting")) continue;
    for (const RecordSet& line : move["invoice_line_ids"])
      if (is_eligible(line)) add_difference(line, lines);
  }
  if (!lines.empty()) moves.env()["account.move.line"].create(std::move(lines));
}

}  // namespace paridoo::addons::purchase_stock
