// purchase.order.line: what is bought for a line of a sale stays its own.
#include "simulator/addons/sale_purchase_stock/purchase_order_line.h"

#include "simulator/addons/sale_purchase_stock/models.h"

namespace paridoo::addons::sale_purchase_stock {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Series;
using orm::Super;
using orm::Value;

RecordSet for_same_sale_line(const RecordSet& lines, const Dict& values) {
  const Value& sale_line = values.get("sale_line_id");
  return sale_line ? lines.where("sale_line_id", "=", sale_line) : lines;
}

namespace {

Value find_candidates(const RecordSet& lines, const Arguments& arguments, const Super& super) {
  const Dict& values = arguments["values"].dict();
  const bool has_waiting = lines.env().since(Series::v19) && values.get("move_dest_ids");
  return has_waiting ? super() : super(for_same_sale_line(lines, values));
}

bool leaves_the_company(const RecordSet& line, const Dict& move) {
  if (!line.env().since(Series::v19)) return true;
  const Value& place = move.get("location_final_id");
  if (!place.is_integer()) return false;
  const std::string usage = line.env()["stock.location"].browse(place.integer()).text("usage");
  return usage == "customer" || usage == "transit";
}

List routes_of(const RecordSet& sale_line) {
  List links;
  for (const orm::Id id : sale_line[sale_line.env().since(Series::v19) ? "route_ids" : "route_id"].ids())
    links.push_back(orm::command::link(id));
  return links;
}

// The moves are those of the sale line, and go its ways.
Value prepare_stock_moves(const RecordSet& line, const Arguments&, const Super& super) {
  const RecordSet sale_line = line["sale_line_id"];
  const Value moves = super();
  List all;
  for (const Value& each : moves.list()) {
    Dict move = each.dict();
    if (sale_line && leaves_the_company(line, move)) move.set("sale_line_id", sale_line);
    if (List routes = routes_of(sale_line); !routes.empty()) move.set("route_ids", std::move(routes));
    all.push_back(std::move(move));
  }
  return all;
}

}  // namespace

orm::Behaviour purchase_order_line() {
  return {
      .model = "purchase.order.line",
      .methods = {{"_find_candidates", "", find_candidates, {.since = Series::v18}},
                  {"_prepare_stock_moves", "", prepare_stock_moves, {.since = Series::v18}}},
  };
}

}  // namespace paridoo::addons::sale_purchase_stock
