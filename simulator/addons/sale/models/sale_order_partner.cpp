// What an order takes from its customer, its salesperson and its company.
#include <chrono>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/partner.h"
#include "simulator/addons/sale/models/sale_order.h"

namespace paridoo::addons::sale {

using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

bool is_blank_html(std::string_view html) {
  bool in_tag = false;
  for (const char c : html) {
    if (c == '<') in_tag = true;
    if (!in_tag && !std::isspace(static_cast<unsigned char>(c))) return false;
    if (c == '>') in_tag = false;
  }
  return true;
}

// The salesperson of a new order: the customer's own, that of its company, or whoever writes the order.
RecordSet salesperson_of(const RecordSet& order) {
  const RecordSet partner = order["partner_id"];
  if (const RecordSet own = partner["user_id"]) return own;
  if (const RecordSet commercial = partner.mapped("commercial_partner_id.user_id")) return commercial;
  const RecordSet user = order.env().user();
  return user_has_group(user, "sales_team.group_sale_salesman") ? user : user.none();
}

// In 17.0 customers have a team of their own.
RecordSet customers_team(const RecordSet& order) {
  return order.env().since(orm::Series::v18) ? order["team_id"].none() : order["partner_id"]["team_id"];
}

Value default_team(const RecordSet& order) {
  const auto& env = order.env();
  const Value& wanted = env.context("default_team_id");
  const RecordSet of_customer = customers_team(order);
  const Value team = wanted ? wanted : Value(of_customer ? of_customer : order["team_id"]);
  const RecordSet teams = env["crm.team"].with_context({{"default_team_id", team}});
  const List of_company{List{"company_id", "in", List{order["company_id"], false}}};
  return teams.call("_get_default_team_id", {}, {{"user_id", order["user_id"]}, {"domain", of_company}});
}

std::string terms_of(const RecordSet& order) {
  const RecordSet company = order["company_id"];
  if (company.text("terms_type") == "html" && !is_blank_html(company.text("invoice_terms_html")))
    return "Terms & Conditions: " + base::config_parameter(order.env(), "web.base.url") + "/terms";
  return company.text("invoice_terms");
}

}  // namespace

RecordSet records_in(const RecordSet& model, const Value& answer) {
  if (answer.is_list()) return model.browse(answer.ids());
  return answer.is_integer() ? model.browse(answer.integer()) : model.none();
}

bool user_has_group(const RecordSet& user, std::string_view group) {
  return static_cast<bool>(user.sudo().call("has_group", {group}));
}

void compute_partner_invoice_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet partner = order["partner_id"];
    order.set("partner_invoice_id", partner ? base::address_of(partner, "invoice") : partner);
  }
}

void compute_partner_shipping_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet partner = order["partner_id"];
    order.set("partner_shipping_id", partner ? base::address_of(partner, "delivery") : partner);
  }
}

void compute_fiscal_position_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet partner = order["partner_id"];
    const RecordSet company = order["company_id"];
    const RecordSet delivery = order["partner_shipping_id"].with_company(company);
    order.set("fiscal_position_id",
              partner ? Value(account::fiscal_position_of(partner.with_company(company), delivery)) : Value(false));
  }
}

void compute_payment_term_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet partner = order["partner_id"].with_company(order["company_id"]);
    order.set("payment_term_id", partner["property_payment_term_id"]);
  }
}

void compute_pricelist_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    if (order.text("state") != "draft") continue;
    const RecordSet partner = order["partner_id"].with_company(order["company_id"]);
    order.set("pricelist_id", partner["property_product_pricelist"]);
  }
}

void compute_currency_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet of_pricelist = order.mapped("pricelist_id.currency_id");
    order.set("currency_id", of_pricelist ? of_pricelist : order.mapped("company_id.currency_id"));
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

void compute_user_id(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    if (order["partner_id"] && order["user_id"].empty()) order.set("user_id", salesperson_of(order));
}

void compute_team_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("team_id", default_team(order));
}

void compute_note(const RecordSet& orders) {
  if (base::config_parameter(orders.env(), "account.use_invoice_terms").empty()) return;
  for (const RecordSet& order : orders)
    if (const std::string terms = terms_of(order); !is_blank_html(terms)) order.set("note", terms);
}

void compute_require_signature(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    order.set("require_signature", order["company_id"].flag("portal_confirmation_sign"));
}

void compute_require_payment(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    order.set("require_payment", order["company_id"].flag("portal_confirmation_pay"));
}

void compute_prepayment_percent(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    order.set("prepayment_percent", order["company_id"].number("prepayment_percent"));
}

void compute_validity_date(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const std::int64_t days = order["company_id"].integer("quotation_validity_days");
    const orm::Day last = order.env().today() + std::chrono::days(days);
    order.set("validity_date", days > 0 ? Value(orm::format_day(last)) : Value(false));
  }
}

void compute_journal_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("journal_id", false);
}

}  // namespace paridoo::addons::sale
