// The price of a line: from the pricelist and with the taxes of its product, and what it comes to.
#include <algorithm>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/order_totals.h"
#include "simulator/addons/account/written_taxes.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/product/pricelist.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::RecordSet;
using orm::Value;

namespace {

// The quantity that the rules of a pricelist look at: nothing ordered yet counts as one.
double quantity_for_rules(double quantity) { return quantity != 0 ? quantity : 1.0; }

product::PriceOptions price_options(const Offer& offer) {
  return {.uom = offer.unit, .currency = offer.order["currency_id"], .moment = offer.order.moment("date_order")};
}

double pricelist_price(const Offer& offer) {
  return product::rule_price(offer.rule, offer.product, quantity_for_rules(offer.quantity), price_options(offer));
}

double price_before_discount(const Offer& offer) {
  return product::price_before_discount(offer.rule, offer.product, quantity_for_rules(offer.quantity),
                                        price_options(offer));
}

double display_price(const Offer& offer) { return offer.product.text("type") == "combo" ? 0 : price_of_product(offer); }

RecordSet taxes_of_product(const RecordSet& product, const RecordSet& order) {
  return account::taxes_of_company(product["taxes_id"], order["company_id"]);
}

// The price with the included taxes that the customer pays, if the fiscal position changes them.
double with_taxes_of_customer(const Offer& offer, double price) {
  const RecordSet position = offer.order["fiscal_position_id"];
  const RecordSet taxes = taxes_of_product(offer.product, offer.order);
  if (taxes.empty() || position.empty()) return price;
  return account::adapt_price_to_taxes(price, taxes, account::map_taxes(position, taxes));
}

// The product with the extra prices of the values chosen on the line.
RecordSet product_with_extras(const RecordSet& line) {
  const RecordSet product = line["product_id"];
  const double extra = extra_price_of_choice(line);
  return extra != 0 ? product.with_context({{"no_variant_attributes_price_extra", extra}}) : product;
}

// Whether somebody wrote the price of a line. In 17.0 nobody remembers.
bool has_written_price(const RecordSet& line) {
  const auto& env = line.env();
  if (!env.since(orm::Series::v18) || env.context("force_price_recomputation")) return false;
  const double computed = line.number("technical_price_unit"), price = line.number("price_unit");
  if (!env.since(orm::Series::v19)) return computed != price;
  const RecordSet own = line["currency_id"];
  return base::currency_compare(own ? own : env.company()["currency_id"], computed, price) != 0;
}

// Since 19.0 no product makes the price of a down payment or of a discount on the whole order.
bool is_share_of_order(const RecordSet& line) {
  if (!line.env().since(orm::Series::v19)) return false;
  if (line.flag("is_downpayment")) return true;
  const Value& written = line.value("extra_tax_data");
  const Value& key = written.is_dict() ? written.dict().get("computation_key") : Value();
  return key.is_text() && key.text().starts_with("global_discount,");
}

// A price that somebody has written, one that is invoiced, and the price of costs invoiced again stay.
bool keeps_price(const RecordSet& line) {
  if (is_share_of_order(line)) return true;
  return has_written_price(line) || line.number("qty_invoiced") > 0 ||
         (line.flag("is_expense") && line["product_id"].text("expense_policy") == "cost");
}

void set_price(const RecordSet& line, double price) {
  line.set("price_unit", price);
  if (line.env().since(orm::Series::v18))
    line.with_context({{"sale_write_from_compute", true}}).write({{"technical_price_unit", line.number("price_unit")}});
}

}  // namespace

double extra_price_of_choice(const RecordSet& line) {
  const RecordSet product = line["product_id"];
  const RecordSet chosen =
      line["product_no_variant_attribute_value_ids"] - product["product_template_attribute_value_ids"];
  return chosen.where("product_tmpl_id", "=", product["product_tmpl_id"]).sum("price_extra");
}

Offer offer_of(const RecordSet& any) {
  const RecordSet line = any.with_company(any["company_id"]);
  return {.order = line["order_id"],
          .product = product_with_extras(line),
          .unit = unit_of(line),
          .quantity = line.number("product_uom_qty"),
          .rule = line["pricelist_item_id"]};
}

// What a pricelist adds is a part of the price.
double price_of_product(const Offer& offer) {
  const double price = pricelist_price(offer);
  return product::shows_discount(offer.rule) ? std::max(price_before_discount(offer), price) : price;
}

account::BaseLine base_line_of(const RecordSet& line) {
  const RecordSet order = line["order_id"];
  const RecordSet currency = order["currency_id"];
  account::BaseLine base = account::base_line_of(line);
  base.taxes = taxes_of(line.with_context({{"active_test", false}}));
  base.quantity = line.number("product_uom_qty");
  base.partner = order["partner_id"];
  base.currency = currency ? currency : order.mapped("company_id.currency_id");
  base.rate = order.number("currency_rate");
  account::recall_taxes(base);
  return base;
}

RecordSet offered_rule(const Offer& offer) {
  const RecordSet pricelist = offer.order["pricelist_id"];
  if (pricelist.empty() || offer.product.empty()) return offer.rule.none();
  return product::product_rule(pricelist, offer.product, quantity_for_rules(offer.quantity),
                               {.uom = offer.unit, .moment = offer.order.moment("date_order")});
}

double offered_price(const Offer& offer) {
  if (offer.unit.empty() || offer.product.empty()) return 0;
  return with_taxes_of_customer(offer, display_price(offer));
}

bool discounts_are_shown(const orm::Env& env) {
  // In 17.0 each pricelist says so itself.
  if (!env.since(orm::Series::v18)) return true;
  const RecordSet superuser = env["res.users"].browse(1);
  return user_has_group(superuser, "sale.group_discount_per_so_line");
}

