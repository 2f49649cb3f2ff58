// From a request for quotation to a purchase order, and out of it.
#include <algorithm>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/product/product.h"
#include "simulator/addons/purchase/models/purchase_order.h"
#include "simulator/addons/purchase/models/purchase_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_rules.h"

namespace paridoo::addons::purchase {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

// Beyond a company's limit a manager approves.
bool is_approved(const RecordSet& order) {
  const RecordSet company = order["company_id"];
  if (company.text("po_double_validation") == "one_step") return true;
  const RecordSet own = order.env().company()["currency_id"];
  const double limit = base::convert(company.number("po_double_validation_amount"), own, order["currency_id"], company,
                                     order.day("date_order"));
  const bool is_small = company.text("po_double_validation") == "two_step" && order.number("amount_total") < limit;
  return is_small || user_has_group(order.env().user(), "purchase.group_purchase_manager");
}

// A locked order is done; since 19.0 it is a confirmed one that is locked.
void lock(const RecordSet& orders) {
  if (orders.env().since(orm::Series::v19))
    orders.write({{"locked", true}});
  else
    orders.write({{"state", "done"}});
}

bool lacks_product(const RecordSet& line) {
  return line.text("display_type").empty() && !line.flag("is_downpayment") && line["product_id"].empty();
}

Value button_approve(const RecordSet& orders, const Arguments&) {
  const RecordSet approved = orders.filtered(is_approved);
  approved.write({{"state", "purchase"}, {"date_approve", orders.env().now_text()}});
  lock(approved.filtered([](const RecordSet& order) { return order["company_id"].text("po_lock") == "lock"; }));
  return Dict{};
}

void confirm(const RecordSet& order) {
  if (order.env().since(orm::Series::v19) && !order["order_line"].filtered(lacks_product).empty())
    throw orm::user_error("An order with a line that has no product cannot be confirmed.");
  orm::check_rules(order["partner_id"], orm::Operation::read);
  add_supplier_to_products(order);
  if (is_approved(order))
    order.call("button_approve");
  else
    order.write({{"state", "to approve"}});
  // Since 19.0 vendors do not follow their orders.
  if (!order.env().since(orm::Series::v19)) mail::message_subscribe(order, order["partner_id"].ids());
}

Value button_confirm(const RecordSet& orders, const Arguments&) {
  for (const RecordSet& order : orders.where("state", "in", List{"draft", "sent"})) confirm(order);
  return true;
}

Value button_cancel(const RecordSet& orders, const Arguments&) {
  if (orders.env().since(orm::Series::v19) && !orders.filtered("locked").empty())
    throw orm::user_error("Unlock the order first: a locked one stays as it is.");
  for (const RecordSet& order : orders)
    if (!order["invoice_ids"].where("state", "not in", List{"cancel", "draft"}).empty())
      throw orm::user_error("Cancel the bills of " + order.display_name() + " first.");
  if (orders.env().since(orm::Series::v19))
    orders.write({{"state", "cancel"}});
  else
    orders.write({{"state", "cancel"}, {"mail_reminder_confirmed", false}});
  return {};
}

Value button_draft(const RecordSet& orders, const Arguments&) {
  orders.write({{"state", "draft"}});
  return Dict{};
}

Value button_unlock(const RecordSet& orders, const Arguments&) {
  if (orders.env().since(orm::Series::v19))
    orders.write({{"locked", false}});
  else
    orders.write({{"state", "purchase"}});
  return {};
}

Value button_done(const RecordSet& orders, const Arguments&) {
  orders.write({{"state", "done"}, {"priority", "0"}});
  return {};
}

Value button_lock(const RecordSet& orders, const Arguments&) {
  lock(orders);
  return {};
}

Value action_acknowledge(const RecordSet& orders, const Arguments&) {
  orders.write({{"acknowledged", true}});
  return {};
}

Value action_rfq_send(const RecordSet& order, const Arguments&) {
  const std::string state = order.ensure_one().text("state");
  const auto chosen =
      order.env().find_ref(order.env().context("send_rfq") ? "purchase.email_template_edi_purchase"
                                                           : "purchase.email_template_edi_purchase_done");
  const Dict context{
      {"default_model", "purchase.order"},
      {"default_res_ids", Value(order.ids())},
      {"default_template_id", chosen ? Value(chosen->id()) : Value(false)},
      {"default_composition_mode", "comment"},
      {"default_email_layout_xmlid", "mail.mail_notification_layout_with_responsible_signature"},
      {"email_notification_allow_footer", true},
      {"force_email", true},
      {"mark_rfq_as_sent", true},
      {"model_description", state == "draft" || state == "sent" ? "Request for Quotation" : "Purchase Order"}};
  return Dict{{"name", "Compose Email"},
              {"type", "ir.actions.act_window"},
              {"view_mode", "form"},
              {"res_model", "mail.compose.message"},
              {"views", List{List{false, "form"}}},
              {"view_id", false},
              {"target", "new"},
              {"context", context}};
}

// The mail composer that action_rfq_send opened says with this context that the request is sent.
Value message_post(const RecordSet& orders, const Arguments&, const orm::Super& super) {
  if (orders.env().context("mark_rfq_as_sent")) orders.where("state", "=", "draft").write({{"state", "sent"}});
  // Before 19.0 whoever is written to follows the order.
  if (orders.env().since(orm::Series::v19) || orders.env().context().contains("mail_post_autofollow")) return super();
  return super(orders.with_context({{"mail_post_autofollow", true}}));
}

std::int64_t next_sequence(const RecordSet& sellers) {
  std::int64_t last = 0;
  for (const RecordSet& seller : sellers) last = std::max(last, seller.integer("sequence"));
  return last + 1;
}

Dict supplier_values(const RecordSet& line, const RecordSet& vendor) {
  const RecordSet product = line["product_id"];
  const RecordSet unit = product::purchase_unit(product);
  Dict values{{"partner_id", vendor},
              {"sequence", next_sequence(product["seller_ids"])},
              {"min_qty", 1.0},
              {"price", uom::compute_price(unit_of(line), line.number("price_unit"), unit)},
              {"currency_id", line["currency_id"]},
              {"discount", line.number("discount")},
              {"delay", 0}};
  const RecordSet known = product::select_seller(product, {.partner = line["partner_id"],
                                                           .quantity = line.number("product_qty"),
                                                           .day = line["order_id"].day("date_order"),
                                                           .uom = unit_of(line)});
  if (known)
    values.update({{"product_name", known.value("product_name")}, {"product_code", known.value("product_code")}});
  return values;
}

}  // namespace

