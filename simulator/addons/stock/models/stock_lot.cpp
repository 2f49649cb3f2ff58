// stock.lot: lots and serial numbers.
#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <utility>

#include "simulator/addons/base/sequence.h"
#include "simulator/addons/stock/lot.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/models/product_quantities.h"
#include "simulator/addons/stock/quant.h"

namespace paridoo::addons::stock {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// The number counted on, filled up with zeros to the length it had.
std::string counted(const std::string& number, std::int64_t by) {
  std::string next = std::to_string(std::stoll(number) + by);
  if (next.size() < number.size()) next.insert(0, number.size() - next.size(), '0');
  return next;
}

}  // namespace

std::vector<std::string> lot_names_from(std::string first, std::int64_t count) {
  if (std::none_of(first.begin(), first.end(), is_digit)) first += "0";
  const auto last_digit = std::find_if(first.rbegin(), first.rend(), is_digit).base();
  const auto number_begin = std::find_if_not(std::make_reverse_iterator(last_digit), first.rend(), is_digit).base();
  const std::string prefix(first.begin(), number_begin), number(number_begin, last_digit);
  const std::string suffix(last_digit, first.end());
  std::vector<std::string> names;
  for (std::int64_t at = 0; at < count; ++at) names.push_back(prefix + counted(number, at) + suffix);
  return names;
}

namespace {

// --- computed fields

void compute_company_id(const RecordSet& lots) {
  for (const RecordSet& lot : lots) lot.set("company_id", lot["product_id"]["company_id"]);
}

RecordSet positive_quants(const RecordSet& lots) {
  return lots["quant_ids"].filtered([](const RecordSet& quant) { return quant.number("quantity") > 0; });
}

void compute_location_id(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const RecordSet locations = positive_quants(lot)["location_id"];
    lot.set("location_id", locations.size() == 1 ? Value(locations) : Value(false));
  }
}

void inverse_location_id(const RecordSet& lots) {
  const RecordSet quants = positive_quants(lots), locations = quants["location_id"];
  if (locations.size() > 1) throw user_error("A lot that is in several places cannot be moved as a whole.");
  if (locations.empty()) return;
  relocate_quants(quants, {.location = lots["location_id"],
                           .reference = "Lot/Serial Number Relocated",
                           .unpack = quants["package_id"]["quant_ids"].size() > 1});
}

bool is_ours(const RecordSet& quant) {
  const RecordSet location = quant["location_id"];
  const std::string usage = location.text("usage");
  return usage == "internal" || (usage == "transit" && location["company_id"]);
}

void compute_product_qty(const RecordSet& lots) {
  for (const RecordSet& lot : lots) lot.set("product_qty", lot["quant_ids"].filtered(is_ours).sum("quantity"));
}

// Lots without stock count where 0 does.
Domain search_product_qty(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool zero_counts = holds(0, comparison, operand);
  const Domain ours = term("lot_id", "!=", false) &
                      (term("location_id.usage", "=", "internal") |
                       (term("location_id.usage", "=", "transit") & term("location_id.company_id", "!=", false)));
  std::map<Id, double> quantities;
  for (const RecordSet& quant : model.env()["stock.quant"].search(ours))
    quantities[quant["lot_id"].id()] += quant.number("quantity");
  Ids matching, in_stock;
  for (const auto& [id, quantity] : quantities) {
    if (quantity == 0) continue;
    in_stock.push_back(id);
    if (holds(quantity, comparison, operand)) matching.push_back(id);
  }
  const Domain found = term("id", "in", matching);
  return zero_counts ? found | term("id", "not in", in_stock) : found;
}

void compute_display_complete(const RecordSet& lots) { lots.set("display_complete", true); }

// --- deliveries

Value get_outgoing_domain(const RecordSet&, const Arguments&) {
  return orm::to_list(term("picking_code", "=", "outgoing") | term("produce_line_ids", "!=", false));
}

Domain outgoing(const Env& env) { return orm::parse_domain(env["stock.lot"].call("_get_outgoing_domain")); }

RecordSet deliveries_of(const RecordSet& lot) {
  const Domain done = term("lot_id", "=", lot) & term("state", "=", "done");
  return lot.env()["stock.move.line"].search(done & outgoing(lot.env()))["picking_id"];
}

void compute_delivery_ids(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const RecordSet deliveries = deliveries_of(lot);
    lot.set("delivery_ids", deliveries);
    lot.set("delivery_count", deliveries.size());
  }
}

RecordSet last_deliveries_first(const RecordSet& lot) {
  return deliveries_of(lot).sorted([](const RecordSet& picking) { return picking.text("date_done"); },
                                   /*descending=*/true);
}

void compute_last_delivery_partner_id(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    RecordSet partner = lots.env()["res.partner"];
    if (lot["product_id"].text("tracking") == "serial") partner = last_deliveries_first(lot).first()["partner_id"];
    lot.set("last_delivery_partner_id", partner);
  }
}

