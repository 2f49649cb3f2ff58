// purchase.order.line: the moves that bring what is ordered.
#include "simulator/addons/purchase_stock/models/purchase_order_line.h"

#include <algorithm>
#include <map>

#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/purchase/models/purchase_order_line.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::CreateSuper;
using orm::Dict;
using orm::Id;
using orm::List;
using orm::RecordSet;
using orm::Series;
using orm::UnlinkSuper;
using orm::Value;
using orm::WriteSuper;

namespace {

const List closed{"done", "cancel"};
constexpr uom::QuantityOptions half_up{.method = orm::RoundingMethod::half_up};

// --- received

void compute_qty_received_method(const RecordSet& lines) {
  purchase::compute_qty_received_method(lines);
  for (const RecordSet& line : lines)
    if (line.text("display_type").empty() && stock::is_goods(line["product_id"]))
      line.set("qty_received_method", "stock_moves");
}

bool is_return(const RecordSet& move) {
  if (move["location_dest_id"].text("usage") == "supplier") return true;
  return move["origin_returned_move_id"] && move["location_dest_id"] == stock::inter_company_location(move.env());
}

bool is_dropship(const RecordSet& move) {
  return move["location_id"].text("usage") == "supplier" && move["location_dest_id"].text("usage") == "customer";
}

// Whether a return changes what is billed. Less that was ordered is a return of nothing, which 17.0 does not count.
bool counts_as_return(const RecordSet& move) {
  if (move.flag("to_refund")) return true;
  return move.env().since(orm::Series::v18) && move["origin_returned_move_id"].empty();
}

// 1: received, -1: given back, 0: neither, being a return that changes no bill.
int direction_of(const RecordSet& move) {
  const RecordSet origin = move["origin_returned_move_id"];
  if (is_return(move)) return counts_as_return(move) ? -1 : 0;
  if (origin.empty()) return 1;
  const bool goes_to_stock = is_dropship(origin) && move["location_dest_id"].text("usage") != "supplier";
  const bool comes_back = is_return(origin) && !move.flag("to_refund");
  return goes_to_stock || comes_back ? 0 : 1;
}

double received(const RecordSet& line) {
  double total = 0;
  for (const RecordSet& move : line["move_ids"].where("state", "=", "done"))
    if (move["product_id"] == line["product_id"])
      total += direction_of(move) *
               uom::compute_quantity(move["product_uom"], move.number("quantity"), purchase::unit_of(line), half_up);
  return total;
}

void compute_qty_received(const RecordSet& lines) {
  const RecordSet by_moves = lines.where("qty_received_method", "=", "stock_moves");
  purchase::compute_qty_received(lines - by_moves);
  for (const RecordSet& line : by_moves) line.set("qty_received", received(line));
}

// --- asked for

double asked(const RecordSet& move, const RecordSet& unit) {
  const double own = move.number(move.text("state") == "done" ? "quantity" : "product_uom_qty");
  return uom::compute_quantity(move["product_uom"], own, unit, half_up);
}

double quantity_in_procurement(const RecordSet& line) {
  double quantity = 0;
  for (const RecordSet& move : line["move_ids"]) {
    if (move.text("state") == "cancel" || stock::is_scrapped(move) || !(move["product_id"] == line["product_id"]))
      continue;
    const double wanted = asked(move, purchase::unit_of(line));
    if (is_return(move))
      quantity -= counts_as_return(move) ? wanted : 0;
    else if (move["origin_returned_move_id"].empty() || move.flag("to_refund"))
      quantity += wanted;
  }
  return quantity;
}

}  // namespace

namespace {

double untaxed(const RecordSet& line, double price) {
  const RecordSet taxes = purchase::taxes_of(line), order = line["order_id"];
  if (!taxes) return price;
  const double quantity = line.number("product_qty") != 0 ? line.number("product_qty") : 1;
  return account::compute_all(taxes, price,
                              {.currency = order["currency_id"],
                               .quantity = quantity,
                               .product = line["product_id"],
                               .partner = order["partner_id"],
                               .round_totals = false})
             .total_void /
         quantity;
}

}  // namespace

double gross_price(const RecordSet& line) {
  double price = untaxed(line, line.number("price_unit") * (1 - line.number("discount") / 100));
  // 17.0 rounds what it takes taxes off.
  if (!line.env().since(Series::v18) && purchase::taxes_of(line))
    price = orm::float_round(price, orm::digits(base::precision_of(line.env(), "Product Price")));
  return uom::compute_price(purchase::unit_of(line), price, line["product_id"]["uom_id"]);
}

