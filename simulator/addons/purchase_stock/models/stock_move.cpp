// stock.move: moves of different purchase lines stay apart.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/addons/purchase_stock/models/price_difference.h"
#include "simulator/addons/purchase_stock/models/purchase_order_line.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"
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
  values.set("created_purchase_line_ids", List{orm::command::set(move["created_purchase_line_ids"].ids())});
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

// --- since 19.0: what it is called

Value get_description(const RecordSet& move, const Arguments&, const Super& super) {
  const RecordSet line = move["purchase_line_id"];
  return line ? line.value("name") : super();
}

std::string vendor_reference(const RecordSet& line) {
  const RecordSet seller = line.sudo()["selected_seller_id"];
  const std::string code = seller.text("product_code"), name = seller.text("product_name");
  return (code.empty() ? "" : "[" + code + "]") + (name.empty() ? "" : " " + name);
}

Value get_description_picking(const RecordSet& move, const Arguments&, const Super& super) {
  const RecordSet line = move["purchase_line_id"];
  std::string described = super().text();
  if (!line) return described;
  if (const std::string reference = vendor_reference(line); !reference.empty())
    described = reference + "\n" + described;
  for (const RecordSet& chosen : line.sudo()["product_no_variant_attribute_value_ids"].reversed())
    described = chosen["attribute_id"].text("name") + ": " + chosen.text("name") + "\n" + described;
  return described;
}

Value get_related_invoices(const RecordSet& moves, const Arguments&, const Super& super) {
  const RecordSet known = moves.env()["account.move"].browse(super().ids());
  return (known | moves["picking_id"]["purchase_id"]["invoice_ids"].where("state", "=", "posted")).ids();
}

// With the lines of the bills, those that correct prices among them.
Value get_all_related_aml(const RecordSet& moves, const Arguments&, const Super& super) {
  const RecordSet lines = moves["purchase_line_id"]["invoice_lines"]["move_id"]["line_ids"];
  const RecordSet products = moves["purchase_line_id"]["product_id"];
  return (lines.browse(super().ids()) | lines.filtered([&](const RecordSet& line) {
           return line["product_id"] && products.contains(line["product_id"]);
         }))
      .ids();
}

// --- until 18.0: what a unit costs that comes with a purchase

double received_before(const RecordSet& move) {
  const RecordSet line = move["purchase_line_id"];
  const double received = line.number("qty_received");
  if (move.text("state") != "done") return received;
  return received - stock::in_unit(move["product_uom"], move.number("quantity"), line["product_uom"]);
}

RecordSet posted_bills(const RecordSet& line) {
  return line.sudo()["invoice_lines"].filtered(
      [](const RecordSet& one) { return one["move_id"].text("state") == "posted"; });
}

// What was billed before it came, and is not valued yet, is worth what the bill says; else what the order says.
double price_in_order_currency(const RecordSet& move) {
  const RecordSet line = move["purchase_line_id"].sudo(), order = line["order_id"], company = order["company_id"];
  const double received = received_before(move);
  const bool billed_first = line["product_id"].text("purchase_method") == "purchase" &&
                            stock::compare(line.number("qty_invoiced"), received, line["product_uom"]) > 0;
  if (!billed_first) return gross_price(line);
  const auto converted = [&](double amount, const RecordSet& from, const std::optional<orm::Day>& day) {
    return base::convert(amount, from, order["currency_id"], company, day, {.round = false});
  };
  double value = 0, quantity = 0;
  for (const RecordSet& layer :
       line["move_ids"]["stock_valuation_layer_ids"] | line["invoice_lines"]["stock_valuation_layer_ids"])
    value -= converted(layer.number("value"), layer["currency_id"], layer.day("create_date"));
  for (const RecordSet& bill : posted_bills(line)) {
    value += converted(bill.number("price_subtotal"), bill["currency_id"], bill["move_id"].day("invoice_date"));
    quantity += uom::compute_quantity(bill["product_uom_id"], bill.number("quantity"), line["product_id"]["uom_id"]);
  }
  quantity -= uom::compute_quantity(line["product_uom"], received, line["product_id"]["uom_id"]);
  if (value == 0 || quantity == 0) return gross_price(line);
  return orm::float_round(value / quantity, orm::digits(base::precision_of(move.env(), "Product Price")));
}

