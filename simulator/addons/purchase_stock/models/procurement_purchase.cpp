#include "simulator/addons/purchase_stock/models/procurement_purchase.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/product/product.h"
#include "simulator/addons/purchase/models/purchase_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Dict;
using orm::Domain;
using orm::Ids;
using orm::List;
using orm::Moment;
using orm::RecordSet;
using orm::Series;
using orm::term;
using orm::Value;
using stock::Procurement;

namespace {

constexpr uom::QuantityOptions half_up{.method = orm::RoundingMethod::half_up};

// A need with the vendor who is to fulfil it.
struct Purchase {
  Procurement need;
  RecordSet rule;
  RecordSet supplier;  // product.supplierinfo
  RecordSet company;
};

RecordSet record_in(const Procurement& need, std::string_view model, std::string_view key) {
  const Value& id = need.values.get(key);
  const RecordSet none = need.product.env()[model];
  return id.is_integer() ? none.browse(id.integer()) : none;
}

Ids ids_in(const Procurement& need, std::string_view key) {
  const Value& ids = need.values.get(key);
  return ids.is_list() ? ids.ids() : Ids{};
}

Moment planned_moment(const Procurement& need) {
  const Value& planned = need.values.get("date_planned");
  const auto moment = planned.is_text() ? orm::parse_moment(planned.text()) : std::nullopt;
  return moment.value_or(need.product.env().now());
}

// Since 19.0 every product is bought in its own unit, if its vendor has no other.
RecordSet purchase_unit(const RecordSet& product) {
  return product[product.env().since(Series::v19) ? "uom_id" : "uom_po_id"];
}

// Empty since 19.0, where references take the place of groups.
Value group_in(const Procurement& need) {
  return need.product.env().since(Series::v19) ? Value() : Value(record_in(need, "procurement.group", "group_id"));
}

RecordSet preferred_partner(const Procurement& need, const RecordSet& rule) {
  return need.product.env()["res.partner"].browse(rule.call("_get_partner_id", {need.values}).ids());
}

// --- the vendor

RecordSet chosen_supplier(const Procurement& need) {
  if (const RecordSet given = record_in(need, "product.supplierinfo", "supplierinfo_id")) return given;
  const RecordSet orderpoint = record_in(need, "stock.warehouse.orderpoint", "orderpoint_id");
  return orderpoint ? orderpoint["supplier_id"] : need.product["seller_ids"].none();
}

RecordSet supplier_of(const Procurement& need, const RecordSet& rule, const RecordSet& company) {
  if (const RecordSet chosen = chosen_supplier(need)) return chosen;
  const orm::Day planned = std::chrono::floor<std::chrono::days>(planned_moment(need));
  const RecordSet found =
      product::select_seller(need.product.with_company(company), {.partner = preferred_partner(need, rule),
                                                                  .quantity = need.quantity,
                                                                  .day = std::max(planned, need.product.env().today()),
                                                                  .uom = need.unit});
  if (found) return found;
  // Somebody who sells it, if not at this quantity or on this day.
  return need.product["seller_ids"]
      .filtered(
          [&](const RecordSet& seller) { return seller["company_id"].empty() || seller["company_id"] == company; })
      .first();
}

// --- the order

Value group_for(const Purchase& purchase) {
  if (purchase.rule.env().since(Series::v19)) return {};
  const std::string option = purchase.rule.text("group_propagation_option");
  if (option == "fixed") return purchase.rule["group_id"];
  return option == "propagate" ? group_in(purchase.need) : Value(false);
}

// 17.0 does not look at the currency of the price.
RecordSet currency_for(const Purchase& purchase) {
  const RecordSet own = purchase.supplier["currency_id"];
  if (own && own.env().since(Series::v18)) return own;
  const RecordSet partner = purchase.supplier["partner_id"].with_company(purchase.company);
  const RecordSet of_partner = partner["property_purchase_currency_id"];
  return of_partner ? of_partner : purchase.company["currency_id"];
}

Moment order_moment(const Purchase& purchase) {
  return planned_moment(purchase.need) - std::chrono::days(purchase.supplier.integer("delay"));
}

std::optional<std::chrono::days> merging_days(const orm::Env& env) {
  const std::string text = base::config_parameter(env, "purchase_stock.delta_days_merge");
  int days = 0;
  const auto [_, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  return error == std::errc() ? std::optional(std::chrono::days(days)) : std::nullopt;
}

// Since 19.0 vendors say what of theirs shares an order: what is for the same document, what is wanted on the same day
// or in the same week (up to a weekday, if they name one), or all.
Domain grouped_as_vendor_says(const Purchase& purchase) {
  using std::chrono::days;
  const RecordSet partner = purchase.supplier["partner_id"];
  const std::string kind = partner.text("group_rfq"), weekday = partner.text("group_on");
  Domain domain = Domain::everything();
  const Ids references = ids_in(purchase.need, "reference_ids");
  const bool by_document = kind == "default" || purchase.rule["picking_type_id"].text("code") == "dropship";
  if (by_document && !references.empty()) domain = term("reference_ids", "in", references);
  const orm::Day day = std::chrono::floor<days>(planned_moment(purchase.need));
  const auto iso = static_cast<int>(std::chrono::weekday(day).iso_encoding());
  const auto planned_between = [&](orm::Day first, orm::Day last) {
    return domain & term("date_planned", ">=", orm::format_moment(first)) &
           term("date_planned", "<", orm::format_moment(last + days(1)));
  };
  if (kind == "day") return planned_between(day, day);
  if (kind != "week") return domain;
  if (weekday == "default") return planned_between(day - days(iso), day + days(6 - iso));
  const orm::Day on = day + days((7 + std::stoi(weekday) - iso) % 7);
  return planned_between(on, on);
}

// The drafts that the need may join. Also what needs have to agree in to share an order.
Domain order_domain(const Purchase& purchase) {
  const RecordSet partner = purchase.supplier["partner_id"];
  Domain domain = term("partner_id", "=", partner) & term("state", "=", "draft") &
                  term("picking_type_id", "=", purchase.rule["picking_type_id"]) &
                  term("company_id", "=", purchase.company) & term("user_id", "=", partner["buyer_id"]);
  const bool since_18 = partner.env().since(Series::v18);
  if (since_18) domain = domain & term("currency_id", "=", currency_for(purchase));
  if (partner.env().since(Series::v19)) return domain & grouped_as_vendor_says(purchase);
  const auto delta = merging_days(partner.env());
  if (delta && record_in(purchase.need, "stock.warehouse.orderpoint", "orderpoint_id")) {
    const orm::Day day = std::chrono::floor<std::chrono::days>(order_moment(purchase));
    domain = domain & term("date_order", "<", orm::format_moment(day + *delta + std::chrono::days(1))) &
             term("date_order", ">=", orm::format_moment(day - *delta));
  }
  if (since_18 && !base::config_parameter(partner.env(), "purchase_stock.split_po").empty())
    domain = domain & term("dest_address_id", "=", purchase.need.values.get("partner_id"));
  const Value group = group_for(purchase);
  return group ? domain & term("group_id", "=", group) : domain;
}

void add_origin(std::string& origins, const std::string& origin) {
  if (origin.empty() || (", " + origins + ", ").find(", " + origin + ", ") != std::string::npos) return;
  origins += (origins.empty() ? "" : ", ") + origin;
}

Moment first_order_moment(const std::vector<Purchase>& purchases) {
  Moment first = Moment::max();
  for (const Purchase& purchase : purchases) {
    const Value& given = purchase.need.values.get("date_order");
    const auto moment = given.is_text() ? orm::parse_moment(given.text()) : std::nullopt;
    first = std::min(first, moment.value_or(order_moment(purchase)));
  }
  return first;
}

RecordSet new_order(const orm::Env& env, const std::vector<Purchase>& purchases, const std::string& origins) {
  const Purchase& first = purchases.front();
  const RecordSet partner = first.supplier["partner_id"].with_company(first.company);
  const Value destination = first.need.values.get("partner_id");
  Dict values{{"partner_id", partner},
              {"user_id", partner["buyer_id"]},
              {"picking_type_id", first.rule["picking_type_id"]},
              {"company_id", first.company},
              {"currency_id", currency_for(first)},
              {"dest_address_id", destination ? destination : Value(false)},
              {"origin", origins},
              {"payment_term_id", partner["property_supplier_payment_term_id"]},
              {"date_order", orm::format_moment(first_order_moment(purchases))},
              {"fiscal_position_id", account::fiscal_position_of(partner, partner.none())}};
  if (env.since(Series::v19))
    values.set("reference_ids", List{orm::command::set(ids_in(first.need, "reference_ids"))});
  else
    values.set("group_id", group_for(first));
  const RecordSet made = env.with_company(first.company.id()).with_user(1)["purchase.order"].create(std::move(values));
  return made.in(env.sudo());
}

List link_all(const Ids& ids) {
  List commands;
  for (const orm::Id id : ids) commands.push_back(orm::command::link(id));
  return commands;
}

RecordSet order_for(const orm::Env& env, const std::vector<Purchase>& purchases, const Domain& domain) {
  std::string origins;
  for (const Purchase& purchase : purchases) add_origin(origins, purchase.need.origin);
  const RecordSet found = env.sudo()["purchase.order"].search(domain, {.limit = 1});
  if (found.empty()) {
    std::vector<Purchase> positive = purchases;
    std::erase_if(positive, [](const Purchase& purchase) {
      return orm::float_compare(purchase.need.quantity, 0, uom::rounding_of(purchase.need.unit)) < 0;
    });
    return positive.empty() ? found : new_order(env, positive, origins);
  }
  std::string all = found.text("origin");
  for (const Purchase& purchase : purchases) add_origin(all, purchase.need.origin);
  if (all != found.text("origin")) found.write({{"origin", all}});
  if (env.since(Series::v19))
    for (const Purchase& purchase : purchases)
      found.write({{"reference_ids", link_all(ids_in(purchase.need, "reference_ids"))}});
  return found;
}

// --- the lines

std::vector<Purchase> merged(const std::vector<Purchase>& purchases) {
  std::vector<Purchase> out;
  std::vector<Value> keys;
  for (const Purchase& purchase : purchases) {
    Value key = purchase.rule.call("_get_procurements_to_merge_groupby", {to_value(purchase.need)});
    const auto at = std::find(keys.begin(), keys.end(), key) - keys.begin();
    if (static_cast<std::size_t>(at) == keys.size()) {
      out.push_back(purchase);
      keys.push_back(std::move(key));
      continue;
    }
    const auto same = out.begin() + at;
    same->need.quantity += purchase.need.quantity;
    Ids moves = ids_in(same->need, "move_dest_ids");
    for (const orm::Id id : ids_in(purchase.need, "move_dest_ids")) moves.push_back(id);
    same->need.values.set("move_dest_ids", Value(moves));
  }
  return out;
}

RecordSet line_for(const Purchase& purchase, const RecordSet& order) {
  const RecordSet lines = order["order_line"];
  if (lines.empty()) return lines;
  const RecordSet orderpoint = record_in(purchase.need, "stock.warehouse.orderpoint", "orderpoint_id");
  const bool by_orderpoint = orderpoint && ids_in(purchase.need, "move_dest_ids").empty();
  const Value& variants = purchase.need.values.get("product_description_variants");
  return lines.browse(lines.call("_find_candidates", {purchase.need.values}).ids())
      .filtered([&](const RecordSet& line) {
        return line.text("display_type").empty() && line["product_id"] == purchase.need.product &&
               purchase::unit_of(line) == purchase_unit(purchase.need.product) &&
               line.flag("propagate_cancel") == purchase.rule.flag("propagate_cancel") &&
               (!by_orderpoint || line["orderpoint_id"] == orderpoint) &&
               (!variants || line.value("product_description_variants") == variants);
      })
      .first();
}

double in_purchase_unit(const Procurement& need) {
  return uom::compute_quantity(need.unit, need.quantity, purchase_unit(need.product), half_up);
}

// What the vendor asks at this quantity.
struct Terms {
  RecordSet seller;
  RecordSet taxes;
  double price = 0;
};
Terms terms_for(const Purchase& purchase, const RecordSet& order, double quantity, bool is_new) {
  const RecordSet product = purchase.need.product.with_company(purchase.company);
  const purchase::Request request{.order = order,
                                  .product = product,
                                  .unit = purchase_unit(product),
                                  .quantity = quantity,
                                  .taxes = purchase::purchase_taxes(order, product)};
  const RecordSet seller = purchase::seller_of(request);
  // A new line of 17.0 costs what the product does.
  const bool at_cost = !seller && is_new && !product.env().since(Series::v18);
  const double price = seller ? purchase::requested_price(request, seller) : 0;
  return {seller, request.taxes, at_cost ? product.number("standard_price") : price};
}

void add_to_line(const Purchase& purchase, const RecordSet& line) {
  const double quantity = line.number("product_qty") + in_purchase_unit(purchase.need);
  Dict values{{"product_qty", quantity},
              {"price_unit", terms_for(purchase, line["order_id"], quantity, false).price},
              {"move_dest_ids", link_all(ids_in(purchase.need, "move_dest_ids"))}};
  if (const RecordSet orderpoint = record_in(purchase.need, "stock.warehouse.orderpoint", "orderpoint_id"))
    values.set("orderpoint_id", orderpoint);
  line.sudo().write(std::move(values));
}

std::string line_name(const Purchase& purchase, const RecordSet& seller) {
  const RecordSet product = purchase.need.product;
  const std::string name = purchase::purchase_description(product, seller);
  const Value& variants = purchase.need.values.get("product_description_variants");
  const bool says_more = variants && variants.is_text() && variants.text() != product.text("name");
  return says_more ? name + "\n" + variants.text() : name;
}

Dict new_line(const Purchase& purchase, const RecordSet& order) {
  const Procurement& need = purchase.need;
  const double quantity = in_purchase_unit(need);
  const Terms terms = terms_for(purchase, order, quantity, true);
  const Ids waiting = ids_in(need, "move_dest_ids");
  Dict values{{"name", line_name(purchase, terms.seller)},
              {"product_qty", quantity},
              {"product_id", need.product},
              {std::string(purchase::unit_field(order.env())), purchase_unit(need.product)},
              {"price_unit", terms.price},
              {"date_planned", need.values.get("date_planned")},
              {std::string(purchase::taxes_field(order.env())), List{orm::command::set(terms.taxes.ids())}},
              {"order_id", order},
              {"discount", terms.seller ? terms.seller.number("discount") : 0.0},
              {"move_dest_ids", link_all(waiting)},
              {"orderpoint_id", record_in(need, "stock.warehouse.orderpoint", "orderpoint_id")},
              {"propagate_cancel", purchase.rule.flag("propagate_cancel")},
              {"product_description_variants", need.values.get("product_description_variants")}};
  if (order.env().since(Series::v18)) values.set("location_final_id", need.location);
  const bool lines_have_groups = order.env().since(Series::v18) && !order.env().since(Series::v19);
  if (waiting.empty() && lines_have_groups) values.set("group_id", group_in(need));
  if (const Value& line = need.values.get("sale_line_id")) values.set("sale_line_id", line);
  return values;
}

// An order is sent when its first line has to be.
void advance_order(const RecordSet& order, const Purchase& purchase) {
  const Moment moment = order_moment(purchase);
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  if (const auto ordered = order.day("date_order"); ordered && day < *ordered)
    order.write({{"date_order", orm::format_moment(moment)}});
}

void add_lines(const std::vector<Purchase>& purchases, const RecordSet& order) {
  std::vector<Dict> lines;
  for (const Purchase& purchase : merged(purchases)) {
    if (const RecordSet line = line_for(purchase, order)) {
      add_to_line(purchase, line);
    } else if (orm::float_compare(purchase.need.quantity, 0, uom::rounding_of(purchase.need.unit)) > 0) {
      lines.push_back(new_line(purchase, order));
      advance_order(order, purchase);
    }
  }
  order["order_line"].none().sudo().create(std::move(lines));
}

std::vector<Purchase> with_suppliers(const std::vector<stock::RuledProcurement>& procurements) {
  std::vector<Purchase> purchases;
  stock::ProcurementFailure::Reasons failed;
  for (const auto& [need, rule] : procurements) {
    const RecordSet of_rule = rule["company_id"];
    const RecordSet company = of_rule ? of_rule : need.company;
    const RecordSet supplier = supplier_of(need, rule, company);
    if (supplier.empty())
      failed.emplace_back(need, "Nobody sells " + need.product.display_name() + ": add a vendor to the product.");
    purchases.push_back({need, rule, supplier, company});
  }
  if (!failed.empty()) throw stock::ProcurementFailure(std::move(failed));
  return purchases;
}

}  // namespace

// That of the group; since 19.0 nobody.
Value preferred_vendor(const RecordSet& rule, const orm::Arguments& arguments) {
  const Value& group = arguments["values"].dict().get("group_id");
  if (rule.env().since(Series::v19) || !group.is_integer()) return List{};
  return rule.env()["procurement.group"].browse(group.integer())["partner_id"].ids();
}

// Needs of different reordering rules stay apart, unless moves wait for them.
Value what_merges(const RecordSet& rule, const orm::Arguments& arguments) {
  const Procurement need = stock::procurement_in(rule.env(), arguments["procurement"]);
  const bool has_waiting = !ids_in(need, "move_dest_ids").empty();
  return List{need.product.id(), need.unit.id(), rule.flag("propagate_cancel"),
              need.values.get("product_description_variants"),
              has_waiting ? Value() : need.values.get("orderpoint_id")};
}

void buy(const orm::Env& env, const std::vector<stock::RuledProcurement>& procurements) {
  std::vector<std::pair<List, std::vector<Purchase>>> by_order;
  for (const Purchase& purchase : with_suppliers(procurements)) {
    List key = orm::to_list(order_domain(purchase));
    auto same = std::find_if(by_order.begin(), by_order.end(), [&](const auto& one) { return one.first == key; });
    if (same == by_order.end()) same = by_order.emplace(by_order.end(), std::move(key), std::vector<Purchase>());
    same->second.push_back(purchase);
  }
  for (const auto& [_, purchases] : by_order) {
    const RecordSet order = order_for(env, purchases, order_domain(purchases.front()));
    if (order) add_lines(purchases, order);
  }
}

}  // namespace paridoo::addons::purchase_stock
