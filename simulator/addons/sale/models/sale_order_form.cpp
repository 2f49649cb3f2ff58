// What is shown beside an order, and never stored.
#include <algorithm>

#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::Dict;
using orm::Domain;
using orm::List;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

void compute_display_name(const RecordSet& orders) {
  const bool with_partner = static_cast<bool>(orders.env().context("sale_show_partner_name"));
  for (const RecordSet& order : orders) {
    const std::string partner = with_partner ? order["partner_id"].text("name") : "";
    order.set("display_name", order.text("name") + (partner.empty() ? "" : " - " + partner));
  }
}

void compute_has_archived_products(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    order.set("has_archived_products", !order.mapped("order_line.product_id").where("active", "=", false).empty());
}

void compute_has_active_pricelist(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const Domain usable = term("company_id", "in", List{false, order["company_id"]}) & term("active", "=", true);
    order.set("has_active_pricelist", order.env()["product.pricelist"].search_count(usable) > 0);
  }
}

// Since 19.0: drafts that were made from another order, or that have the reference of another one.
RecordSet look_alikes_of(const RecordSet& order) {
  const std::string reference = order.text("client_order_ref"), origin = order.text("origin");
  if (reference.empty() || order.text("state") != "draft") return order.none();
  Domain same = term("id", "!=", order) & term("state", "!=", "cancel");
  for (const std::string field : {"company_id", "partner_id"}) same = same & term(field, "=", order.value(field));
  const Domain by_reference = term("client_order_ref", "=", reference);
  return order.none().search(same & (origin.empty() ? by_reference : by_reference | term("name", "=", origin)));
}

// Orders that look like the same one entered twice.
RecordSet duplicates_of(const RecordSet& order) {
  if (order.env().since(orm::Series::v19)) return look_alikes_of(order);
  if (order.text("client_order_ref").empty()) return order.none();
  Domain same = term("id", "!=", order) & term("state", "!=", "cancel");
  for (const std::string field : {"company_id", "partner_id", "date_order", "client_order_ref"})
    same = same & term(field, "=", order.value(field));
  const std::string origin = order.text("origin");
  return order.none().search(same & term("origin", "=", origin.empty() ? Value(false) : Value(origin)));
}

void compute_duplicated_order_ids(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("duplicated_order_ids", Value(duplicates_of(order).ids()));
}

// Since 19.0 only goods have a day on which they are expected.
RecordSet lines_with_dates(const RecordSet& order) {
  const RecordSet lines = order["order_line"].where("display_type", "=", false);
  return order.env().since(orm::Series::v19) ? lines.where("product_id.type", "=", "consu") : lines;
}

void add_warning(const std::string& name, const std::string& warning, std::vector<std::string>& warnings) {
  const std::string line = name + " - " + warning;
  if (!warning.empty() && std::find(warnings.begin(), warnings.end(), line) == warnings.end()) warnings.push_back(line);
}

std::string warnings_of(const RecordSet& order) {
  std::vector<std::string> warnings;
  const RecordSet partner = order["partner_id"];
  for (const RecordSet& one : partner | partner["parent_id"])
    add_warning(one.text("name"), one.text("sale_warn_msg"), warnings);
  for (const RecordSet& line : order["order_line"])
    add_warning(line["product_id"].display_name(), line.text("sale_line_warn_msg"), warnings);
  std::string all;
  for (const std::string& warning : warnings) all += (all.empty() ? "" : "\n") + warning;
  return all;
}

void compute_sale_warning_text(const RecordSet& orders) {
  const bool warns = user_has_group(orders.env().user(), "sale.group_warning_sale");
  for (const RecordSet& order : orders) order.set("sale_warning_text", warns ? warnings_of(order) : std::string());
}

void compute_preferred_payment_method_line_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet partner = order["partner_id"].with_company(order["company_id"]);
    order.set("preferred_payment_method_line_id", partner["property_inbound_payment_method_line_id"]);
  }
}

// Online payments (payment.transaction) are no part of the facts: none can have been authorized.
void compute_authorized_transaction_ids(const RecordSet& orders) { orders.set("authorized_transaction_ids", List{}); }

void compute_has_authorized_transaction_ids(const RecordSet& orders) {
  orders.set("has_authorized_transaction_ids", false);
}

void compute_expected_date(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    std::vector<std::string> moments;
    if (order.text("state") != "cancel")
      for (const RecordSet& line : lines_with_dates(order)) moments.push_back(orm::format_moment(expected_date(line)));
    std::sort(moments.begin(), moments.end());
    const List sorted(moments.begin(), moments.end());
    order.set("expected_date", moments.empty() ? Value(false) : order.call("_select_expected_date", {sorted}));
  }
}

void compute_is_expired(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const auto last_day = order.day("validity_date");
    const std::string state = order.text("state");
    order.set("is_expired", (state == "draft" || state == "sent") && last_day && *last_day < order.env().today());
  }
}

void compute_tax_country_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const bool is_foreign = !order["fiscal_position_id"].text("foreign_vat").empty();
    order.set("tax_country_id", order.sudo().mapped(is_foreign ? "fiscal_position_id.country_id"
                                                               : "company_id.account_fiscal_country_id"));
  }
}

void compute_partner_credit_warning(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const std::string state = order.text("state");
    const bool is_quotation = state == "draft" || state == "sent";
    if (!is_quotation || !order["company_id"].flag("account_use_credit_limit")) {
      order.set("partner_credit_warning", "");
      continue;
    }
    const double amount = order.number("amount_total") / order.number("currency_rate");
    order.set("partner_credit_warning",
              order.env()["account.move"].call("_build_credit_warning_message", {order.sudo(), amount}));
  }
}

void compute_type_name(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    order.set("type_name", order.text("state") == "sale" ? "Sales Order" : "Quotation");
}

void compute_access_url(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("access_url", "/my/orders/" + std::to_string(order.id()));
}

}  // namespace

std::vector<orm::Compute> form_computes() {
  return {
      {{"display_name"}, compute_display_name},
      {{"has_archived_products"}, compute_has_archived_products, orm::In{.since = orm::Series::v18}},
      {{"has_active_pricelist"}, compute_has_active_pricelist},
      {{"duplicated_order_ids"}, compute_duplicated_order_ids, orm::In{.since = orm::Series::v18}},
      {{"expected_date"}, compute_expected_date},
      {{"is_expired"}, compute_is_expired},
      {{"tax_country_id"}, compute_tax_country_id},
      {{"partner_credit_warning"}, compute_partner_credit_warning},
      {{"type_name"}, compute_type_name},
      {{"access_url"}, compute_access_url},
      {{"authorized_transaction_ids"}, compute_authorized_transaction_ids},
      {{"sale_warning_text"}, compute_sale_warning_text, orm::In{.since = orm::Series::v19}},
      {{"preferred_payment_method_line_id"},
       compute_preferred_payment_method_line_id,
       orm::In{.since = orm::Series::v19}},
      {{"has_authorized_transaction_ids"}, compute_has_authorized_transaction_ids, orm::In{.since = orm::Series::v19}},
  };
}

}  // namespace paridoo::addons::sale
