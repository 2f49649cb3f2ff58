// sale.advance.payment.inv: invoices what orders are due, or a part of them in advance.
#include <fmt/format.h>

#include "simulator/addons/account/move.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/list_view.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/sale/wizard/down_payment_lines.h"
#include "simulator/addons/sale/wizard/down_payment_shares.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

// --- what the wizard shows

void compute_count(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) wizard.set("count", wizard["sale_order_ids"].size());
}

void compute_has_down_payments(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards)
    wizard.set("has_down_payments", !wizard.mapped("sale_order_ids.order_line").filtered("is_downpayment").empty());
}

// Only a single order has one currency and one company for sure.
void set_from_single_order(const RecordSet& wizards, std::string_view field) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet orders = wizard["sale_order_ids"];
    wizard.set(field, orders.size() == 1 ? Value(orders[field]) : Value(false));
  }
}

void compute_currency(const RecordSet& wizards) { set_from_single_order(wizards, "currency_id"); }
void compute_company(const RecordSet& wizards) { set_from_single_order(wizards, "company_id"); }

void compute_invoiced_of_orders(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards)
    wizard.set("amount_invoiced", wizard["sale_order_ids"].sum("amount_invoiced"));
}

void compute_to_invoice_of_orders(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards)
    wizard.set("amount_to_invoice", wizard["sale_order_ids"].sum("amount_to_invoice"));
}

// In 17.0 a down payment is a product of the company's.
void compute_product_id(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards)
    wizard.set("product_id", wizard["company_id"]["sale_down_payment_product_id"]);
}

// What the user chose, before the product is there that the taxes are for.
void keep_deposit_taxes_id(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) wizard.set("deposit_taxes_id", Value(wizard["deposit_taxes_id"].ids()));
}

void check_down_payment_product(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet product = wizard["product_id"];
    if (product.empty() || wizard["sale_order_ids"].size() > 1) continue;
    if (product.text("invoice_policy") != "order" || product.text("type") != "service")
      throw orm::user_error("A down payment is a service that is invoiced on ordered quantities.");
  }
}

void compute_display_draft_invoice_warning(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet invoices = wizard.sudo().mapped("sale_order_ids.invoice_ids");
    wizard.set("display_draft_invoice_warning", !invoices.where("state", "=", "draft").empty());
  }
}

void compute_display_invoice_amount_warning(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const bool by_share = wizard.text("advance_payment_method") == "percentage";
    const double amount = by_share ? wizard.number("amount") / 100 * wizard["sale_order_ids"].sum("amount_total")
                                   : wizard.number("fixed_amount");
    wizard.set("display_invoice_amount_warning", amount > wizard.number("amount_to_invoice"));
  }
}

Value default_sale_order_ids(const RecordSet& model) {
  return List{orm::command::set(model.env().context("active_ids").is_list() ? model.env().context("active_ids").ids()
                                                                            : orm::Ids{})};
}

// --- invoicing in advance

void check_amount_is_positive(const RecordSet& wizard) {
  const std::string method = wizard.text("advance_payment_method");
  if ((method == "percentage" && wizard.number("amount") <= 0) ||
      (method == "fixed" && wizard.number("fixed_amount") <= 0))
    throw orm::user_error("A down payment is more than nothing: give a positive amount.");
}

std::string description_of(const RecordSet& wizard) {
  if (wizard.text("advance_payment_method") != "percentage") return "Down Payment";
  if (!wizard.env().since(orm::Series::v18)) return "Down payment of " + repr(Value(wizard.number("amount"))) + "%";
  return fmt::format("Down payment of {:.2f}%", wizard.number("amount"));
}

void add_section(const RecordSet& order) {
  const RecordSet lines = order["order_line"];
  const auto is_section = [](const RecordSet& line) {
    return line.flag("is_downpayment") && !line.text("display_type").empty();
  };
  if (!lines.filtered(is_section).empty()) return;
  Dict values{{"product_uom_qty", 0.0},
              {"order_id", order},
              {"display_type", "line_section"},
              {"is_downpayment", true},
              {"sequence", sequence_after(order)}};
  if (!order.env().since(orm::Series::v18)) values.set("name", "Down Payments");
  lines.none().with_context({{"sale_no_log_for_new_lines", true}}).create(std::move(values));
}

// 17.0 makes the product that stands for down payments with the first of them.
void provide_product(const RecordSet& wizard) {
  if (wizard.env().since(orm::Series::v18) || wizard["product_id"]) return;
  const RecordSet company = wizard["company_id"];
  const RecordSet product =
      wizard["product_id"].create(Dict{{"name", "Down payment"},
                                       {"type", "service"},
                                       {"invoice_policy", "order"},
                                       {"company_id", company},
                                       {"property_account_income_id", wizard["deposit_account_id"]},
                                       {"taxes_id", List{orm::command::set(wizard["deposit_taxes_id"].ids())}}});
  company.sudo().write({{"sale_down_payment_product_id", product}});
  wizard.write({{"product_id", product}});
}