// By the rate of today, of the day that it came, or, where goods were billed before they came, of the last bill.
std::optional<orm::Day> conversion_day(const RecordSet& move) {
  const RecordSet line = move["purchase_line_id"];
  std::optional<orm::Day> day = move.text("state") == "done" ? move.day("date") : move.env().today();
  if (stock::compare(line.number("qty_invoiced"), received_before(move), line["product_uom"]) <= 0) return day;
  std::optional<orm::Day> last;
  for (const RecordSet& bill : posted_bills(line))
    if (const auto of_bill = bill["move_id"].day("invoice_date"); of_bill && (!last || *last < *of_bill))
      last = of_bill;
  return last ? last : day;
}

bool goes_back(const RecordSet& move) {
  return goes(move, stock_account::Direction::out) && move["location_dest_id"].text("usage") == "supplier";
}

// Until a bill has corrected one of the layers.
Value returned_value_difference(const RecordSet& move, const Arguments& arguments, const Super& super) {
  const RecordSet layer = move.env().sudo()["stock.valuation.layer"].browse(arguments["layer_id"].integer());
  const RecordSet returned = move["origin_returned_move_id"], layers = returned.sudo()["stock_valuation_layer_ids"];
  const RecordSet all = layers | move.sudo()["stock_valuation_layer_ids"];
  const double quantity = layer.number("quantity");
  const RecordSet first = layers.where("stock_valuation_layer_id", "=", false).first();
  if (!move["purchase_line_id"] || !first || quantity == 0 || all["stock_valuation_layer_ids"]["account_move_line_id"])
    return super();
  if (goes_back(move)) return (layer_price(layer) - layer_price(first)) * quantity;
  if (goes_back(returned)) return (layer_price(first) - gross_price(move["purchase_line_id"])) * quantity;
  return super();
}

Value get_price_unit(const RecordSet& move, const Arguments&, const Super& super) {
  const RecordSet line = move["purchase_line_id"], order = line["order_id"], company = order["company_id"];
  if (move["origin_returned_move_id"] || !line || !move["product_id"]) return super();
  const double price = base::convert(price_in_order_currency(move), order["currency_id"], company["currency_id"],
                                     company, conversion_day(move), {.round = false});
  if (!stock_account::is_lot_valuated(move["product_id"])) return Dict{{"0", price}};
  Dict prices;
  for (const orm::Id id : move["lot_ids"].ids()) prices.set(std::to_string(id), price);
  return prices;
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
  return value_and_quantity(stock_price(line, move.day("date")) * quantity, quantity);
}

}  // namespace

orm::Behaviour stock_move() {
  return {
      .model = "stock.move",
      .shared_relations = {{"created_purchase_line_ids", "purchase.order.line", "move_dest_ids"}},
      .methods =
          {{"_prepare_merge_moves_distinct_fields", "", merge_distinct_fields},
           {"_prepare_merge_negative_moves_excluded_distinct_fields", "", merge_negative_excluded_fields},
           {"_prepare_move_split_vals", "", prepare_move_split_vals},
           {"_prepare_extra_move_vals", "qty", prepare_extra_move_vals, {.until = orm::Series::v17}},
           {"_get_value_from_account_move", "", value_from_account_move, {.since = orm::Series::v19}},
           {"_get_value_from_quotation", "", value_from_quotation, {.since = orm::Series::v19}},
           {"_action_synch_order", "", synch_order, {.since = orm::Series::v19}},
           {"_get_price_unit", "", get_price_unit, {.until = orm::Series::v18}},
           {"_clean_merged", "", clean_merged},
           {"_get_related_invoices", "", get_related_invoices, {.until = orm::Series::v18}},
           {"_get_returned_value_difference", "layer_id", returned_value_difference, {.until = orm::Series::v18}},
           {"_get_all_related_aml", "", get_all_related_aml, {.until = orm::Series::v18}},
           {"_get_description", "", get_description, {.since = orm::Series::v19}},
           {"_get_description_picking", "", get_description_picking, {.since = orm::Series::v19}},
           {"_get_source_document", "", get_source_document}},
  };
}

}  // namespace paridoo::addons::purchase_stock
