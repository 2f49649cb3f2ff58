// stock.move: entries of what was bought in a foreign currency say what it is in that currency. Until 18.0.
#include <string_view>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/purchase_stock/models.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value in_currency(const RecordSet& move, const Value& balance) {
  return base::convert(balance.number(), move["company_id"]["currency_id"], move["purchase_line_id"]["currency_id"],
                       move["company_id"], move.day("date"));
}

// What matches the correction of a price in the currency of the order, where it has no value in the company's.
Dict exchange_line(const Dict& like, double amount) {
  Dict line{
      {"name", "Currency exchange rate difference"}, {"quantity", 0}, {"balance", 0}, {"amount_currency", amount}};
  for (const std::string_view same : {"product_id", "product_uom_id", "partner_id", "account_id", "currency_id"})
    line.set(same, like.get(same));
  return line;
}

// The first of the lines is the credit, the second the debit.
Value generate_valuation_lines_data(const RecordSet& move, const Arguments& arguments, const Super& super) {
  List lines = super().list();
  const RecordSet currency = move["purchase_line_id"]["currency_id"];
  if (!currency || currency == move["company_id"]["currency_id"]) return lines;
  const RecordSet layer = move.env().sudo()["stock.valuation.layer"].browse(
      arguments["layer_id"] ? orm::Ids{arguments["layer_id"].integer()} : orm::Ids{});
  const bool corrects_price = !layer["account_move_line_id"].empty();
  for (Value& line : lines)
    line.dict().update(
        {{"currency_id", currency},
         {"amount_currency", corrects_price ? Value(0) : in_currency(move, line.dict().get("balance"))}});
  const double difference = corrects_price ? layer.number("price_diff_value") : 0;
  if (difference == 0) return lines;
  lines.push_back(exchange_line(lines[1].dict(), -difference));
  lines.push_back(exchange_line(lines[0].dict(), difference));
  return lines;
}

}  // namespace

orm::Behaviour stock_move_currency() {
  return {.model = "stock.move",
          .in = {.until = orm::Series::v18},
          .methods = {{"_generate_valuation_lines_data", "lines, layer_id", generate_valuation_lines_data}}};
}

}  // namespace paridoo::addons::purchase_stock