std::vector<DownPaymentLine> planned_lines(const RecordSet& wizard, const RecordSet& order) {
  return wizard.env().since(orm::Series::v19) ? plan_down_payment_shares(wizard, order)
                                              : plan_down_payment_lines(wizard, order);
}

// The values of the invoice of new down payment lines, each with the account it is booked on.
Dict invoice_values(const RecordSet& wizard, const RecordSet& order, const RecordSet& lines,
                    const std::vector<DownPaymentLine>& planned) {
  Dict values = order.call("_prepare_invoice").dict();
  List commands;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    Dict optional{{"name", description_of(wizard)}, {"quantity", 1.0}};
    if (planned[at].account) optional.set("account_id", planned[at].account);
    commands.push_back(orm::command::create(prepare_invoice_line(lines.at(at), optional)));
  }
  values.set("invoice_line_ids", std::move(commands));
  return values;
}

// An amount that the user fixed is what the invoice says, to the cent.
void fix_total(const RecordSet& wizard, const RecordSet& invoice) {
  if (wizard.text("advance_payment_method") != "fixed") return;
  const double miss = invoice.number("amount_total") - wizard.number("fixed_amount");
  const double delta = miss * (account::is_inbound(invoice) ? 1 : -1);
  if (base::currency_is_zero(invoice["currency_id"], delta)) return;
  correct_rounding(invoice,
                   {.product_lines = invoice["line_ids"].where("display_type", "=", "product"), .delta = delta});
}

RecordSet invoice_down_payment(const RecordSet& wizard) {
  const RecordSet order = wizard["sale_order_ids"].ensure_one().with_company(wizard["company_id"]);
  provide_product(wizard);
  add_section(order);
  const std::vector<DownPaymentLine> planned = planned_lines(wizard, order);
  std::vector<Dict> line_values;
  for (const DownPaymentLine& line : planned) line_values.push_back(line.values);
  const RecordSet lines =
      order["order_line"].none().with_context({{"sale_no_log_for_new_lines", true}}).create(std::move(line_values));
  const RecordSet invoice = order.env()["account.move"].sudo().create(invoice_values(wizard, order, lines, planned));
  if (!wizard.env().since(orm::Series::v19)) fix_total(wizard, invoice);
  mail::message_post(invoice, "This document was made from " + order.text("name") + ".");
  mail::message_post(order, "A down payment invoice has been created.");
  return invoice;
}

Value create_invoices_method(const RecordSet& wizards, const Arguments&) {
  for (const RecordSet& wizard : wizards) check_amount_is_positive(wizard);
  const RecordSet wizard = wizards.ensure_one();
  const RecordSet orders = wizard["sale_order_ids"];
  if (wizard.text("advance_payment_method") != "delivered")
    return action_view_invoice(orders, invoice_down_payment(wizard));
  const InvoicingOptions options{.grouped = !wizard.flag("consolidated_billing"),
                                 .final = wizard.flag("deduct_down_payments")};
  return action_view_invoice(orders, create_invoices(orders, options));
}

Value view_draft_invoices(const RecordSet& wizard, const Arguments&) {
  const List of_orders{"line_ids.sale_line_ids.order_id", "in", Value(wizard["sale_order_ids"].ids())};
  const std::string list = base::list_view(wizard.env());
  return Dict{{"name", "Draft Invoices"},    {"type", "ir.actions.act_window"},
              {"view_mode", list},           {"views", List{List{false, list}, List{false, "form"}}},
              {"res_model", "account.move"}, {"domain", List{of_orders, List{"state", "=", "draft"}}}};
}

}  // namespace

orm::Behaviour sale_advance_payment_inv() {
  constexpr orm::In until_18{.until = orm::Series::v18}, only_17{.until = orm::Series::v17};
  return {
      .model = "sale.advance.payment.inv",
      .defaults = {{"sale_order_ids", default_sale_order_ids}},
      .computes = {{{"count"}, compute_count},
                   {{"has_down_payments"}, compute_has_down_payments},
                   {{"currency_id"}, compute_currency},
                   {{"company_id"}, compute_company},
                   {{"amount_invoiced"}, compute_invoiced_of_orders},
                   {{"amount_to_invoice"}, compute_to_invoice_of_orders, until_18},
                   {{"product_id"}, compute_product_id, only_17},
                   {{"deposit_taxes_id"}, keep_deposit_taxes_id, only_17},
                   {{"display_draft_invoice_warning"}, compute_display_draft_invoice_warning},
                   {{"display_invoice_amount_warning"}, compute_display_invoice_amount_warning, until_18}},
      .constraints = {orm::Constraint{check_down_payment_product, {"product_id"}, only_17}},
      .methods = {{"create_invoices", "", create_invoices_method}, {"view_draft_invoices", "", view_draft_invoices}},
  };
}

}  // namespace paridoo::addons::sale
