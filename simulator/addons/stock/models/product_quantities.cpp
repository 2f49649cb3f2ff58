#include "simulator/addons/stock/models/product_quantities.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
namespace {

// --- which locations the context means

// Records by their ids and by parts of their names, as search views put them into the context.
RecordSet named_in_context(const RecordSet& model, const Value& given) {
  const List items = given.is_list() ? given.list() : List{given};
  RecordSet found = model;
  Domain names = Domain::nothing();
  for (const Value& item : items) {
    if (item.is_integer()) found |= model.browse(item.integer());
    if (item.is_text()) names = names | term(model.model().rec_name->name(), "ilike", item);
  }
  return names.kind == Domain::Kind::none ? found : found | model.search(names);
}

RecordSet below_any(const RecordSet& locations, const RecordSet& parents) {
  const Domain inside = term("id", "in", locations.ids()) & term("id", "child_of", parents.ids());
  return locations.with_context({{"active_test", false}}).none().search(inside);
}

RecordSet locations_of_context(const Env& env) {
  const Value &location = env.context("location"), &warehouse = env.context("warehouse_id");
  const RecordSet warehouses = env["stock.warehouse"], locations = env["stock.location"];
  if (warehouse) {
    const RecordSet views = named_in_context(warehouses, warehouse)["view_location_id"];
    return location ? below_any(named_in_context(locations, location), views) : views;
  }
  if (location) return named_in_context(locations, location);
  return warehouses.search(term("company_id", "in", env.companies().ids()))["view_location_id"];
}

}  // namespace

LocationDomains location_domains(const RecordSet& products) {
  return location_domains_of(locations_of_context(products.env()));
}

LocationDomains location_domains_of(const RecordSet& locations) {
  if (!locations) return {Domain::nothing(), Domain::nothing(), Domain::nothing()};
  const Ids ids = locations.ids();
  const bool strict = static_cast<bool>(locations.env().context("strict"));
  const Domain here = term("location_id", strict ? "in" : "child_of", ids);
  if (!locations.env().since(Series::v18)) {
    const Domain into = term("location_dest_id", strict ? "in" : "child_of", ids);
    return {here, into & !here, here & !into};
  }
  const Domain to_here = strict
                             ? term("location_dest_id", "in", ids)
                             : (term("location_final_id", "!=", false) & term("location_final_id", "child_of", ids)) |
                                   (term("location_final_id", "=", false) & term("location_dest_id", "child_of", ids));
  return {here, to_here & !here, here & !to_here};
}

