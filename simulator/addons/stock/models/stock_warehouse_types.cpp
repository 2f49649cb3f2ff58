// The operation types of a warehouse, and the sequences of their numbers.
#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "simulator/addons/stock/groups.h"
#include "simulator/addons/stock/models/stock_warehouse.h"

namespace paridoo::addons::stock {
namespace {

struct TypeOf {
  std::string_view field;
  std::string_view name;
  std::string_view code;
  std::string_view sequence_code;
  std::string_view sequence_name;
  std::string_view barcode;
  int place;  // after the types that there were
  int place_until_17;
  orm::In in = {};
};
// In the order in which they are made.
constexpr TypeOf types[] = {
    {"in_type_id", "Receipts", "incoming", "IN", "in", "IN", 1, 1},
    {"out_type_id", "Delivery Orders", "outgoing", "OUT", "out", "OUT", 7, 5},
    {"pick_type_id", "Pick", "internal", "PICK", "picking", "PICK", 5, 3},
    {"pack_type_id", "Pack", "internal", "PACK", "packing", "PACK", 6, 4},
    {"qc_type_id", "Quality Control", "internal", "QC", "quality control", "QC", 2, 0, {.since = Series::v18}},
    {"store_type_id", "Storage", "internal", "STOR", "storage", "STOR", 3, 0, {.since = Series::v18}},
    {"int_type_id", "Internal Transfers", "internal", "INT", "internal", "INT", 4, 2},
    {"xdock_type_id", "Cross Dock", "internal", "XD", "cross dock", "XD", 8, 0, {.since = Series::v18}},
};

struct Steps {
  std::string reception, delivery;
  RecordSet input, output;
  bool is_active;
};

Steps steps_of(const RecordSet& warehouse) {
  const std::string reception = warehouse.text("reception_steps"), delivery = warehouse.text("delivery_steps");
  return {reception, delivery, input_location(warehouse, reception), output_location(warehouse, delivery),
          warehouse.flag("active")};
}

std::string barcode_of(const RecordSet& warehouse, const TypeOf& type) {
  std::string code = warehouse.text("code");
  std::erase(code, ' ');
  for (char& c : code) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (warehouse.env().since(Series::v18)) return code + std::string(type.barcode);
  const std::string name = type.code == "incoming"   ? "RECEIPTS"
                           : type.code == "outgoing" ? "DELIVERY"
                           : type.barcode == "INT"   ? "INTERNAL"
                                                     : std::string(type.barcode);
  return code + "-" + name;
}

// What follows from the steps of the warehouse, also when they change.
Dict update_values(const RecordSet& warehouse, const TypeOf& type, const Steps& steps) {
  Dict values{{"barcode", barcode_of(warehouse, type)}};
  const auto activate = [&](bool used) { values.set("active", used && steps.is_active); };
  const bool stores = steps.reception != "one_step", picks = steps.delivery != "ship_only";
  if (type.field == "in_type_id") values.set("default_location_dest_id", steps.input);
  if (type.field == "out_type_id") values.set("default_location_src_id", steps.output);
  if (type.field == "pick_type_id") {
    activate(picks);
    values.set("default_location_dest_id",
               steps.delivery == "pick_ship" ? steps.output : warehouse["wh_pack_stock_loc_id"]);
  }
  if (type.field == "pack_type_id") {
    activate(steps.delivery == "pick_pack_ship");
    // 17.0 names the place itself unless goods are picked and shipped without packing.
    const bool in_place = !warehouse.env().since(Series::v18) && steps.delivery != "pick_ship";
    values.set("default_location_dest_id", in_place ? warehouse["wh_pack_stock_loc_id"] : steps.output);
  }
  if (type.field == "qc_type_id") activate(steps.reception == "three_steps");
  if (type.field == "store_type_id") {
    activate(stores);
    values.set("default_location_src_id",
               steps.reception == "two_steps" ? steps.input : warehouse["wh_qc_stock_loc_id"]);
  }
  if (type.field == "xdock_type_id") activate(stores && picks);
  return values;
}

void set_places(const RecordSet& warehouse, const TypeOf& type, const Steps& steps, Dict& values) {
  const RecordSet stock = warehouse["lot_stock_id"];
  const auto from_to = [&](std::optional<RecordSet> from, std::optional<RecordSet> to) {
    if (from) values.set("default_location_src_id", *from);
    if (to) values.set("default_location_dest_id", *to);
  };
  if (type.field == "pack_type_id") from_to(warehouse["wh_pack_stock_loc_id"], steps.output);
  if (type.field == "pick_type_id") from_to(stock, {});
  if (type.field == "qc_type_id") from_to(warehouse["wh_input_stock_loc_id"], warehouse["wh_qc_stock_loc_id"]);
  if (type.field == "store_type_id") from_to({}, stock);
  if (type.field == "int_type_id") from_to(stock, stock);
  if (type.field == "xdock_type_id") from_to(warehouse["wh_input_stock_loc_id"], warehouse["wh_output_stock_loc_id"]);
}

Dict create_values(const RecordSet& warehouse, const TypeOf& type, const Steps& steps, std::int64_t last_sequence) {
  const bool since_18 = warehouse.env().since(Series::v18);
  Dict values = update_values(warehouse, type, steps);
  values.update({{"name", type.name},
                 {"code", type.code},
                 {"sequence", last_sequence + (since_18 ? type.place : type.place_until_17)},
                 {"sequence_code", type.sequence_code},
                 {"company_id", warehouse["company_id"]},
                 {"warehouse_id", warehouse}});
  if (type.code == "incoming") values.set("use_existing_lots", false);
  if (type.code != "incoming") values.set("use_create_lots", false);
  if (type.code == "internal") values.set("use_existing_lots", true);
  if (type.code == "outgoing") values.set("print_label", true);
  if (type.field == "int_type_id")
    values.set("active", user_is_in(warehouse.env(), "stock.group_stock_multi_locations"));
  // 17.0 leaves open from whom goods come and to whom they go.
  if (!since_18 && type.code == "incoming") values.set("default_location_src_id", false);
  if (!since_18 && type.code == "outgoing") values.set("default_location_dest_id", false);
  set_places(warehouse, type, steps, values);
  return values;
}

Dict sequence_values(const RecordSet& warehouse, const TypeOf& type, const Value& name, const Value& code) {
  const auto text = [&](const Value& given, std::string_view field) {
    return given ? given.text() : warehouse.text(field);
  };
  const std::string own = warehouse[type.field].text("sequence_code");
  return {{"name", text(name, "name") + " Sequence " + std::string(type.sequence_name)},
          {"prefix", text(code, "code") + "/" + (own.empty() ? std::string(type.sequence_code) : own) + "/"},
          {"padding", 5},
          {"company_id", warehouse["company_id"]}};
}

// The first colour that no warehouse's operations have. Since 18.0 the colour 0 is none.
std::int64_t free_colour(const RecordSet& picking_types) {
  constexpr std::int64_t colours = 12;
  const Domain of_warehouses = term("warehouse_id", "!=", false);
  const bool zero_is_none = picking_types.env().since(Series::v18);
  const RecordSet coloured =
      picking_types.search(zero_is_none ? of_warehouses & term("color", "!=", false) : of_warehouses);
  for (std::int64_t colour = 0; colour < colours; ++colour)
    if (coloured.where("color", "=", colour).empty()) return colour;
  return 0;
}

RecordSet new_sequence(const RecordSet& warehouse, const TypeOf& type) {
  const RecordSet sequences = warehouse.env().sudo()["ir.sequence"];
  const Dict values = sequence_values(warehouse, type, {}, {});
  const bool is_taken = sequences.search_count(term("company_id", "=", values.get("company_id")) &
                                               term("name", "=", values.get("name"))) > 0;
  const RecordSet sequence = sequences.create(values);
  if (is_taken) sequence.write({{"name", sequence.text("name") + " (copy)(" + std::to_string(sequence.id()) + ")"}});
  return sequence;
}

}  // namespace

Dict create_or_update_types(const RecordSet& warehouse) {
  const RecordSet picking_types = warehouse.env()["stock.picking.type"];
  const Steps steps = steps_of(warehouse);
  const std::int64_t colour = free_colour(picking_types);
  const RecordSet last = picking_types.search(term("sequence", "!=", false), {.limit = 1, .order = "sequence desc"});
  const std::int64_t last_sequence = last.integer("sequence");
  Dict made;
  for (const TypeOf& type : types) {
    if (!type.in.covers(warehouse.env().series())) continue;
    if (const RecordSet known = warehouse[type.field]) {
      known.sudo()["sequence_id"].write({{"company_id", warehouse["company_id"]}});
      known.write(update_values(warehouse, type, steps));
      continue;
    }
    Dict values = create_values(warehouse, type, steps, last_sequence);
    values.set("color", colour);
    values.set("sequence_id", new_sequence(warehouse, type));
    made.set(type.field, picking_types.create(std::move(values)));
  }
  const auto by_id = [&](std::string_view field) { return picking_types.browse(made.get(field).integer()); };
  if (made.contains("out_type_id")) by_id("out_type_id").write({{"return_picking_type_id", made.get("in_type_id")}});
  if (made.contains("in_type_id")) by_id("in_type_id").write({{"return_picking_type_id", made.get("out_type_id")}});
  return made;
}

void rename_sequences(const RecordSet& warehouse, const Value& name, const Value& code) {
  for (const TypeOf& type : types)
    if (type.in.covers(warehouse.env().series()))
      warehouse.sudo()[type.field]["sequence_id"].write(sequence_values(warehouse, type, name, code));
}

}  // namespace paridoo::addons::stock
