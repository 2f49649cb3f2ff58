// stock.picking: the order that a transfer is for.
#include <algorithm>

#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/sale_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

// Since 19.0 only what goes to the customer is of the order, not the receipt of what is bought for it.
RecordSet order_of(const RecordSet& picking) {
  if (!picking.env().since(orm::Series::v19)) return picking["group_id"]["sale_id"];
  return picking["move_ids"]["sale_line_id"]["order_id"].first();
}

void compute_sale_id(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) picking.set("sale_id", order_of(picking));
}

// Since 19.0 the orders of its moves say how a transfer is to be shipped; else its type does.
void compute_move_type(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const RecordSet orders = picking["move_ids"]["sale_line_id"]["order_id"];
    if (!orders)
      picking.set("move_type", picking["picking_type_id"].value("move_type"));
    else
      picking.set("move_type", orders.where("picking_policy", "=", "direct").empty() ? "one" : "direct");
  }
}

// The order is known by the group: a transfer without one gets its own.
void set_sale_id(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings) {
    const RecordSet order = picking["sale_id"];
    if (picking.env().since(orm::Series::v19)) {
      if (order["stock_reference_ids"])
        picking["move_ids"].write({{"reference_ids", List{orm::command::set(order["stock_reference_ids"].ids())}}});
      continue;
    }
    if (const RecordSet group = picking["group_id"]) {
      group.write({{"sale_id", order}});
      continue;
    }
    const Dict values = order ? Dict{{"sale_id", order}, {"name", order.text("name")}} : Dict{};
    picking.write({{"group_id", picking["group_id"].create(values)}});
  }
}

// Goods that went to the customer, or came back for a refund, without being on the order.
bool is_unordered(const RecordSet& move) {
  if (move["picking_id"]["sale_id"].empty() || move["sale_line_id"] || !move.flag("picked")) return false;
  const std::string to = move["location_dest_id"].text("usage");
  if (!move.env().since(orm::Series::v18)) return to == "customer";
  const bool delivers = (to == "customer" || to == "transit") && move["move_dest_ids"].empty();
  return delivers || (move["location_id"].text("usage") == "customer" && move.flag("to_refund"));
}

// Below zero where goods came back: 18.0 tells it by the refund, 19.0 by where they came from, 17.0 not at all.
double delivered(const RecordSet& move) {
  const orm::Env& env = move.env();
  const std::string from = move["location_id"].text("usage");
  const bool came_back = env.since(orm::Series::v19)   ? from == "customer" || from == "transit"
                         : env.since(orm::Series::v18) ? move.flag("to_refund")
                                                       : false;
  return came_back ? -move.number("quantity") : move.number("quantity");
}

std::int64_t last_sequence(const RecordSet& order) {
  std::int64_t last = 0;
  for (const RecordSet& line : order["order_line"]) last = std::max(last, line.integer("sequence"));
  return last;
}

// The line for goods that nobody had ordered: nothing ordered, but delivered. Invoiced on delivery, they cost what the
// product costs elsewhere on the order; invoiced on order, nothing.
Dict line_for(const RecordSet& move, std::size_t added_before) {
  const RecordSet order = move["picking_id"]["sale_id"];
  const RecordSet product = move["product_id"];
  const RecordSet same = order["order_line"].where("product_id", "=", product);
  Dict values{{"move_ids", List{orm::command::link(move.id())}},
              {"name", product.display_name()},
              {"order_id", order},
              {"product_id", product},
              {"product_uom_qty", 0},
              {"qty_delivered", delivered(move)},
              {std::string(sale::unit_field(move.env())), move["product_uom"]}};
  if (product.text("invoice_policy") == "order")
    values.set("price_unit", 0);
  else if (same)
    values.set("price_unit", same.first().number("price_unit"));
  if (same.empty() && order.env().since(orm::Series::v18))
    values.set("sequence", last_sequence(order) + static_cast<std::int64_t>(added_before) + 1);
  return values;
}

Value action_done(const RecordSet& pickings, const Arguments&, const Super& super) {
  const Value result = super();
  std::vector<Dict> lines;
  for (const RecordSet& move : pickings["move_ids"])
    if (is_unordered(move)) lines.push_back(line_for(move, lines.size()));
  if (!lines.empty())
    pickings.env()["sale.order.line"].with_context({{"skip_procurement", true}}).create(std::move(lines));
  return result;
}

// What an order is delivered by may be returned before it is done.
Value can_return(const RecordSet& picking, const Arguments&, const Super& super) {
  const Value by_itself = super();
  return by_itself ? by_itself : Value(!picking["sale_id"].empty());
}

}  // namespace

orm::Behaviour stock_picking() {
  return {
      .model = "stock.picking",
      .computes = {{{"sale_id"}, compute_sale_id}, {{"move_type"}, compute_move_type, {.since = orm::Series::v19}}},
      .inverses = {{"sale_id", set_sale_id}},
      .methods = {{"_action_done", "", action_done}, {"_can_return", "", can_return, {.since = orm::Series::v18}}},
  };
}

}  // namespace paridoo::addons::sale_stock