namespace {

// --- sums by product

using Sums = std::map<Id, double>;

Sums summed(const RecordSet& records, std::string_view field, const Domain& domain) {
  const std::array<std::string_view, 1> fields{field};
  Sums sums;
  for (const RecordSet::Group& group : records.sums_by("product_id", fields, domain))
    if (group.key.is_integer()) sums[group.key.integer()] = group.sums.front();
  return sums;
}

// Done moves are told in their own units.
Sums summed_done(const RecordSet& moves, const Domain& domain) {
  Sums sums;
  for (const RecordSet& move : moves.search(domain)) {
    const RecordSet product = move["product_id"];
    sums[product.id()] += uom::compute_quantity(move["product_uom"], move.number("quantity"), product["uom_id"]);
  }
  return sums;
}

// What the context asks for.
struct Question {
  LocationDomains at;
  Domain of_products;
  Domain of_quants = Domain::everything();
  Domain of_moves = Domain::everything();
  Domain in_period = Domain::everything();
  std::optional<std::string> past = {};  // the state at this moment, which is over
};

std::string moment_text(const Value& value) {
  const std::optional<Moment> moment = value.is_text() ? orm::parse_moment(value.text()) : std::nullopt;
  if (!moment) throw orm::value_error("not a date: " + orm::repr(value));
  return orm::format_moment(*moment);
}

Question question_of(const RecordSet& products) {
  const Env& env = products.env();
  Question question{location_domains(products), term("product_id", "in", products.ids())};
  if (const Value& lot = env.context("lot_id"); !lot.is_none())
    question.of_quants = question.of_quants & term("lot_id", "=", lot);
  if (const Value& owner = env.context("owner_id"); !owner.is_none()) {
    question.of_quants = question.of_quants & term("owner_id", "=", owner);
    question.of_moves = term("restrict_partner_id", "=", owner);
  }
  if (const Value& owners = env.context("owners"); owners.is_list() && env.since(Series::v19)) {
    Domain of_owners = Domain::nothing();
    for (const Value& owner : owners.list()) of_owners = of_owners | term("owner_id", "=", owner);
    question.of_quants = question.of_quants & of_owners;
  }
  if (const Value& package = env.context("package_id"); !package.is_none())
    question.of_quants = question.of_quants & term("package_id", "=", package);
  if (const Value& from = env.context("from_date")) question.in_period = term("date", ">=", from);
  if (const Value& to = env.context("to_date")) {
    question.in_period = question.in_period & term("date", "<=", to);
    if (moment_text(to) < env.now_text()) question.past = moment_text(to);
  }
  return question;
}

struct Found {
  Sums on_hand, reserved, incoming, outgoing;
  Sums past_removal = {};  // not reserved, and to be removed by now
};

// Since 19.0 the addon product_expiry counts what is to be removed as neither free nor to come.
Sums past_removal(const RecordSet& quants, const Domain& of_quants) {
  const Env& env = quants.env();
  if (!env.since(Series::v19) || !quants.model().find("removal_date")) return {};
  const Value& to = env.context("to_date");
  const Domain past = of_quants & term("removal_date", "<=", to ? to : Value(env.today_text()));
  Sums sums = summed(quants, "quantity", past);
  for (const auto& [id, reserved] : summed(quants, "reserved_quantity", past)) sums[id] -= reserved;
  return sums;
}

Found find(const RecordSet& products, const Question& question) {
  const Env env = products.env().with_context({{"active_test", false}});
  const RecordSet quants = env["stock.quant"], moves = env["stock.move"];
  const Domain of_quants = question.of_products & question.at.quants & question.of_quants;
  const Domain open = term("state", "in", List{"waiting", "confirmed", "assigned", "partially_available"});
  const Domain of_moves = question.of_products & question.of_moves;
  Found found{summed(quants, "quantity", of_quants), summed(quants, "reserved_quantity", of_quants),
              summed(moves, "product_qty", open & of_moves & question.at.moves_in & question.in_period),
              summed(moves, "product_qty", open & of_moves & question.at.moves_out & question.in_period)};
  found.past_removal = past_removal(quants, of_quants);
  if (!question.past) return found;
  const Domain since = term("state", "=", "done") & term("date", ">", *question.past) & of_moves;
  for (const auto& [id, quantity] : summed_done(moves, since & question.at.moves_in)) found.on_hand[id] -= quantity;
  for (const auto& [id, quantity] : summed_done(moves, since & question.at.moves_out)) found.on_hand[id] += quantity;
  return found;
}

}  // namespace

std::vector<Quantities> quantities_of(const RecordSet& products) {
  if (!products) return {};
  Found found = find(products, question_of(products));
  std::vector<Quantities> all;
  for (const RecordSet& product : products) {
    const Rounding rounding = uom::rounding_of(product["uom_id"]);
    const Id id = product.id();
    Quantities quantities{
        .on_hand = orm::float_round(found.on_hand[id], rounding),
        .free = orm::float_round(found.on_hand[id] - found.reserved[id] - found.past_removal[id], rounding),
        .incoming = orm::float_round(found.incoming[id], rounding),
        .outgoing = orm::float_round(found.outgoing[id], rounding)};
    quantities.forecast = orm::float_round(
        found.on_hand[id] + quantities.incoming - quantities.outgoing - found.past_removal[id], rounding);
    all.push_back(quantities);
  }
  return all;
}

