// The price of a line, and what comes with it of the vendor: the day and the name.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/order_totals.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/product/product.h"
#include "simulator/addons/purchase/models/purchase_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::purchase {

using orm::RecordSet;
using orm::Value;

namespace {

orm::Day order_day(const RecordSet& order) { return order.day("date_order").value_or(order.env().today()); }

double in_order_currency(const Request& request, double price, const RecordSet& currency) {
  const RecordSet wanted = request.order["currency_id"];
  const double converted =
      base::convert(price, currency, wanted, request.order["company_id"], order_day(request.order), {.round = false});
  const int decimals =
      std::max(static_cast<int>(wanted.integer("decimal_places")), base::precision_of(wanted.env(), "Product Price"));
  return orm::float_round(converted, orm::digits(decimals));
}

RecordSet requested_unit(const Request& request) {
  return request.unit ? request.unit : product::purchase_unit(request.product);
}

Request request_of(const RecordSet& line) {
  return {.order = line["order_id"],
          .product = line["product_id"],
          .unit = unit_of(line),
          .quantity = line.number("product_qty"),
          .taxes = taxes_of(line)};
}

// The names that a line has of its product: by nobody's name for it, and by each vendor's.
std::set<std::string> default_names(const RecordSet& product) {
  std::set<std::string> names{purchase_description(product, product["seller_ids"].none())};
  for (const RecordSet& seller : product["seller_ids"]) names.insert(purchase_description(product, seller));
  return names;
}

// A price that somebody has written stays, where the vendor has none of its own.
bool keeps_price(const RecordSet& line) {
  const RecordSet vendor = line["order_id"]["partner_id"];
  return line.number("price_unit") != 0 && line["product_id"]["seller_ids"].where("partner_id", "=", vendor).empty();
}

// Since 19.0 a price that somebody wrote is told from one that was computed, as in a product whose unit is replaced.
bool has_written_price(const RecordSet& line) {
  if (!line.env().since(orm::Series::v19)) return false;
  return line.env().context("skip_uom_conversion") || line.number("technical_price_unit") != line.number("price_unit");
}

void take_terms(const RecordSet& line) {
  const Request request = request_of(line);
  const RecordSet seller = seller_of(request);
  if (seller || line.text("date_planned").empty()) line.set("date_planned", planned_date(request.order, seller));
  const bool is_19 = line.env().since(orm::Series::v19);
  const bool is_17 = !line.env().since(orm::Series::v18);
  if (seller || (!is_17 && !is_19)) line.set("discount", seller.number("discount"));
  if (seller.empty() && keeps_price(line)) return;
  if (is_19) line.set("discount", seller.number("discount"));
  line.set("price_unit", requested_price(request, seller));
  if (is_19) line.set("technical_price_unit", line.number("price_unit"));
  // 17.0 renames a line only by its vendor.
  if (is_17 && seller.empty()) return;
  const std::string name = line.text("name");
  if (name.empty() || default_names(request.product).contains(name))
    line.set("name", purchase_description(request.product, seller));
}

}  // namespace

namespace {

// Since 19.0 what is sent back has the price that it was bought at.
double quantity_asked(const Request& request) {
  return request.order.env().since(orm::Series::v19) ? std::abs(request.quantity) : request.quantity;
}

}  // namespace

RecordSet seller_of(const Request& request) {
  return product::select_seller(request.product, {.partner = request.order["partner_id"],
                                                  .quantity = quantity_asked(request),
                                                  .day = order_day(request.order),
                                                  .uom = request.unit,
                                                  .only_in_units = request.order.env().since(orm::Series::v19)});
}

double requested_price(const Request& request, const RecordSet& seller) {
  const RecordSet product = request.product.with_company(request.order["company_id"]);
  const RecordSet unit = requested_unit(request);
  const RecordSet included = product["supplier_taxes_id"];
  if (seller) {
    const double price = account::fix_tax_included_price(seller.number("price"), included, request.taxes);
    return uom::compute_price(product::unit_of_seller(seller), in_order_currency(request, price, seller["currency_id"]),
                              unit);
  }
  const double cost = uom::compute_price(product["uom_id"], product.number("standard_price"), unit);
  return in_order_currency(request, account::fix_tax_included_price(cost, included, request.taxes),
                           product["cost_currency_id"]);
}

void plan_anew(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    if (line["product_id"].empty()) continue;
    const Request request = request_of(line);
    line.write({{"date_planned", planned_date(request.order, seller_of(request))}});
  }
}

std::string planned_date(const RecordSet& order, const RecordSet& seller) {
  const std::chrono::days delay(seller ? seller.integer("delay") : 0);
  return orm::format_moment(order.moment("date_order").value_or(order.env().now()) + delay);
}

std::string purchase_description(const RecordSet& product, const RecordSet& seller) {
  const RecordSet named = product.with_context({{"seller_id", seller}, {"partner_id", false}});
  const std::string more = product.text("description_purchase");
  return named.display_name() + (more.empty() ? "" : "\n" + more);
}

RecordSet purchase_taxes(const RecordSet& order, const RecordSet& product) {
  const RecordSet company = order["company_id"];
  const RecordSet own = order["fiscal_position_id"];
  const RecordSet vendor = order["partner_id"].with_company(company);
  const RecordSet position = own ? own : account::fiscal_position_of(vendor, vendor.none());
  return account::map_taxes(position, account::taxes_of_company(product["supplier_taxes_id"], company));
}

void compute_selected_seller_id(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    line.set("selected_seller_id", line["product_id"] ? Value(seller_of(request_of(line))) : Value(false));
}

void compute_price_and_date_and_name(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (line["product_id"] && line["invoice_lines"].empty() && line["company_id"] && !has_written_price(line))
      take_terms(line);
}

account::BaseLine base_line_of(const RecordSet& line) {
  const RecordSet order = line["order_id"];
  const RecordSet currency = order["currency_id"];
  account::BaseLine base = account::base_line_of(line);
  base.taxes = taxes_of(line.with_context({{"active_test", false}}));
  base.quantity = line.number("product_qty");
  base.partner = order["partner_id"];
  base.currency = currency ? currency : order["company_id"]["currency_id"];
  base.rate = order.number("currency_rate");
  return base;
}

void compute_line_amounts(const RecordSet& lines) {
  for (const RecordSet& line : lines) account::set_line_totals(line, base_line_of(line));
}

void compute_price_unit_discounted(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    line.set("price_unit_discounted", line.number("price_unit") * (1 - line.number("discount") / 100));
}

}  // namespace paridoo::addons::purchase
