// purchase.order: requests for quotation and purchase orders.
#include "simulator/addons/purchase/models/purchase_order.h"

#include <algorithm>
#include <chrono>

#include "simulator/addons/account/order_totals.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/addons/purchase/models.h"
#include "simulator/addons/purchase/models/purchase_order_line.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_rules.h"

namespace paridoo::addons::purchase {

using orm::CreateSuper;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::UnlinkSuper;
using orm::Value;
using orm::WriteSuper;

namespace {

// --- amounts

RecordSet currency_of(const RecordSet& order) {
  const RecordSet currency = order["currency_id"];
  return currency ? currency : order["company_id"]["currency_id"];
}

std::vector<account::BaseLine> rounded_base_lines(const RecordSet& order) {
  std::vector<account::BaseLine> lines;
  for (const RecordSet& line : order["order_line"].where("display_type", "=", false))
    lines.push_back(base_line_of(line));
  account::add_tax_details(lines, order["company_id"]);
  account::round_tax_details(lines, order["company_id"]);
  return lines;
}

Dict totals_of(const RecordSet& order) {
  return account::tax_totals(rounded_base_lines(order), currency_of(order), order["company_id"]);
}

void compute_amounts(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    if (!order.env().since(orm::Series::v18)) {
      account::set_order_totals_17(order, order["order_line"].where("display_type", "=", false), rounded_base_lines);
      continue;
    }
    const Dict totals = totals_of(order);
    order.set("amount_untaxed", totals.get("base_amount_currency"));
    order.set("amount_tax", totals.get("tax_amount_currency"));
    order.set("amount_total", totals.get("total_amount_currency"));
    order.set("amount_total_cc", totals.get("total_amount"));
  }
}

void compute_tax_totals(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet company_currency = order["company_id"]["currency_id"];
    Dict totals = totals_of(order);
    if (order.env().since(orm::Series::v18) && !(order["currency_id"] == company_currency))
      totals.set("amount_total_cc", "(" + base::format_amount(company_currency, order.number("amount_total_cc")) + ")");
    order.set("tax_totals", totals);
  }
}

void compute_currency_rate(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet company = order["company_id"];
    const orm::Moment ordered = order.moment("date_order").value_or(order.env().now());
    order.set("currency_rate", base::conversion_rate(company["currency_id"], order["currency_id"], company,
                                                     std::chrono::floor<std::chrono::days>(ordered)));
  }
}

// --- dates, and what is shown beside an order

void compute_date_planned(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    std::vector<std::string> moments;
    for (const RecordSet& line : order["order_line"].where("display_type", "=", false))
      if (const std::string moment = line.text("date_planned"); !moment.empty()) moments.push_back(moment);
    const auto first = std::min_element(moments.begin(), moments.end());
    order.set("date_planned", first == moments.end() ? Value(false) : Value(*first));
  }
}

bool is_confirmed(const RecordSet& order) {
  const std::string state = order.text("state");
  return state == "purchase" || state == "done";
}

void compute_date_calendar_start(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    order.set("date_calendar_start", order.value(is_confirmed(order) ? "date_approve" : "date_order"));
}

void compute_display_name(const RecordSet& orders) {
  const bool with_total = static_cast<bool>(orders.env().context("show_total_amount"));
  for (const RecordSet& order : orders) {
    std::string name = order.text("name");
    if (const std::string reference = order.text("partner_ref"); !reference.empty()) name += " (" + reference + ")";
    if (const double total = order.number("amount_total"); with_total && total != 0)
      name += ": " + base::format_amount(order["currency_id"], total);
    order.set("display_name", name);
  }
}

void compute_reminder(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet partner = order["partner_id"].with_company(order["company_id"]);
    order.set("receipt_reminder_email", partner.flag("receipt_reminder_email"));
    order.set("reminder_date_before_receipt", partner.integer("reminder_date_before_receipt"));
  }
}

void compute_currency_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet partner = order["partner_id"].with_company(order["company_id"]);
    const RecordSet own = partner["property_purchase_currency_id"];
    order.set("currency_id", own ? own : order["company_id"]["currency_id"]);
  }
}

// Drafts that were made from another order of the vendor, or that have the reference of another one.
RecordSet duplicates_of(const RecordSet& order) {
  const std::string reference = order.text("partner_ref"), origin = order.text("origin");
  if (reference.empty() || order.text("state") != "draft") return order.none();
  orm::Domain same = orm::term("id", "!=", order) & orm::term("state", "!=", "cancel");
  for (const std::string field : {"company_id", "partner_id"}) same = same & orm::term(field, "=", order.value(field));
  const orm::Domain by_reference = orm::term("partner_ref", "=", reference);
  return order.none().search(same & (origin.empty() ? by_reference : by_reference | orm::term("name", "=", origin)));
}

void compute_duplicated_order_ids(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("duplicated_order_ids", Value(duplicates_of(order).ids()));
}

void add_warning(const std::string& name, const std::string& warning, std::string& all) {
  const std::string line = name + " - " + warning;
  if (!warning.empty() && ("\n" + all + "\n").find("\n" + line + "\n") == std::string::npos)
    all += (all.empty() ? "" : "\n") + line;
}

void compute_purchase_warning_text(const RecordSet& orders) {
  const bool warns = user_has_group(orders.env().user(), "purchase.group_warning_purchase");
  for (const RecordSet& order : orders) {
    std::string all;
    const RecordSet partner = order["partner_id"];
    for (const RecordSet& one : partner | partner["parent_id"])
      add_warning(one.text("name"), one.text("purchase_warn_msg"), all);
    for (const RecordSet& line : order["order_line"])
      add_warning(line["product_id"].display_name(), line.text("purchase_line_warn_msg"), all);
    order.set("purchase_warning_text", warns ? all : std::string());
  }
}