namespace {

void assign(const RecordSet& product, const Quantities& quantities) {
  product.set("qty_available", quantities.on_hand);
  product.set("free_qty", quantities.free);
  product.set("incoming_qty", quantities.incoming);
  product.set("outgoing_qty", quantities.outgoing);
  product.set("virtual_available", quantities.forecast);
}

void compute_quantities(const RecordSet& all) {
  const RecordSet products = all.filtered([](const RecordSet& product) { return product.text("type") != "service"; });
  const std::vector<Quantities> quantities = quantities_of(products);
  for (std::size_t at = 0; at < products.size(); ++at) assign(products.at(at), quantities[at]);
  for (const RecordSet& service : all - products) assign(service, {});
}

// --- search

template <auto Part>
Domain search_quantity(const RecordSet& model, std::string_view comparison, const Value& operand) {
  holds(0, comparison, operand);
  const RecordSet products = model.search(Domain::everything(), {.order = "id"});
  const std::vector<Quantities> quantities = quantities_of(products);
  Ids found;
  for (std::size_t at = 0; at < products.size(); ++at) {
    const bool is_service = products.at(at).text("type") == "service";
    if (holds(is_service ? 0 : quantities[at].*Part, comparison, operand)) found.push_back(products.at(at).id());
  }
  return term("id", "in", found);
}

// What quants say is enough where no date is asked for. What has no quant counts where 0 does, if it is storable.
Domain search_qty_available(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const Env& env = model.env();
  if (!env.context("from_date").is_none() || !env.context("to_date").is_none())
    return search_quantity<&Quantities::on_hand>(model, comparison, operand);
  Domain domain = location_domains(model).quants;
  for (const auto& [key, field] :
       {std::pair("lot_id", "lot_id"), {"owner_id", "owner_id"}, {"package_id", "package_id"}})
    if (const Value& value = env.context(key)) domain = domain & term(field, "=", value);
  const bool zero_counts = holds(0, comparison, operand);
  Ids found, seen;
  for (const auto& [id, quantity] : summed(env["stock.quant"], "quantity", domain)) {
    seen.push_back(id);
    if (holds(quantity, comparison, operand)) found.push_back(id);
  }
  if (!zero_counts) return term("id", "in", found);
  const RecordSet rest = model.search(storable(env) & term("id", "not in", seen), {.order = "id"});
  found.insert(found.end(), rest.ids().begin(), rest.ids().end());
  return term("id", "in", found);
}

}  // namespace

bool holds(double a, std::string_view comparison, const Value& b) {
  if (!b.is_number() && !b.is_boolean())
    throw user_error("A quantity can only be compared with a number, not with " + orm::repr(b) + ".");
  if (comparison == "=") return a == b.number();
  if (comparison == "!=") return a != b.number();
  if (comparison == "<") return a < b.number();
  if (comparison == ">") return a > b.number();
  if (comparison == "<=") return a <= b.number();
  if (comparison == ">=") return a >= b.number();
  throw user_error("A quantity cannot be searched for with the operator " + std::string(comparison) + ".");
}

std::int64_t moves_of_last_year(const RecordSet& products, std::string_view code) {
  const Day year_ago = orm::add_months(products.env().today(), -12);
  return products.env()["stock.move.line"].search_count(term("product_id", "in", products.ids()) &
                                                        term("state", "=", "done") & term("picking_code", "=", code) &
                                                        term("date", ">=", orm::format_moment(Moment(year_ago))));
}

std::vector<orm::Compute> quantity_computes() {
  return {{{"qty_available", "free_qty", "incoming_qty", "outgoing_qty", "virtual_available"}, compute_quantities}};
}

std::vector<orm::Search> quantity_searches() {
  return {{"qty_available", search_qty_available},
          {"virtual_available", search_quantity<&Quantities::forecast>},
          {"free_qty", search_quantity<&Quantities::free>},
          {"incoming_qty", search_quantity<&Quantities::incoming>},
          {"outgoing_qty", search_quantity<&Quantities::outgoing>}};
}

}  // namespace paridoo::addons::stock