void add_supplier_to_products(const RecordSet& order) {
  constexpr std::size_t sellers_max = 10;
  const RecordSet partner = order["partner_id"];
  const RecordSet parent = partner["parent_id"];
  const RecordSet vendor = parent ? parent : partner;
  for (const RecordSet& line : order["order_line"]) {
    const RecordSet product = line["product_id"];
    const RecordSet sellers = product["seller_ids"];
    const bool is_known = !((vendor | partner) & sellers["partner_id"]).empty();
    if (product.empty() || is_known || sellers.size() > sellers_max) continue;
    product["product_tmpl_id"].sudo().write(
        {{"seller_ids", List{orm::command::create(supplier_values(line, vendor))}}});
  }
}

namespace {

Value track_subtype(const RecordSet& order, const Arguments& arguments, const orm::Super& super) {
  const Value* before = arguments["initial_values"].dict().find("state");
  const std::string state = order.text("state");
  if (!before) return super();
  if (state == "purchase")
    return *before == Value("to approve") ? "purchase.mt_rfq_approved" : "purchase.mt_rfq_confirmed";
  if (state == "to approve") return "purchase.mt_rfq_confirmed";
  if (state == "done") return "purchase.mt_rfq_done";
  return state == "sent" ? Value("purchase.mt_rfq_sent") : super();
}

Value copy(const RecordSet& orders, const Arguments&, const orm::Super& super) {
  const Value made = super();
  plan_anew(orders.browse(made.is_integer() ? orm::Ids{made.integer()} : made.ids())["order_line"]);
  return made;
}

}  // namespace

std::vector<orm::Method> state_methods() {
  return {
      {"_track_subtype", "initial_values", track_subtype},
      {"button_approve", "force=False", button_approve},
      {"button_confirm", "", button_confirm},
      {"button_cancel", "", button_cancel},
      {"button_draft", "", button_draft},
      {"button_unlock", "", button_unlock},
      {"button_lock", "", button_lock, orm::In{.since = orm::Series::v19}},
      {"action_acknowledge", "", action_acknowledge, orm::In{.since = orm::Series::v19}},
      {"button_done", "", button_done, orm::In{.until = orm::Series::v18}},
      {"action_rfq_send", "", action_rfq_send},
      {"message_post", "", message_post},
      {"copy", "default=None", copy},
  };
}

}  // namespace paridoo::addons::purchase
