// Where goods that arrive are stored: putaway rules, storage categories, weights.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

Ids excluded_lines(const Env& env) {
  const Value& ids = env.context("exclude_sml_ids");
  return ids.is_list() ? ids.ids() : Ids{};
}

// Lines on their way, other than those that are being placed.
Domain open_lines(const Env& env) {
  return term("state", "not in", List{"draft", "done", "cancel"}) & term("id", "not in", excluded_lines(env));
}

// What is asked for: a product, or the products of a package that is placed as a whole.
struct Goods {
  RecordSet product;
  RecordSet products;
  RecordSet package;
  RecordSet package_type;
  double quantity;
};

Goods goods_of(const RecordSet& product, const PutawayOptions& options) {
  const Env& env = product.env();
  const Value& more = env.context("products");
  const RecordSet products = (more.is_list() ? product.browse(more.ids()) : product.none()) | product;
  const RecordSet package = options.package.value_or(packages(env));
  RecordSet type = package["package_type_id"];
  if (!package && options.packaging && *options.packaging) type = (*options.packaging)["package_type_id"];
  return {product, products, package, type, options.quantity};
}

RecordSet categories_of(const RecordSet& products) {
  RecordSet category = products["categ_id"];
  if (category.size() != 1) return category.none();
  Ids ids;
  for (; category; category = category["parent_id"]) ids.push_back(category.id());
  return category.browse(std::move(ids));
}

// The rules that apply, the most particular first.
RecordSet fitting_rules(const RecordSet& location, const Goods& goods) {
  const RecordSet categories = categories_of(goods.products);
  const RecordSet rules = location["putaway_rule_ids"].filtered([&](const RecordSet& rule) {
    const RecordSet product = rule["product_id"], category = rule["category_id"], types = rule["package_type_ids"];
    return (!product || goods.products.contains(product)) && (!category || categories.contains(category)) &&
           (!types || types.contains(goods.package_type.id()));
  });
  return rules.sorted(
      [&](const RecordSet& rule) {
        const RecordSet category = rule["category_id"];
        return std::tuple(rule["package_type_ids"].size() > 0, static_cast<bool>(rule["product_id"]),
                          category == categories.first(), static_cast<bool>(category));
      },
      /*descending=*/true);
}

// --- what is stored at each place already

using Stored = std::map<Id, double>;

Stored stored_packages(const RecordSet& locations, const Goods& goods) {
  const Env& env = locations.env();
  std::map<Id, std::set<Id>> coming, there;
  const Value type = goods.package_type;
  for (const RecordSet& line :
       env["stock.move.line"].search(open_lines(env) & term("result_package_id.package_type_id", "=", type)))
    coming[line["location_dest_id"].id()].insert(line["result_package_id"].id());
  for (const RecordSet& quant : env["stock.quant"].search(term("package_id.package_type_id", "=", type) &
                                                          term("location_id", "in", locations.ids())))
    there[quant["location_id"].id()].insert(quant["package_id"].id());
  Stored stored;
  for (const auto& [id, packages] : coming) stored[id] += static_cast<double>(packages.size());
  for (const auto& [id, packages] : there) stored[id] += static_cast<double>(packages.size());
  return stored;
}

Stored stored_quantities(const RecordSet& locations, const Goods& goods) {
  const Env& env = locations.env();
  const Domain of_product = term("product_id", "=", goods.product);
  Stored stored;
  for (const RecordSet& quant : env["stock.quant"].search(of_product & term("location_id", "in", locations.ids())))
    stored[quant["location_id"].id()] += quant.number("quantity");
  for (const RecordSet& line :
       env["stock.move.line"].search(open_lines(env) & of_product & term("location_dest_id", "in", locations.ids())))
    stored[line["location_dest_id"].id()] +=
        in_unit(line["product_uom_id"], line.number("quantity"), goods.product["uom_id"]);
  return stored;
}

Stored stored_at(const RecordSet& locations, const Goods& goods, const std::map<Id, double>& additional) {
  Stored stored;
  if (locations["storage_category_id"])
    stored = goods.package["package_type_id"] ? stored_packages(locations, goods) : stored_quantities(locations, goods);
  for (const auto& [id, quantity] : additional) stored[id] += quantity;
  return stored;
}

// --- the choice

bool fits(const RecordSet& location, const Goods& goods, Stored& stored) {
  const std::optional<RecordSet> package = goods.package ? std::optional(goods.package) : std::nullopt;
  return can_be_used(location, goods.product, goods.quantity, package, stored[location.id()]);
}

RecordSet last_used_location(const RecordSet& rule, const RecordSet& product) {
  Domain domain = term("state", "=", "done") & term("location_dest_id", "child_of", rule["location_out_id"]) &
                  term("product_id", "=", product);
  if (const RecordSet types = rule["package_type_ids"])
    domain = domain & term("result_package_id.package_type_id", "in", types.ids());
  return rule.env()["stock.move.line"].search(domain, {.limit = 1, .order = "date desc"})["location_dest_id"];
}

bool holds_alike(const RecordSet& location, const Goods& goods, Stored& stored) {
  if (!goods.package_type) return compare(stored[location.id()], 0, goods.product["uom_id"]) > 0;
  return !location["quant_ids"]
              .filtered([&](const RecordSet& quant) {
                return quant["package_id"] && quant["package_id"]["package_type_id"] == goods.package_type;
              })
              .empty();
}