// Whether other confirmed orders have bought one of the products.
void compute_show_comparison(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet products = order["order_line"]["product_id"];
    const orm::Domain bought = orm::term("product_id", "in", Value(products.ids())) &
                               orm::term("state", "=", "purchase") & orm::term("order_id", "!=", order);
    order.set("show_comparison", order["order_line"].search_count(bought) > 0);
  }
}

void compute_tax_country_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet position = order.sudo()["fiscal_position_id"];
    order.set("tax_country_id", position.text("foreign_vat").empty()
                                    ? order.sudo()["company_id"]["account_fiscal_country_id"]
                                    : position["country_id"]);
  }
}

void compute_access_url(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("access_url", "/my/purchase/" + std::to_string(order.id()));
}

// --- creating, writing, deleting

// Reminders are kept with the vendor.
Dict take_partner_values(const orm::Env& env, Dict& values) {
  Dict taken;
  // Since 19.0 an order has its own.
  if (env.since(orm::Series::v19)) return taken;
  for (const std::string_view field : {"receipt_reminder_email", "reminder_date_before_receipt"}) {
    if (!values.contains(field)) continue;
    taken.set(field, values.get(field));
    values.erase(field);
  }
  return taken;
}

void name_order(const orm::Env& env, Dict& values) {
  const Value& name = values.get("name");
  if (!name.is_none() && !(name == Value("New"))) return;
  const Value& ordered = values.get("date_order");
  const auto day = ordered.is_text() ? orm::parse_day(ordered.text()) : std::nullopt;
  const std::string next = base::next_by_code(env, "purchase.order", day);
  values.set("name", next.empty() ? "/" : next);
}

// In the order's company: what it starts with is that company's.
RecordSet create_one(const RecordSet& model, Dict values, const CreateSuper& super) {
  const Value& company = values.get("company_id");
  const orm::Env& env = model.env();
  const orm::Env there = env.with_company(company.is_integer() ? company.integer() : env.company().id());
  name_order(there, values);
  check_referred(there, model.model(), values, {"partner_id"});
  const Dict of_partner = take_partner_values(model.env(), values);
  const RecordSet order = super(model.in(there), {std::move(values)}).in(model.env());
  if (!of_partner.empty()) order.sudo().write(of_partner);
  return order;
}

RecordSet create(const RecordSet& model, std::vector<Dict> all_values, const CreateSuper& super) {
  RecordSet orders = model.none();
  for (Dict& values : all_values) orders |= create_one(model, std::move(values), super);
  return orders;
}

void write(const RecordSet& orders, Dict values, const WriteSuper& super) {
  const Dict of_partner = take_partner_values(orders.env(), values);
  super(orders, std::move(values));
  if (!of_partner.empty()) orders["partner_id"].sudo().write(of_partner);
}

void unlink(const RecordSet& orders, const UnlinkSuper& super) {
  if (!orders.where("state", "!=", "cancel").empty())
    throw orm::user_error("Only cancelled purchase orders are deleted: cancel the order first.");
  super(orders);
}

void check_companies_of_products(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet company = order["company_id"];
    for (const RecordSet& product : order.mapped("order_line.product_id"))
      if (const RecordSet owner = product["company_id"]; owner && !(owner == company))
        throw orm::validation_error(product.display_name() + " belongs to " + owner.display_name() +
                                    ", but the order to " + company.display_name() + ".");
  }
}

Value default_currency_id(const RecordSet& model) { return model.env().company()["currency_id"]; }
Value default_user_id(const RecordSet& model) { return model.env().uid(); }

}  // namespace

bool user_has_group(const RecordSet& user, std::string_view group) {
  return static_cast<bool>(user.sudo().call("has_group", {group}));
}

orm::Behaviour purchase_order() {
  constexpr orm::In only_17{.until = orm::Series::v17}, until_18{.until = orm::Series::v18},
      since_18{.since = orm::Series::v18}, since_19{.since = orm::Series::v19};
  std::vector<orm::Method> methods = state_methods();
  for (const orm::Method& method : invoicing_methods()) methods.push_back(method);
  return {
      .model = "purchase.order",
      .name_search_fields = {"name", "partner_ref"},
      .defaults = {{"currency_id", default_currency_id, until_18}, {"user_id", default_user_id}},
      .computes = {{{"amount_untaxed", "amount_tax", "amount_total", "amount_total_cc"}, compute_amounts, since_18},
                   {{"amount_untaxed", "amount_tax", "amount_total"}, compute_amounts, only_17},
                   {{"currency_id"}, compute_currency_id, since_19},
                   {{"duplicated_order_ids"}, compute_duplicated_order_ids, since_19},
                   {{"purchase_warning_text"}, compute_purchase_warning_text, since_19},
                   {{"show_comparison"}, compute_show_comparison, since_19},
                   {{"tax_totals"}, compute_tax_totals},
                   {{"currency_rate"}, compute_currency_rate},
                   {{"date_planned"}, compute_date_planned},
                   {{"date_calendar_start"}, compute_date_calendar_start},
                   {{"display_name"}, compute_display_name},
                   {{"receipt_reminder_email", "reminder_date_before_receipt"}, compute_reminder},
                   {{"tax_country_id"}, compute_tax_country_id},
                   {{"access_url"}, compute_access_url},
                   {{"invoice_status"}, compute_invoice_status},
                   {{"invoice_ids", "invoice_count"}, compute_invoices}},
      .constraints = {{check_companies_of_products, {"company_id", "order_line"}}},
      .onchanges = {{{"partner_id", "company_id"}, onchange_partner_id}, {{"date_planned"}, onchange_date_planned}},
      .methods = std::move(methods),
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::purchase
