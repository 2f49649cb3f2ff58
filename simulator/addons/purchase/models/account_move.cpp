// account.move: the purchase orders of a bill.
#include "simulator/addons/account/document_warnings.h"
#include "simulator/addons/base/list_view.h"
#include "simulator/addons/purchase/models.h"
#include "simulator/addons/purchase/models/purchase_order.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

RecordSet orders_of(const RecordSet& move) { return move.mapped("line_ids.purchase_line_id.order_id"); }

void compute_purchase_order_count(const RecordSet& moves) {
  for (const RecordSet& move : moves) move.set("purchase_order_count", orders_of(move).size());
}

void compute_purchase_order_name(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet orders = orders_of(move);
    move.set("purchase_order_name", orders.size() == 1 ? Value(orders.display_name()) : Value(false));
  }
}

void compute_is_purchase_matched(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet products = move["invoice_line_ids"].where("display_type", "=", "product");
    move.set("is_purchase_matched", products.where("purchase_line_id", "=", false).empty());
  }
}

// Kept only while a form is being filled in.
void compute_purchase_id(const RecordSet& moves) { moves.set("purchase_id", false); }

Value action_view_source_purchase_orders(const RecordSet& move, const Arguments&) {
  const RecordSet orders = orders_of(move.ensure_one());
  if (orders.empty()) return Dict{{"type", "ir.actions.act_window_close"}};
  Dict action{{"name", "Purchase Orders"},
              {"type", "ir.actions.act_window"},
              {"res_model", "purchase.order"},
              {"view_mode", base::list_view(move.env()) + ",kanban,form,pivot,graph,calendar,activity"},
              {"target", "current"}};
  if (orders.size() > 1)
    action.set("domain", List{List{"id", "in", Value(orders.ids())}});
  else
    action.update({{"views", List{List{false, "form"}}}, {"res_id", orders}});
  return action;
}

void compute_purchase_warning_text(const RecordSet& moves) {
  const bool warns = user_has_group(moves.env().user(), "purchase.group_warning_purchase");
  for (const RecordSet& move : moves) {
    const bool shows = warns && move.text("move_type") == "in_invoice";
    move.set("purchase_warning_text",
             shows ? account::document_warnings(move, "purchase_warn_msg", "purchase_line_warn_msg") : std::string());
  }
}

}  // namespace

orm::Behaviour account_move() {
  return {
      .model = "account.move",
      .computes = {{{"purchase_order_count"}, compute_purchase_order_count},
                   {{"purchase_order_name"}, compute_purchase_order_name, orm::In{.since = orm::Series::v18}},
                   {{"is_purchase_matched"}, compute_is_purchase_matched, orm::In{.since = orm::Series::v18}},
                   {{"purchase_warning_text"}, compute_purchase_warning_text, orm::In{.since = orm::Series::v19}},
                   {{"purchase_id"}, compute_purchase_id}},
      .methods = {{"action_view_source_purchase_orders", "", action_view_source_purchase_orders}},
  };
}

}  // namespace paridoo::addons::purchase
