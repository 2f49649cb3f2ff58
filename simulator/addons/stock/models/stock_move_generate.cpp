// Lots and serial numbers made in ranges, or pasted as a text, for the lines of a move.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/lot.h"
#include "simulator/addons/stock/models/stock_move.h"

namespace paridoo::addons::stock {
namespace {

using orm::Fault;
using orm::FaultKind;

// --- a pasted text: a line for each lot, its quantity behind a tab or a semicolon

std::vector<std::string> parts_of(const std::string& text, std::string_view separators) {
  std::vector<std::string> parts(1);
  for (const char c : text)
    if (separators.find(c) != std::string_view::npos)
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

// "4,5" or "4.5", no sign and no exponent.
std::optional<double> quantity_told(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  if (text.empty() || text.find_first_not_of("0123456789.") != std::string::npos) return std::nullopt;
  double quantity = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, quantity);
  return error == std::errc() && (rest == end || *rest == '.') && std::count(text.begin(), text.end(), '.') <= 1
             ? std::optional(quantity)
             : std::nullopt;
}

// What a part of a line tells, as values of the move line: "_convert_string_into_field_data" of other modules knows
// more than quantities. A part that nobody understands makes the whole line the name of the lot.
Dict pasted_lot(const RecordSet& moves, const std::string& line, Value& options) {
  Dict lot{{"lot_name", line}, {"quantity", 1}};
  const std::vector<std::string> parts = parts_of(line, "\t;");
  List strings;
  for (std::size_t at = 1; at < parts.size(); ++at) strings.emplace_back(parts[at]);
  if (!options) options = moves.call("_get_formating_options", {strings});
  for (const Value& string : strings) {
    const Value told = moves.call("_convert_string_into_field_data", {string, options});
    lot.set("lot_name", told ? parts.front() : line);
    if (!told) break;
    if (told.is_dict()) lot.update(told.dict());
  }
  return lot;
}

std::vector<Dict> pasted_lots(const RecordSet& moves, const Value& text) {
  std::vector<Dict> lots;
  Value options;
  if (!text) return lots;
  for (const std::string& line : parts_of(text.text(), "\n"))
    if (!line.empty()) lots.push_back(pasted_lot(moves, line, options));
  return lots;
}

// --- lots by number

// 17.0 makes single ones only: `count` is how many. Since 18.0 it is how much goes into one lot.
std::vector<Value> quantities_of_lots(const Env& env, const Dict& defaults, const Value& count) {
  if (!env.since(Series::v18)) return std::vector<Value>(static_cast<std::size_t>(count.integer()), Value(1));
  const Value* tracking = defaults.find("tracking");
  if (!tracking) throw Fault(FaultKind::key_error, "tracking");
  if (!(*tracking == Value("lot")))
    return std::vector<Value>(static_cast<std::size_t>(std::max<std::int64_t>(0, count.integer())), Value(1));
  if (count.number() <= 0) throw user_error("What goes into one lot has to be more than nothing.");
  const Value& quantity = defaults.get("quantity");
  std::vector<Value> quantities(static_cast<std::size_t>(std::floor(quantity.number() / count.number())), count);
  if (const double rest = std::fmod(quantity.number(), count.number()); rest != 0)
    quantities.push_back(quantity.is_integer() ? Value(static_cast<std::int64_t>(rest)) : Value(rest));
  return quantities;
}

std::vector<Dict> numbered_lots(const Env& env, const Dict& defaults, const Arguments& arguments) {
  const std::vector<Value> quantities = quantities_of_lots(env, defaults, arguments["count"]);
  const Value& first = arguments["first_lot"];
  std::vector<std::string> names =
      lot_names_from(first ? first.text() : "", static_cast<std::int64_t>(quantities.size()));
  std::vector<Dict> lots;
  for (std::size_t at = 0; at < names.size(); ++at)
    lots.push_back({{"lot_name", std::move(names[at])}, {"quantity", quantities[at]}});
  return lots;
}

// --- lots that the lines are to name as records

RecordSet existing_lots(const Env& env, const std::vector<Dict>& lines, const Value& product, const Value& company) {
  List names;
  for (const Dict& line : lines) names.push_back(line.get("lot_name"));
  Domain of_company = term("company_id", "=", company);
  if (env.since(Series::v18)) of_company = of_company | term("company_id", "=", false);
  return env["stock.lot"].search(term("product_id", "=", product) & of_company & term("name", "in", names));
}

void name_records(const Env& env, std::vector<Dict>& lines, const Value& product, const Value& company) {
  RecordSet lots = existing_lots(env, lines, product, company);
  for (Dict& line : lines) {
    const std::string name = line.get("lot_name").text();
    const auto named = [&](const RecordSet& lot) { return lot.text("name") == name; };
    RecordSet lot = lots.filtered(named).first();
    if (!lot) lot = env["stock.lot"].create({{"product_id", product}, {"name", name}, {"company_id", company}});
    lots |= lot;
    line.update({{"lot_id", lot.id()}, {"lot_name", false}});
  }
}

// --- what the web client asks for

Dict defaults_in(const Dict& context) {
  constexpr std::string_view prefix = "default_";
  Dict defaults;
  for (const auto& [key, value] : context)
    if (std::string_view(key).starts_with(prefix)) defaults.set(key.substr(prefix.size()), value);
  return defaults;
}

std::vector<Dict> lots_asked_for(const RecordSet& moves, const Dict& defaults, const Arguments& arguments) {
  const Env& env = moves.env();
  const std::string mode = arguments["mode"].text();
  if (mode == "import") return pasted_lots(moves, arguments["lot_text"]);
  if (mode != (env.since(Series::v18) ? "generate" : "serial")) throw Fault(FaultKind::assertion_error, "");
  return numbered_lots(env, defaults, arguments);
}

Dict line_for(const Env& env, const Dict& defaults, const Dict& lot) {
  const Value* place = defaults.find("location_dest_id");
  if (!place) throw Fault(FaultKind::key_error, "location_dest_id");
  const RecordSet product = env["product.product"].browse(defaults.get("product_id").integer());
  const RecordSet location = env["stock.location"].browse(place->integer());
  Dict line = defaults;
  line.update(lot);
  line.set("location_dest_id", putaway_location(location, product, {.quantity = lot.get("quantity").number()}).id());
  line.set("product_uom_id", product["uom_id"].id());
  return line;
}

// Records as a form shows them: their id and name.
void show_names(const RecordSet& lines, Dict& line) {
  for (const auto& [name, value] : Dict(line)) {
    const orm::Field* field = lines.model().find(name);
    if (!field || !field->is_relational()) continue;
    const RecordSet record = lines.env()[field->facts->relation].browse(value.is_integer() ? value.integer() : 0);
    line.set(name, Dict{{"id", value}, {"display_name", record ? Value(record.display_name()) : Value(false)}});
  }
}

void make_lots_of_type(const Env& env, const Dict& context, const Dict& defaults, std::vector<Dict>& lines) {
  const Value& type = defaults.get("picking_type_id");
  if (!type) return;
  const bool forced = env.since(Series::v19) && context.get("force_lot_m2o");
  if (forced || env["stock.picking.type"].browse(type.integer()).flag("use_existing_lots"))
    name_records(env, lines, defaults.get("product_id"), defaults.get("company_id"));
}

Value generate_lines(const RecordSet& moves, const Dict& context, const Arguments& arguments) {
  const Env& env = moves.env();
  if (!context.get("default_product_id")) throw user_error("There is no product to make lots or serial numbers of.");
  const Dict defaults = defaults_in(context);
  std::vector<Dict> lines;
  for (const Dict& lot : lots_asked_for(moves, defaults, arguments)) lines.push_back(line_for(env, defaults, lot));
  make_lots_of_type(env, context, defaults, lines);
  List shown;
  for (Dict& line : lines) {
    show_names(env["stock.move.line"], line);
    shown.push_back(std::move(line));
  }
  return shown;
}

}  // namespace

Value generate_lot_line_vals(const RecordSet& moves, const Arguments& arguments) {
  return generate_lines(moves, arguments[moves.env().since(Series::v19) ? "context_data" : "context"].dict(),
                        arguments);
}

// The quantity alone; nothing for what is none.
Value convert_string_into_field_data(const RecordSet&, const Arguments& arguments) {
  const std::optional<double> quantity = quantity_told(arguments["string"].text());
  return quantity ? Dict{{"quantity", *quantity}} : Dict{};
}

Value get_formating_options(const RecordSet&, const Arguments&) { return Dict{}; }

Value split_lots(const RecordSet& moves, const Arguments& arguments) {
  List lots;
  for (Dict& lot : pasted_lots(moves, arguments["lots"])) lots.push_back(std::move(lot));
  return lots;
}

namespace {

// Lines that name no lot yet are used first.
List commands_for(const RecordSet& move, const std::vector<Dict>& lots) {
  RecordSet free = move["move_line_ids"].filtered(
      [](const RecordSet& line) { return !line["lot_id"] && line.text("lot_name").empty(); });
  List commands;
  for (const Dict& lot : lots) {
    if (free) {
      commands.push_back(command::update(free.first().id(), lot));
      free -= free.first();
      continue;
    }
    Dict line{{"picking_id", move["picking_id"]},
              {"location_id", move["location_id"]},
              {"location_dest_id", putaway_location(move["location_dest_id"], move["product_id"], {.quantity = 1})},
              {"product_id", move["product_id"]},
              {"product_uom_id", move["product_id"]["uom_id"]}};
    line.update(lot);
    commands.push_back(command::create(std::move(line)));
  }
  return commands;
}

}  // namespace

Value generate_serial_numbers(const RecordSet& move, const Arguments& arguments) {
  move.ensure_one();
  const Value& count = arguments["next_serial_count"];
  std::vector<Dict> lots;
  for (std::string& name :
       lot_names_from(arguments["next_serial"].text(), count ? count.integer() : move.integer("next_serial_count")))
    lots.push_back({{"lot_name", std::move(name)}, {"quantity", 1}});
  if (move["picking_type_id"].flag("use_existing_lots"))
    name_records(move.env(), lots, move["product_id"], move["company_id"]);
  move.write({{"move_line_ids", commands_for(move, lots)}});
  return true;
}

}  // namespace paridoo::addons::stock