double offered_discount(const Offer& offer) {
  if (!product::shows_discount(offer.rule)) return 0;
  const double base = price_before_discount(offer);
  if (base == 0) return 0;
  const double discount = (base - pricelist_price(offer)) / base * 100;
  // What raises the price is a surcharge, and not shown.
  return discount != 0 && (discount > 0) == (base > 0) ? discount : 0;
}

void compute_tax_id(const RecordSet& lines) {
  for (const RecordSet& any : lines) {
    const RecordSet line = any.with_company(any["company_id"]);
    const RecordSet order = line["order_id"];
    const RecordSet taxes = taxes_of_product(line["product_id"], order);
    const bool has_taxes = line.text("product_type") != "combo" && !taxes.empty();
    line.set(taxes_field(line.env()),
             Value((has_taxes ? account::map_taxes(order["fiscal_position_id"], taxes) : taxes.none()).ids()));
  }
}

void compute_pricelist_item_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const Offer offer{.order = line["order_id"],
                      .product = line["product_id"],
                      .unit = unit_of(line),
                      .quantity = line.number("product_uom_qty"),
                      .rule = line.env()["product.pricelist.item"]};
    line.set("pricelist_item_id", line.text("display_type").empty() ? Value(offered_rule(offer)) : Value(false));
  }
}

namespace {

double price_of_line(const RecordSet& line) {
  const Offer offer = offer_of(line);
  if (!line.env().since(orm::Series::v18) || line["combo_item_id"].empty()) return offered_price(offer);
  return with_taxes_of_customer(offer, combo_item_price(line.with_company(line["company_id"])));
}

}  // namespace

void compute_price_unit(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    if ((line["order_id"].empty() && line.env().since(orm::Series::v18)) || keeps_price(line)) continue;
    set_price(line, price_of_line(line));
  }
}

namespace {

// Since 19.0 the products of a combo have the discount of the whole.
double shown_discount(const RecordSet& line) {
  if (line.env().since(orm::Series::v19) && line["combo_item_id"]) return line["linked_line_id"].number("discount");
  return offered_discount(offer_of(line));
}

}  // namespace

// What somebody has given stays where a line shows no discount of its pricelist.
void compute_discount(const RecordSet& lines) {
  const bool are_shown = discounts_are_shown(lines.env());
  const bool by_policy = !lines.env().since(orm::Series::v18);
  for (const RecordSet& line : lines) {
    const RecordSet pricelist = line["order_id"]["pricelist_id"];
    const bool shows = are_shown && (!by_policy || pricelist.text("discount_policy") == "without_discount");
    if (line["product_id"].empty() || !line.text("display_type").empty())
      line.set("discount", 0.0);
    else if (shows && pricelist)
      line.set("discount", shown_discount(line));
  }
}

void compute_line_amounts(const RecordSet& lines) {
  for (const RecordSet& line : lines) account::set_line_totals(line, base_line_of(line));
}

namespace {

// The price without taxes of a quantity, whatever the line's own quantity is.
double untaxed_price(const RecordSet& line, double quantity) {
  const double price = line.number("price_unit") * (1 - line.number("discount") / 100);
  const RecordSet taxes = taxes_of(line);
  if (taxes.filtered("price_include").empty()) return price * quantity;
  return account::compute_all(taxes, price,
                              {.currency = line["currency_id"],
                               .quantity = quantity,
                               .product = line["product_id"],
                               .partner = line["order_id"]["partner_shipping_id"]})
      .total_excluded;
}

// What invoice lines come to before their discounts, without taxes, in the order's currency.
double undiscounted_price(const RecordSet& line, const RecordSet& invoice_lines) {
  double amount = 0;
  for (const RecordSet& invoice_line : invoice_lines) {
    const double price =
        base::convert(invoice_line.number("price_unit"), invoice_line["currency_id"], line["currency_id"],
                      line["company_id"], invoice_line.day("date"), {.round = false}) *
        invoice_line.number("quantity");
    const RecordSet taxes = invoice_line["tax_ids"];
    amount += taxes.filtered("price_include").empty() ? price : account::compute_all(taxes, price).total_excluded;
  }
  return amount;
}

double untaxed_amount_to_invoice(const RecordSet& line) {
  if (line.text("state") != "sale") return 0;
  const bool on_delivery = line["product_id"].text("invoice_policy") == "delivery";
  const double due = untaxed_price(line, line.number(on_delivery ? "qty_delivered" : "product_uom_qty"));
  const RecordSet invoice_lines = line["invoice_lines"];
  const double discount = line.number("discount");
  const auto has_other_discount = [&](const RecordSet& one) { return one.number("discount") != discount; };
  if (invoice_lines.filtered(has_other_discount).empty()) return due - line.number("untaxed_amount_invoiced");
  return std::max(due - undiscounted_price(line, invoice_lines), 0.0);
}

}  // namespace

void compute_untaxed_amount_to_invoice(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("untaxed_amount_to_invoice", untaxed_amount_to_invoice(line));
}

void compute_price_reduce_taxexcl(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const double quantity = line.number("product_uom_qty");
    line.set("price_reduce_taxexcl", quantity != 0 ? line.number("price_subtotal") / quantity : 0.0);
  }
}

void compute_price_reduce_taxinc(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const double quantity = line.number("product_uom_qty");
    line.set("price_reduce_taxinc", quantity != 0 ? line.number("price_total") / quantity : 0.0);
  }
}

}  // namespace paridoo::addons::sale