double stock_price(const RecordSet& line, std::optional<orm::Day> day) {
  const RecordSet order = line["order_id"];
  const RecordSet company = order["company_id"];
  double price = untaxed(line, line.number(line.env().since(Series::v19) ? "price_unit_discounted" : "price_unit"));
  price = uom::compute_price(purchase::unit_of(line), price, line["product_id"]["uom_id"]);
  price = base::convert(price, order["currency_id"], company["currency_id"], company,
                        day ? day : line.day("date_order"), {.round = false});
  return orm::float_round(price, orm::digits(base::precision_of(line.env(), "Product Price")));
}

namespace {

// How the move is called, described and grouped.
void name_move(const RecordSet& line, const std::string& description, Dict& values) {
  const RecordSet order = line["order_id"];
  if (line.env().since(Series::v19)) {
    values.update({{"reference_ids", List{orm::command::set(order["reference_ids"].ids())}},
                   {"packaging_uom_id", purchase::unit_of(line)}});
    return;
  }
  values.update({{"name", line["product_id"].display_name()},
                 {"group_id", order["group_id"]},
                 {"description_picking", description},
                 {"product_packaging_id", line["product_packaging_id"]}});
}

Dict move_values(const RecordSet& line, const RecordSet& picking, double quantity) {
  const RecordSet order = line["order_id"];
  const RecordSet product = line["product_id"];
  const bool keeps_unit = base::config_parameter(line.env(), "stock.propagate_uom") == "1";
  const RecordSet unit = keeps_unit ? purchase::unit_of(line) : product["uom_id"];
  const RecordSet own_final = stock::final_place(line);
  const RecordSet final = own_final ? own_final : final_destination_of(order);
  const RecordSet destination = destination_of(order);
  const std::string note = product.text("description_pickingin");
  const Value planned = line.value("date_planned") ? line.value("date_planned") : order.value("date_planned");
  Dict values{{"product_id", product},
              {"date", planned},
              {"date_deadline", planned},
              {"location_id", order["partner_id"]["property_stock_supplier"]},
              {"location_dest_id", final && stock::is_child_of(final, destination) ? final : destination},
              {"picking_id", picking},
              {"partner_id", order["dest_address_id"]},
              {"move_dest_ids", List{orm::command::set(line["move_dest_ids"].ids())}},
              {"state", "draft"},
              {"purchase_line_id", line},
              {"company_id", order["company_id"]},
              {"price_unit", stock_price(line)},
              {"picking_type_id", order["picking_type_id"]},
              {"origin", order.text("name")},
              {"propagate_cancel", line.flag("propagate_cancel")},
              {"warehouse_id", order["picking_type_id"]["warehouse_id"]},
              {"product_uom_qty", uom::compute_quantity(purchase::unit_of(line), quantity, unit, half_up)},
              {"product_uom", unit},
              {"sequence", line.integer("sequence")}};
  name_move(line, note.empty() ? line.text("name") : note, values);
  if (line.env().since(Series::v18)) values.set("location_final_id", final);
  return values;
}

// What moves that wait for the line need, in its unit.
double waited_for(const RecordSet& line, const RecordSet& waiting) {
  double needed = 0;
  for (const RecordSet& move : waiting)
    if (move["location_dest_id"].text("usage") != "supplier") needed += move.number("product_qty");
  return uom::compute_quantity(line["product_id"]["uom_id"], needed, purchase::unit_of(line), half_up);
}

RecordSet waiting_moves(const RecordSet& line) {
  const RecordSet own = line["move_dest_ids"];
  const RecordSet all = own ? own : line["move_ids"]["move_dest_ids"];
  return all.filtered([](const RecordSet& move) { return move.text("state") != "cancel" && !is_return(move); });
}

// One move for what other moves wait for, another one for what is ordered beyond that.
Value prepare_stock_moves(const RecordSet& line, const Arguments& arguments) {
  List all;
  if (!stock::is_goods(line["product_id"])) return all;
  const RecordSet picking = line.env()["stock.picking"].browse(arguments["picking"].integer());
  const double asked_before = quantity_in_procurement(line);
  const RecordSet waiting = waiting_moves(line);
  const double needed = waited_for(line, waiting);
  const double to_attach = waiting ? needed - asked_before : 0;
  const double beyond = line.number("product_qty") - (waiting ? needed : asked_before);
  const orm::Rounding rounding = uom::rounding_of(purchase::unit_of(line));
  if (orm::float_compare(to_attach, 0, rounding) > 0) all.push_back(move_values(line, picking, to_attach));
  if (!orm::float_is_zero(beyond, rounding)) {
    Dict values = move_values(line, picking, beyond);
    values.set("move_dest_ids", false);
    all.push_back(std::move(values));
  }
  return all;
}

// The lines that a further need may be added to.
Value find_candidates(const RecordSet& lines, const Arguments&) { return lines.ids(); }

// --- changes after the confirmation

const List receiving_usages{"internal", "transit", "customer"};

RecordSet open_pickings(const RecordSet& pickings) {
  return pickings.where("state", "not in", closed).where("location_dest_id.usage", "in", receiving_usages);
}

RecordSet picking_for(const RecordSet& line) {
  if (const RecordSet own = open_pickings(line["move_ids"]["picking_id"])) return own.first();
  const RecordSet order = line["order_id"];
  if (const RecordSet others = open_pickings(order["picking_ids"])) return others.first();
  if (line.number("product_qty") <= line.number("qty_received")) return order["picking_ids"].none();
  return order["picking_ids"].none().create(picking_values(order));
}

void refuse_less_than_received(const RecordSet& line) {
  const orm::Rounding rounding = uom::rounding_of(purchase::unit_of(line));
  if (orm::float_compare(line.number("product_qty"), line.number("qty_received"), rounding) < 0)
    throw orm::user_error("More than that is received already: give goods back by a return first.");
}

// Since 19.0 moves of the order's transfers that are of no line yet become those of a line for their product.
void adopt_moves(const RecordSet& line) {
  const RecordSet product = line["product_id"];
  line["order_id"]["picking_ids"]["move_ids"]
      .filtered([&](const RecordSet& move) { return !move["purchase_line_id"] && move["product_id"] == product; })
      .write({{"purchase_line_id", line}});
}

void update_picking(const RecordSet& line) {
  if (!stock::is_goods(line["product_id"])) return;
  line.env().since(Series::v19) ? adopt_moves(line) : refuse_less_than_received(line);
  const RecordSet picking = picking_for(line);
  if (picking.empty()) return;
  if (const RecordSet moves = create_stock_moves(line, picking)) stock::action_assign(stock::action_confirm(moves));
}

RecordSet confirmed(const RecordSet& lines) { return lines.where("order_id.state", "=", "purchase"); }

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet lines = super(std::move(values));
  for (const RecordSet& line : confirmed(lines)) update_picking(line);
  return lines;
}

