#include "simulator/addons/product/product.h"

#include <tuple>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

// Extra prices of attributes that are chosen on the order only, as the context tells them.
double extra_in_context(const RecordSet& product) {
  const bool is_variant = product.model().name == "product.product";
  const Value& told =
      product.env().context(is_variant ? "no_variant_attributes_price_extra" : "current_attributes_price_extra");
  double total = told.is_number() ? told.number() : 0;
  if (told.is_list())
    for (const Value& one : told.list())
      if (one.is_number()) total += one.number();
  return total;
}

double raw_price(const RecordSet& product, std::string_view price_type) {
  const double price = product.number(price_type);
  const bool is_variant = product.model().name == "product.product";
  if (price_type == "standard_price" && price == 0 && !is_variant)
    return product["product_variant_ids"].first().number("standard_price");
  if (price_type != "list_price") return price;
  return price + (is_variant ? product.number("price_extra") : 0) + extra_in_context(product);
}

}  // namespace

double price_of(const RecordSet& product, std::string_view price_type, const ProductPriceOptions& options) {
  const RecordSet company = options.company && !options.company->empty() ? *options.company : product.env().company();
  const bool is_cost = price_type == "standard_price";
  const RecordSet there = product.ensure_one().with_company(company);
  const RecordSet asked = is_cost ? there.sudo() : there;
  double price = raw_price(asked, price_type);
  if (options.uom) price = uom::compute_price(asked["uom_id"], price, *options.uom);
  if (!options.currency || options.currency->empty()) return price;
  return base::convert(price, asked[is_cost ? "cost_currency_id" : "currency_id"], *options.currency, company,
                       options.day);
}

RecordSet purchase_unit(const RecordSet& product) {
  return product[product.env().since(Series::v19) ? "uom_id" : "uom_po_id"];
}

RecordSet unit_of_seller(const RecordSet& seller) {
  return seller[seller.env().since(Series::v19) ? "product_uom_id" : "product_uom"];
}

namespace {

bool fits(const RecordSet& seller, const RecordSet& product, const SellerOptions& options) {
  const Day day = options.day.value_or(product.env().today());
  if (seller.day("date_start").value_or(day) > day || seller.day("date_end").value_or(day) < day) return false;
  if (options.partner && !options.partner->empty()) {
    const RecordSet partner = seller["partner_id"];
    if (!(partner == *options.partner) && !(partner == (*options.partner)["parent_id"])) return false;
  }
  if (options.only_in_units && options.uom && !(unit_of_seller(seller) == *options.uom) &&
      !(unit_of_seller(seller) == product["uom_id"]))
    return false;
  if (!options.quantity) return true;
  double quantity = *options.quantity;
  if (quantity != 0 && options.uom && !(*options.uom == unit_of_seller(seller)))
    quantity = uom::compute_quantity(*options.uom, quantity, unit_of_seller(seller));
  const int decimals = uom::quantity_digits(product.env());
  return float_compare(quantity, seller.number("min_qty"), digits(decimals)) >= 0;
}

bool is_usable(const RecordSet& seller, const RecordSet& product) {
  const RecordSet company = seller["company_id"], of = seller["product_id"];
  const bool looks_at_company = product.env().since(Series::v18);
  return (!looks_at_company || company.empty() || company == product.env().company()) &&
         seller["partner_id"].flag("active") && (of.empty() || of == product);
}

RecordSet sellers_in_order(const RecordSet& product) {
  const RecordSet usable =
      product["seller_ids"].filtered([&](const RecordSet& seller) { return is_usable(seller, product); });
  return usable.sorted([](const RecordSet& seller) {
    return std::tuple(seller.integer("sequence"), -seller.number("min_qty"), seller.number("price"), seller.id());
  });
}

// What vendors are compared by; 17.0 compares the amounts whatever their currency is.
double price_in_company_currency(const RecordSet& seller, std::optional<Day> day) {
  if (!seller.env().since(Series::v18)) return seller.number("price_discounted");
  const RecordSet company = seller.env().company();
  return base::convert(seller.number("price_discounted"), seller["currency_id"], company["currency_id"], company, day,
                       {.round = false});
}

}  // namespace

RecordSet select_seller(const RecordSet& product, const SellerOptions& options) {
  RecordSet of_first_vendor = product.env()["product.supplierinfo"];
  for (const RecordSet& seller : sellers_in_order(product.ensure_one()))
    if (fits(seller, product, options) &&
        (of_first_vendor.empty() || of_first_vendor["partner_id"] == seller["partner_id"]))
      of_first_vendor |= seller;
  const RecordSet by_price = of_first_vendor.sorted([&](const RecordSet& seller) {
    return std::tuple(price_in_company_currency(seller, options.day), seller.integer("sequence"), seller.id());
  });
  return by_price.first();
}

std::string sale_description(const RecordSet& product) {
  const std::string more = product.text("description_sale");
  return more.empty() ? product.display_name() : product.display_name() + "\n" + more;
}

}  // namespace paridoo::addons::product
