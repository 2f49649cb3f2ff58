// sale.order: quotations and sales orders.
#include "simulator/addons/sale/models/sale_order.h"

#include <algorithm>
#include <chrono>

#include "simulator/addons/base/sequence.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/hooks.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::CopyDataSuper;
using orm::CreateSuper;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::UnlinkSuper;
using orm::Value;
using orm::WriteSuper;

namespace {

// --- creating, writing, copying, deleting

bool is_unnamed(const Dict& values) {
  const Value& name = values.get("name");
  return name.is_none() || name == Value("New");
}

std::string next_name(const RecordSet& model, const Dict& values) {
  const Value& company = values.get("company_id");
  const orm::Env env = company.is_integer() ? model.env().with_company(company.integer()) : model.env();
  const Value& ordered = values.get("date_order");
  const std::string name =
      base::next_by_code(env, "sale.order", ordered.is_text() ? orm::parse_day(ordered.text()) : std::nullopt);
  return name.empty() ? "New" : name;
}

RecordSet create(const RecordSet& model, std::vector<Dict> all_values, const CreateSuper& super) {
  for (Dict& values : all_values)
    if (is_unnamed(values)) values.set("name", next_name(model, values));
  return super(std::move(all_values));
}

void write(const RecordSet& orders, Dict values, const WriteSuper& super) {
  if (values.contains("pricelist_id") && !orders.where("state", "=", "sale").empty())
    throw orm::user_error("The pricelist of a confirmed order stays as it is.");
  const Value partner = values.get("partner_id");
  super(orders, std::move(values));
  if (partner.is_integer() && orders.env().series() == orm::Series::v18)
    for (const RecordSet& order : orders.where("state", "in", List{"sent", "sale"}))
      mail::message_subscribe(order, {partner.integer()});
}

void unlink(const RecordSet& orders, const UnlinkSuper& super) {
  if (!orders.where("state", "not in", List{"draft", "cancel"}).empty())
    throw orm::user_error("Only drafts and cancelled orders are deleted: cancel the order first.");
  super(orders);
}

// Down payments stay with the order that they were paid on.
std::vector<Dict> copy_data(const RecordSet& orders, const Dict& defaults, const CopyDataSuper& super) {
  if (defaults.contains("order_line")) return super(orders, defaults);
  Dict without_lines = defaults;
  without_lines.set("order_line", List{});
  std::vector<Dict> all_values = super(orders, without_lines);
  for (std::size_t at = 0; at < all_values.size(); ++at) {
    List commands;
    for (const RecordSet& line : orders.at(at)["order_line"].where("is_downpayment", "=", false))
      for (Dict& values : orm::copy_data(line, {})) commands.push_back(orm::command::create(std::move(values)));
    all_values[at].set("order_line", std::move(commands));
  }
  return all_values;
}

// --- constraints

// A product of one company is not sold by another.
void check_companies_of_products(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet company = order["company_id"];
    for (const RecordSet& product : order.mapped("order_line.product_id"))
      if (const RecordSet owner = product["company_id"]; owner && !(owner == company))
        throw orm::validation_error(product.display_name() + " belongs to " + owner.display_name() +
                                    ", but the quotation to " + company.display_name() + ".");
  }
}

void check_prepayment_percent(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const double share = order.number("prepayment_percent");
    if (order.flag("require_payment") && !(share > 0 && share <= 1))
      throw orm::validation_error("The part to be paid in advance lies between 0% and 100%.");
  }
}

// --- prices and taxes again

Value select_expected_date(const RecordSet&, const Arguments& arguments) {
  return arguments["expected_dates"].list().front();
}

// The mail composer that action_quotation_send opened says with this context that the quotation is sent.
Value message_post(const RecordSet& orders, const Arguments&, const Super& super) {
  if (orders.env().context("mark_so_as_sent"))
    orders.where("state", "=", "draft").with_context({{"tracking_disable", true}}).write({{"state", "sent"}});
  // Before 19.0 whoever is written to follows the order.
  if (orders.env().since(orm::Series::v19) || orders.env().context().contains("mail_post_autofollow")) return super();
  return super(orders.with_context({{"mail_post_autofollow", true}}));
}

std::vector<orm::Method> methods() {
  std::vector<orm::Method> all{
      {"_select_expected_date", "expected_dates", select_expected_date},
      {"message_post", "", message_post},
  };
  for (auto* const more : {state_methods, invoicing_methods, window_methods, mail_methods, update_methods})
    for (orm::Method& method : more()) all.push_back(std::move(method));
  return all;
}

std::vector<orm::Compute> computes() {
  std::vector<orm::Compute> all{
      {{"partner_invoice_id"}, compute_partner_invoice_id},
      {{"partner_shipping_id"}, compute_partner_shipping_id},
      {{"fiscal_position_id"}, compute_fiscal_position_id},
      {{"payment_term_id"}, compute_payment_term_id},
      {{"pricelist_id"}, compute_pricelist_id},
      {{"currency_id"}, compute_currency_id},
      {{"currency_rate"}, compute_currency_rate},
      {{"user_id"}, compute_user_id},
      {{"team_id"}, compute_team_id},
      {{"note"}, compute_note},
      {{"require_signature"}, compute_require_signature},
      {{"require_payment"}, compute_require_payment},
      {{"prepayment_percent"}, compute_prepayment_percent},
      {{"validity_date"}, compute_validity_date},
      {{"journal_id"}, compute_journal_id},
      {{"amount_untaxed", "amount_tax", "amount_total"}, compute_amounts},
      {{"tax_totals"}, compute_tax_totals},
      {{"amount_undiscounted"}, compute_amount_undiscounted},
      {{"amount_to_invoice"}, compute_amount_to_invoice},
      {{"amount_invoiced"}, compute_amount_invoiced},
      {{"amount_paid"}, compute_amount_paid},
      {{"invoice_ids", "invoice_count"}, compute_invoiced},
      {{"invoice_status"}, compute_invoice_status},
  };
  for (orm::Compute& compute : form_computes()) all.push_back(std::move(compute));
  return all;
}

}  // namespace

orm::Behaviour sale_order() {
  return {
      .model = "sale.order",
      .computes = computes(),
      .searches = {{"invoice_ids", search_invoice_ids}},
      .constraints = {{check_companies_of_products, {"company_id", "order_line"}},
                      {check_prepayment_percent, {"prepayment_percent"}}},
      .methods = methods(),
      .create = create,
      .write = write,
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::sale