void compute_partner_ids(const RecordSet& lots) {
  for (const RecordSet& lot : lots) lot.set("partner_ids", last_deliveries_first(lot)["partner_id"]);
}

// Who has it, or (with False) what nobody has.
Domain search_partner_ids(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool nobody = !operand || operand == Value(List{false});
  const std::string compared(comparison);
  const Domain to_whom =
      nobody ? term("picking_partner_id", "!=", false)
             : term("picking_partner_id", compared, operand) | term("move_partner_id", compared, operand);
  const RecordSet lines = model.env()["stock.move.line"].search(
      term("lot_id", "!=", false) & term("state", "=", "done") & outgoing(model.env()) & to_whom);
  return term("id", nobody ? "not in" : "in", lines["lot_id"].ids());
}

// --- constraints

void check_unique(const RecordSet& lots) {
  for (const RecordSet& lot : lots.sudo()) {
    const RecordSet company = lot["company_id"];
    Domain same =
        term("product_id", "=", lot["product_id"]) & term("name", "=", lot.text("name")) & term("id", "!=", lot);
    // A lot without a company is one of every company.
    if (company) same = same & (term("company_id", "=", company) | term("company_id", "=", false));
    if (lot.none().search_count(same) > 0)
      throw validation_error("The product " + lot["product_id"].display_name() +
                             " already has a lot or serial number " + lot.text("name") + ".");
  }
}

// --- create, write, copy

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  if (const Value& id = model.env().context("active_picking_id"); id.is_integer() && id) {
    const RecordSet picking = model.env()["stock.picking"].browse(id.integer());
    if (!picking["picking_type_id"].flag("use_create_lots"))
      throw user_error("This operation type may not create lots or serial numbers.");
  }
  return super(std::move(values));
}

void write(const RecordSet& lots, Dict values, const WriteSuper& super) {
  if (const Value& company = values.get("company_id"))
    for (const RecordSet& lot : lots) {
      const RecordSet place = lot["location_id"]["company_id"];
      if (place && !(Value(place) == company))
        throw user_error("The lot lies in a location of another company; its company cannot be changed.");
    }
  if (const Value* product = values.find("product_id")) {
    const Domain moved = term("lot_id", "in", lots.ids()) & term("product_id", "!=", *product);
    if (lots.env()["stock.move.line"].search_count(moved) > 0)
      throw user_error("The lot has moved; it cannot become one of another product.");
  }
  super(lots, std::move(values));
}

std::vector<Dict> copy_data(const RecordSet& lots, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> values = super(lots, defaults);
  if (defaults.contains("name")) return values;
  for (std::size_t at = 0; at < values.size(); ++at) values[at].set("name", "(copy of) " + lots.at(at).text("name"));
  return values;
}

Value default_name(const RecordSet& model) { return base::next_by_code(model.env(), "stock.lot.serial"); }

// Since 19.0 products number their lots.
void compute_name(const RecordSet& self) {
  for (const RecordSet& lot : self) {
    if (!lot.text("name").empty()) continue;
    const RecordSet sequence = lot["product_id"]["lot_sequence_id"];
    lot.set("name", sequence ? Value(base::next_by_id(sequence)) : Value(false));
  }
}

Value default_company(const RecordSet& model) { return model.env().company(); }

Value generate_lot_names(const RecordSet&, const Arguments& arguments) {
  List names;
  for (std::string& name : lot_names_from(arguments["first_lot"].text(), arguments["count"].integer()))
    names.push_back(Dict{{"lot_name", std::move(name)}});
  return names;
}

}  // namespace

Behaviour stock_lot() {
  return {
      .model = "stock.lot",
      .defaults = {{"name", default_name, {.until = Series::v18}},
                   {"company_id", default_company, {.until = Series::v17}}},
      .computes = {{{"name"}, compute_name, {.since = Series::v19}},
                   {{"company_id"}, compute_company_id, {.since = Series::v18}},
                   {{"location_id"}, compute_location_id},
                   {{"product_qty"}, compute_product_qty},
                   {{"display_complete"}, compute_display_complete},
                   {{"delivery_ids", "delivery_count"}, compute_delivery_ids},
                   {{"last_delivery_partner_id"}, compute_last_delivery_partner_id, {.until = Series::v18}},
                   {{"partner_ids"}, compute_partner_ids, {.since = Series::v19}}},
      .inverses = {{"location_id", inverse_location_id}},
      .searches = {{"product_qty", search_product_qty}, {"partner_ids", search_partner_ids, {.since = Series::v19}}},
      .constraints = {{check_unique, {"name", "product_id", "company_id"}}},
      .methods = {orm::model_method("_get_outgoing_domain", "", get_outgoing_domain),
                  orm::model_method("generate_lot_names", "first_lot, count", generate_lot_names)},
      .create = create,
      .write = write,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::stock
