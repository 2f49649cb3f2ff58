// stock.move: moves of different purchase lines stay apart.
#include <algorithm>
#include <utility>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/addons/purchase_stock/models/purchase_order_line.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value with(const Super& super, std::initializer_list<std::string_view> more) {
  List fields = super().list();
  for (const std::string_view field : more) fields.emplace_back(field);
  return fields;
}

Value merge_distinct_fields(const RecordSet&, const Arguments&, const Super& super) {
  return with(super, {"purchase_line_id", "created_purchase_line_ids"});
}

Value merge_negative_excluded_fields(const RecordSet&, const Arguments&, const Super& super) {
  return with(super, {"created_purchase_line_ids"});
}

Value prepare_move_split_vals(const RecordSet& move, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("purchase_line_id", move["purchase_line_id"]);
  const RecordSet created = move["created_purchase_line_ids"];
  if (move.text("procure_method") == "make_to_order" && created)
    values.set("created_purchase_line_ids", List{orm::command::set(created.ids())});
  return values;
}

Value prepare_extra_move_vals(const RecordSet& move, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("purchase_line_id", move["purchase_line_id"]);
  return values;
}

Value clean_merged(const RecordSet& moves, const Arguments&, const Super& super) {
  const Value result = super();
  moves.write({{"created_purchase_line_ids", List{orm::command::clear()}}});
  return result;
}

Value get_source_document(const RecordSet& move, const Arguments&, const Super& super) {
  const RecordSet order = move["purchase_line_id"]["order_id"];
  return order ? Value(order) : super();
}

// --- since 19.0: goods that nobody had ordered join the order that they came with

RecordSet order_of_picking(const RecordSet& move) {
  const RecordSet own = move["picking_id"]["purchase_id"];
  return own ? own : move["picking_id"]["return_id"]["purchase_id"];
}

bool is_unordered(const RecordSet& move) {
  const std::string from = move["location_id"].text("usage"), to = move["location_dest_id"].text("usage");
  const bool concerns = from == "supplier" || from == "transit" || (to == "supplier" && move.flag("to_refund"));
  return concerns && !move["purchase_line_id"] && move.flag("picked");
}

Dict line_for(const RecordSet& move, const RecordSet& order) {
  const RecordSet product = move["product_id"];
  const std::string to = move["location_dest_id"].text("usage");
  const double quantity = move.number("quantity");
  Dict values{{"move_ids", List{orm::command::link(move.id())}},
              {"order_id", order},
              {"product_id", product},
              {"product_qty", 0},
              {"product_uom_id", move["product_uom"]},
              {"qty_received", to == "supplier" || to == "transit" ? -quantity : quantity}};
  if (product.text("purchase_method") == "purchase") values.set("price_unit", 0);
  return values;
}

Value synch_order(const RecordSet& moves, const Arguments&, const Super& super) {
  std::vector<Dict> lines;
  for (const RecordSet& move : moves) {
    const RecordSet order = order_of_picking(move);
    if (!order || !is_unordered(move)) continue;
    const RecordSet same = order["order_line"].where("product_id", "=", move["product_id"]);
    if (same)
      move.write({{"purchase_line_id", same.first()}});
    else
      lines.push_back(line_for(move, order));
  }
  if (!lines.empty()) moves.env()["purchase.order.line"].create(std::move(lines));
  return super();
}

// --- since 19.0: what a receipt is worth

struct Billed {
  double quantity = 0;
  double value = 0;
};

Value value_and_quantity(double value, double quantity) { return Dict{{"value", value}, {"quantity", quantity}}; }

// What the posted bills of the order line say, in the unit of the product and company currency.
Billed billed(const RecordSet& move, const Value& at) {
  const RecordSet unit = move["product_id"]["uom_id"], company = move["company_id"];
  Billed sum;
  for (const RecordSet& line : move["purchase_line_id"]["invoice_lines"]) {
    if (at && line.text("date") > at.text().substr(0, 10)) continue;
    const std::string type = line["move_id"].text("move_type");
    if (line["move_id"].text("state") != "posted" || (type != "in_invoice" && type != "in_refund")) continue;
    const double sign = type == "in_invoice" ? 1 : -1;
    sum.quantity += sign * uom::compute_quantity(line["product_uom_id"], line.number("quantity"), unit);
    sum.value += sign * base::convert(line.number("price_subtotal"), line["currency_id"], company["currency_id"],
                                      company, line.day("date"));
  }
  return sum;
}

// The bills value what came first first.
double valued_before(const RecordSet& move) {
  double sum = 0;
  for (const RecordSet& other : move["purchase_line_id"]["move_ids"] - move) {
    const bool is_later = std::pair(other.text("date"), other.id()) > std::pair(move.text("date"), move.id());
    if (is_later || !(other["product_id"] == move["product_id"])) continue;
    // Odoo adds what went out, too.
    if (other.flag("is_in") || other.flag("is_dropship") || other.flag("is_out"))
      sum += stock_account::valued_quantity(other);
  }
  return sum;
}

Value value_from_account_move(const RecordSet& move, const Arguments& arguments, const Super& super) {
  if (!move["purchase_line_id"]) return super();
  Billed bills = billed(move, arguments["at_date"]);
  if (bills.quantity <= 0) return super();
  const double before = valued_before(move), wanted = arguments["quantity"].number();
  if (stock::compare(bills.quantity, before, move["product_uom"]) <= 0) return super();
  bills.value *= (bills.quantity - before) / bills.quantity;
  bills.quantity -= before;
  if (wanted >= bills.quantity) return value_and_quantity(bills.value, bills.quantity);
  return value_and_quantity(wanted * bills.value / bills.quantity, wanted);
}

Value value_from_quotation(const RecordSet& move, const Arguments& arguments, const Super& super) {
  const RecordSet line = move["purchase_line_id"];
  if (!line) return super();
  const double wanted = arguments["quantity"].number();
  const double told = uom::compute_quantity(move["product_uom"], wanted, move["product_id"]["uom_id"]);
  const double quantity = std::min(wanted, told);
  return value_and_quantity(stock_price(line, orm::parse_day(move.text("date").substr(0, 10))) * quantity, quantity);
}

}  // namespace

orm::Behaviour stock_move() {
  return {
      .model = "stock.move",
      .shared_relations = {{"created_purchase_line_ids", "purchase.order.line", "move_dest_ids"}},
      .methods = {{"_prepare_merge_moves_distinct_fields", "", merge_distinct_fields},
                  {"_prepare_merge_negative_moves_excluded_distinct_fields", "", merge_negative_excluded_fields},
                  {"_prepare_move_split_vals", "", prepare_move_split_vals},
                  {"_prepare_extra_move_vals", "qty", prepare_extra_move_vals, {.until = orm::Series::v17}},
                  {"_get_value_from_account_move", "", value_from_account_move, {.since = orm::Series::v19}},
                  {"_get_value_from_quotation", "", value_from_quotation, {.since = orm::Series::v19}},
                  {"_action_synch_order", "", synch_order, {.since = orm::Series::v19}},
                  {"_clean_merged", "", clean_merged},
                  {"_get_source_document", "", get_source_document}},
  };
}

}  // namespace paridoo::addons::purchase_stock
