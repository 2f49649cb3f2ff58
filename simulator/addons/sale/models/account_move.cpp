// account.move: the sales team of an invoice, and the down payments of sales orders that it stands for.
#include "simulator/addons/account/document_warnings.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/list_view.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::UnlinkSuper;
using orm::Value;

namespace {

void compute_team_of_invoice(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    if (!account::is_sale_document(move)) continue;
    const RecordSet teams =
        move.env()["crm.team"].with_context({{"allowed_company_ids", Value(move["company_id"].ids())}});
    move.set("team_id", teams.call("_get_default_team_id", {}, {{"user_id", move["invoice_user_id"]}}));
  }
}

void compute_sale_order_count(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    move.set("sale_order_count", move.mapped("line_ids.sale_line_ids.order_id").size());
}

// A down payment that is nowhere else invoiced goes with its invoice.
void unlink(const RecordSet& moves, const UnlinkSuper& super) {
  const RecordSet lines = moves["line_ids"];
  const RecordSet down_payments = lines["sale_line_ids"].filtered([&](const RecordSet& sale_line) {
    return sale_line.flag("is_downpayment") && lines.contains(sale_line["invoice_lines"]);
  });
  super(moves);
  if (down_payments) down_payments.unlink();
}

// What 17.0 tells that an order has left to invoice counts the invoices that are posted.
void write(const RecordSet& moves, Dict values, const orm::WriteSuper& super) {
  const bool counts = values.contains("state") && !moves.env().since(orm::Series::v18);
  super(moves, std::move(values));
  if (!counts) return;
  const RecordSet orders = moves.sudo()["line_ids"]["sale_line_ids"]["order_id"];
  account::compute_now(orders, {"amount_to_invoice"}, compute_amount_to_invoice);
}

RecordSet down_payment_lines(const RecordSet& moves) {
  return moves["line_ids"]["sale_line_ids"].filtered(
      [](const RecordSet& line) { return line.flag("is_downpayment") && line.text("display_type").empty(); });
}

// The price and the taxes that a down payment has on its invoices become those of its line on the order. Locked orders
// stay as they are.
void update_down_payments(const RecordSet& down_payments) {
  const RecordSet open = down_payments.filtered([](const RecordSet& line) { return !line["order_id"].flag("locked"); });
  const RecordSet others = open["order_id"]["order_line"] - open;
  const RecordSet real_invoices = others["invoice_lines"]["move_id"];
  for (const RecordSet& line : open) {
    line.set("price_unit", down_payment_price(line, real_invoices));
    line.set(taxes_field(line.env()), Value(line["invoice_lines"]["tax_ids"].ids()));
  }
}

Value action_post(const RecordSet& moves, const Arguments&, const Super& super) {
  const Value result = super();
  const RecordSet down_payments = down_payment_lines(moves);
  compute_name(down_payments);
  update_down_payments(down_payments);
  return result;
}

// The description of a down payment says in which state its invoice is.
Value and_rename_down_payments(const RecordSet& moves, const Arguments&, const Super& super) {
  const Value result = super();
  const RecordSet lines = moves["line_ids"].filtered("is_downpayment")["sale_line_ids"];
  compute_name(lines.where("display_type", "=", false));
  return result;
}

// A credit note belongs to the campaign of its invoice.
Value reverse_moves(const RecordSet& moves, const Arguments& arguments, const Super& super) {
  Dict all = arguments.all();
  List defaults = arguments["default_values_list"] ? arguments["default_values_list"].list() : List{};
  defaults.resize(moves.size(), Dict{});
  for (std::size_t at = 0; at < moves.size(); ++at)
    for (const std::string_view field : {"campaign_id", "medium_id", "source_id"})
      defaults[at].dict().set(field, moves.at(at)[field]);
  all.set("default_values_list", std::move(defaults));
  return super(moves, Arguments(std::move(all)));
}

Value invoice_paid_hook(const RecordSet& moves, const Arguments&, const Super& super) {
  const Value result = super();
  for (const RecordSet& invoice : moves)
    for (const RecordSet& order : invoice.mapped("invoice_line_ids.sale_line_ids.order_id"))
      mail::message_post(order, "Invoice " + invoice.text("name") + " paid");
  return result;
}

Value is_downpayment(const RecordSet& move, const Arguments&) {
  const RecordSet lines = move.ensure_one()["line_ids"]["sale_line_ids"];
  return lines && lines.filtered("is_downpayment").size() == lines.size();
}

Value action_view_source_sale_orders(const RecordSet& move, const Arguments&) {
  const RecordSet orders = move.ensure_one().mapped("line_ids.sale_line_ids.order_id");
  if (orders.empty()) return Dict{{"type", "ir.actions.act_window_close"}};
  Dict action{{"name", "Sales Orders"},
              {"type", "ir.actions.act_window"},
              {"res_model", "sale.order"},
              {"view_mode", base::list_view(move.env()) + ",kanban,form,calendar,pivot,graph,activity"},
              {"target", "current"}};
  if (orders.size() > 1)
    action.set("domain", List{List{"id", "in", Value(orders.ids())}});
  else
    action.update({{"views", List{List{false, "form"}}}, {"res_id", orders}});
  return action;
}

void compute_sale_warning_text(const RecordSet& moves) {
  const bool warns = user_has_group(moves.env().user(), "sale.group_warning_sale");
  for (const RecordSet& move : moves) {
    const bool shows = warns && move.text("move_type") == "out_invoice";
    move.set("sale_warning_text",
             shows ? account::document_warnings(move, "sale_warn_msg", "sale_line_warn_msg") : std::string());
  }
}

}  // namespace

orm::Behaviour account_move() {
  return {
      .model = "account.move",
      .computes = {{{"team_id"}, compute_team_of_invoice},
                   {{"sale_order_count"}, compute_sale_order_count},
                   {{"sale_warning_text"}, compute_sale_warning_text, orm::In{.since = orm::Series::v19}}},
      .methods = {{"action_post", "", action_post},
                  {"button_draft", "", and_rename_down_payments},
                  {"button_cancel", "", and_rename_down_payments},
                  {"_reverse_moves", "", reverse_moves},
                  {"_invoice_paid_hook", "", invoice_paid_hook},
                  {"_is_downpayment", "", is_downpayment},
                  {"action_view_source_sale_orders", "", action_view_source_sale_orders}},
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::sale