// Among the places of the rule's storage category: first where the like lies already.
RecordSet place_of_category(const RecordSet& rule, const RecordSet& out, const Goods& goods, Stored& stored,
                            std::set<Id>& full) {
  const RecordSet places = out["child_internal_location_ids"].filtered(
      [&](const RecordSet& at) { return at["storage_category_id"] == rule["storage_category_id"]; });
  for (const bool alike_only : {true, false})
    for (const RecordSet& place : places) {
      if (full.contains(place.id()) || (alike_only && !holds_alike(place, goods, stored))) continue;
      if (fits(place, goods, stored)) return place;
      full.insert(place.id());
    }
  return places.none();
}

RecordSet place_by_rules(const RecordSet& rules, const Goods& goods, Stored& stored) {
  std::set<Id> full;
  for (const RecordSet& rule : rules) {
    RecordSet out = rule["location_out_id"];
    if (rule.env().since(Series::v18) && rule.text("sublocation") == "last_used")
      if (const RecordSet last = last_used_location(rule, goods.product)) out = last;
    if (rule["storage_category_id"]) {
      if (const RecordSet place = place_of_category(rule, out, goods, stored, full)) return place;
    } else if (!full.contains(out.id()) && fits(out, goods, stored)) {
      return out;
    }
  }
  return goods.product.env()["stock.location"];
}

}  // namespace

RecordSet putaway_location(const RecordSet& location, const RecordSet& product, const PutawayOptions& options) {
  const Goods goods = goods_of(product, options);
  if (const RecordSet rules = fitting_rules(location, goods)) {
    Stored stored = stored_at(location["child_internal_location_ids"], goods, options.additional);
    if (const RecordSet place = place_by_rules(rules, goods, stored)) return place;
  }
  if (location.text("usage") != "view") return location;
  const RecordSet below = location["child_internal_location_ids"].first();
  return below ? below : location;
}

Weight weight_of(const RecordSet& location) {
  const Env& env = location.env();
  Weight weight;
  for (const RecordSet& quant : env["stock.quant"].search(term("location_id", "=", location)))
    weight.net += quant.number("quantity") * quant["product_id"].number("weight");
  weight.forecast = weight.net;
  const auto lines_weight = [&](std::string_view end) {
    double sum = 0;
    for (const RecordSet& line : env["stock.move.line"].search(term(std::string(end), "=", location) & open_lines(env)))
      sum += line.number("quantity_product_uom") * line["product_id"].number("weight");
    return sum;
  };
  weight.forecast += lines_weight("location_dest_id") - lines_weight("location_id");
  return weight;
}

namespace {

double weight_to_come(const RecordSet& product, double quantity, const std::optional<RecordSet>& package) {
  if (!package || !(*package)["package_type_id"]) return product.number("weight") * quantity;
  double sum = 0;
  for (const RecordSet& line : product.env()["stock.move.line"].search(term("result_package_id", "=", *package) &
                                                                       term("state", "not in", List{"done", "cancel"})))
    sum += line.number("quantity_product_uom") * line["product_id"].number("weight");
  return sum;
}

bool exceeds_capacity(const RecordSet& category, const RecordSet& product, double quantity,
                      const std::optional<RecordSet>& package, double stored) {
  if (package && (*package)["package_type_id"]) {
    const RecordSet capacity = category["package_capacity_ids"].filtered(
        [&](const RecordSet& each) { return each["package_type_id"] == (*package)["package_type_id"]; });
    return capacity && stored >= capacity.number("quantity");
  }
  const RecordSet capacity =
      category["product_capacity_ids"].filtered([&](const RecordSet& each) { return each["product_id"] == product; });
  return capacity && (stored >= capacity.number("quantity") || quantity + stored > capacity.number("quantity"));
}

bool mixes_products(const RecordSet& location, const RecordSet& product, const RecordSet& there) {
  const Value& more = location.env().context("products");
  const RecordSet coming = product || !more.is_list() ? product : product.browse(more.ids());
  if ((there && !(there["product_id"] == coming)) || coming.size() > 1) return true;
  const Domain other = term("product_id", "!=", coming) & term("state", "not in", List{"done", "cancel"}) &
                       term("location_dest_id", "=", location);
  return location.env()["stock.move.line"].search_count(other) > 0;
}

}  // namespace

bool can_be_used(const RecordSet& location, const RecordSet& product, double quantity,
                 const std::optional<RecordSet>& package, double stored) {
  const RecordSet category = location["storage_category_id"];
  if (!category) return true;
  const double weight = weight_of(location).forecast + weight_to_come(product, quantity, package);
  if (category.number("max_weight") < weight) return false;
  // The capacities are a model of their own, which not every world has.
  if (location.env().registry().find("stock.storage.category.capacity") &&
      exceeds_capacity(category, product, quantity, package, stored))
    return false;
  const RecordSet there = location["quant_ids"].filtered(
      [](const RecordSet& quant) { return compare(quant.number("quantity"), 0, quant["product_id"]["uom_id"]) > 0; });
  const std::string allowed = category.text("allow_new_product");
  if (allowed == "empty") return there.empty();
  return allowed != "same" || !mixes_products(location, product, there);
}

namespace {

void compute_storage_category(const RecordSet& rules) {
  for (const RecordSet& rule : rules)
    if (rule.text("sublocation") != "closest_location") rule.set("storage_category_id", false);
}

void write_putaway_rule(const RecordSet& rules, Dict values, const WriteSuper& super) {
  if (const Value* company = values.find("company_id"))
    for (const RecordSet& rule : rules)
      if (!(Value(rule["company_id"]) == *company))
        throw user_error("The company of a putaway rule cannot be changed; archive it and make a new one.");
  super(rules, std::move(values));
}

}  // namespace

Behaviour stock_putaway_rule() {
  return {.model = "stock.putaway.rule",
          .computes = {{{"storage_category_id"}, compute_storage_category, {.since = Series::v18}}},
          .write = write_putaway_rule};
}

}  // namespace paridoo::addons::stock