void move_deadlines(const RecordSet& lines, const Value& moment) {
  for (const RecordSet& line : lines.where("display_type", "=", false)) {
    const RecordSet own = line["move_ids"].where("state", "not in", closed);
    (own ? own : line["move_dest_ids"].where("state", "not in", closed)).write({{"date_deadline", moment}});
  }
}

void write(const RecordSet& lines, Dict values, const WriteSuper& super) {
  if (const Value& planned = values.get("date_planned")) move_deadlines(lines, planned);
  const RecordSet open = confirmed(lines).where("display_type", "=", false);
  std::map<Id, double> before;
  for (const RecordSet& line : open) before[line.id()] = line.number("product_qty");
  const bool has_price = values.contains("price_unit");
  const bool has_quantity = values.contains("product_qty");
  super(lines, std::move(values));
  for (const RecordSet& line : open) {
    if (has_price) line["move_ids"].where("state", "not in", closed).write({{"price_unit", stock_price(line)}});
    const double quantity = line.number("product_qty");
    if (has_quantity && orm::float_compare(before[line.id()], quantity, uom::rounding_of(purchase::unit_of(line))) != 0)
      update_picking(line);
  }
  if ((has_price || has_quantity) && lines.env().since(Series::v19))
    stock_account::set_values(lines["move_ids"].filtered("is_valued"));
}

void unlink(const RecordSet& lines, const UnlinkSuper& super) {
  if (const RecordSet moves = lines["move_ids"]) stock::action_cancel(moves);
  super(lines);
}

void compute_forecasted_issue(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet warehouse = line["order_id"]["picking_type_id"]["warehouse_id"];
    const RecordSet product =
        line["product_id"].with_context({{"warehouse_id", warehouse}, {"to_date", line.value("date_planned")}});
    const double coming = line.text("state") == "draft" ? line.number("product_uom_qty") : 0;
    line.set("forecasted_issue", product && product.number("virtual_available") + coming < 0);
  }
}

}  // namespace

RecordSet create_stock_moves(const RecordSet& lines, const RecordSet& picking) {
  std::vector<Dict> all;
  for (const RecordSet& line : lines.where("display_type", "=", false)) {
    const Value moves = line.call("_prepare_stock_moves", {picking.id()});
    for (const Value& values : moves.list()) all.push_back(values.dict());
    // Since 19.0 they remember what was bought for them.
    if (const RecordSet waiting = line["move_dest_ids"]; waiting && !line.env().since(Series::v19))
      waiting.write({{"created_purchase_line_ids", List{orm::command::clear()}}});
  }
  return lines.env()["stock.move"].create(std::move(all));
}

orm::Behaviour purchase_order_line() {
  return {
      .model = "purchase.order.line",
      .computes = {{{"qty_received_method"}, compute_qty_received_method},
                   {{"qty_received"}, compute_qty_received},
                   {{"forecasted_issue"}, compute_forecasted_issue}},
      .methods = {{"_prepare_stock_moves", "picking", prepare_stock_moves},
                  {"_find_candidates", "values", find_candidates}},
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::purchase_stock
