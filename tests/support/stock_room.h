// A warehouse of one series, and short ways of moving goods in it.
#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "tests/support/test_simulator.h"

namespace paridoo::support {

class StockRoom {
 public:
  explicit StockRoom(orm::Series series) : odoo_({.series = series}), series_(series) {}
  // With an addon that not every database has.
  StockRoom(orm::Series series, std::string_view addon)
      : odoo_({.series = series}, extended(series, addon).world()), series_(series) {}

  orm::Dict ask(std::string_view model, std::string_view method, orm::List args, orm::Dict kwargs = {}) {
    return odoo_.execute_kw(model, method, std::move(args), std::move(kwargs));
  }
  // An answer that is a fault gives None: last_error() tells its name.
  orm::Value call(std::string_view model, std::string_view method, orm::List args, orm::Dict kwargs = {}) {
    const orm::Dict answer = ask(model, method, std::move(args), std::move(kwargs));
    last_error_ = error_name(answer);
    if (const orm::Value& error = answer.get("error"); error.is_dict())
      last_message_ = error.dict().get("data").dict().get("message").text();
    return result_of(answer);
  }
  const std::string& last_error() const { return last_error_; }
  const std::string& last_message() const { return last_message_; }

  orm::Value create(std::string_view model, orm::Dict values) { return call(model, "create", {std::move(values)}); }
  void write(std::string_view model, const orm::Value& id, orm::Dict values) {
    call(model, "write", {orm::List{id}, std::move(values)});
  }
  orm::Value act(std::string_view model, const orm::Value& id, std::string_view method, orm::Dict kwargs = {}) {
    return call(model, method, {orm::List{id}}, std::move(kwargs));
  }
  orm::Value read(std::string_view model, const orm::Value& id, std::string_view field, orm::Dict kwargs = {}) {
    const orm::Value rows = call(model, "read", {orm::List{id}, orm::List{field}}, std::move(kwargs));
    return rows.is_list() && !rows.list().empty() ? rows.list().front().dict().get(field) : orm::Value();
  }
  orm::List rows(std::string_view model, orm::List domain, orm::List fields, std::string_view order = "id") {
    const orm::Value found =
        call(model, "search_read", {std::move(domain), std::move(fields)}, orm::Dict{{"order", order}});
    return found.is_list() ? found.list() : orm::List{};
  }
  // The record of an external id "module.name".
  orm::Value ref(std::string_view xmlid) {
    const std::size_t dot = xmlid.find('.');
    const orm::List found = rows(
        "ir.model.data",
        {orm::List{"module", "=", xmlid.substr(0, dot)}, orm::List{"name", "=", xmlid.substr(dot + 1)}}, {"res_id"});
    return found.empty() ? orm::Value(false) : found.front().dict().get("res_id");
  }

  orm::Value product(const orm::Dict& more = {}) {
    orm::Dict values{{"name", "Bolt"}};
    if (series_ == orm::Series::v17)
      values.set("type", "product");
    else
      values.update({{"type", "consu"}, {"is_storable", true}});
    values.update(more);
    return create("product.product", std::move(values));
  }
  orm::Value stock() { return ref("stock.stock_location_stock"); }
  orm::Value customers() { return ref("stock.stock_location_customers"); }
  orm::Value vendors() { return ref("stock.stock_location_suppliers"); }

  // Counts and applies what lies in `location` (WH/Stock).
  void count(const orm::Value& product, double quantity, const orm::Dict& more = {}) {
    orm::Dict values{{"product_id", product}, {"inventory_quantity", quantity}};
    if (!more.contains("location_id")) values.set("location_id", stock());
    values.update(more);
    const orm::Value quant =
        call("stock.quant", "create", {std::move(values)}, orm::Dict{{"context", orm::Dict{{"inventory_mode", true}}}});
    act("stock.quant", quant, "action_apply_inventory");
  }

  // A confirmed transfer of one move, "in", "out" or "internal".
  orm::Value transfer(std::string_view kind, const orm::Value& product, double quantity, const orm::Dict& more = {}) {
    const orm::Value from = kind == "in" ? vendors() : stock(), to = kind == "out" ? customers() : stock();
    orm::Dict move{
        {"product_id", product}, {"product_uom_qty", quantity}, {"location_id", from}, {"location_dest_id", to}};
    if (series_ != orm::Series::v19) move.set("name", "move");
    move.update(more);
    const orm::Value picking =
        create("stock.picking", {{"picking_type_id", ref("stock.picking_type_" + std::string(kind))},
                                 {"location_id", move.get("location_id")},
                                 {"location_dest_id", move.get("location_dest_id")},
                                 {series_ == orm::Series::v17 ? "move_ids_without_package" : "move_ids",
                                  orm::List{orm::List{0, 0, std::move(move)}}}});
    act("stock.picking", picking, "action_confirm");
    return picking;
  }
  // Moves the whole of it; what is moved without being there leaves less than nothing.
  orm::Value moved(std::string_view kind, const orm::Value& product, double quantity, orm::Dict more = {}) {
    const orm::Value picking = transfer(kind, product, quantity, std::move(more));
    for (const orm::Value& move : moves_of(picking))
      write("stock.move", move, {{"quantity", quantity}, {"picked", true}});
    act("stock.picking", picking, "button_validate");
    return picking;
  }
  orm::List moves_of(const orm::Value& picking) {
    orm::List ids;
    for (const orm::Value& row : rows("stock.move", {orm::List{"picking_id", "=", picking}}, {"id"}))
      ids.push_back(row.dict().get("id"));
    return ids;
  }

  // "WH/Stock 5 (2)": where the product lies inside, how much, and how much of it is reserved, in the order of ids.
  std::string quants(const orm::Value& product) {
    std::string text;
    for (const orm::Value& row : rows("stock.quant",
                                      {orm::List{"product_id", "=", product},
                                       orm::List{"location_id.usage", "in", orm::List{"internal", "transit"}}},
                                      {"location_id", "lot_id", "quantity", "reserved_quantity"})) {
      const orm::Dict& quant = row.dict();
      const orm::Value& lot = quant.get("lot_id");
      text += fmt::format("{}{}{} {} ({})", text.empty() ? "" : ", ", name_of(quant.get("location_id")),
                          lot.is_list() ? " " + name_of(lot) : "", quant.get("quantity").number(),
                          quant.get("reserved_quantity").number());
    }
    return text;
  }
  // The lines of a transfer, "2 of LOT" each.
  std::string lines(const orm::Value& picking) {
    std::string text;
    for (const orm::Value& row :
         rows("stock.move.line", {orm::List{"picking_id", "=", picking}}, {"quantity", "lot_id", "lot_name"})) {
      const orm::Value& lot = row.dict().get("lot_id");
      text += fmt::format("{}{}{}", text.empty() ? "" : ", ", row.dict().get("quantity").number(),
                          lot.is_list() ? " of " + name_of(lot) : "");
    }
    return text;
  }

 private:
  static const service::ExtendedWorld& extended(orm::Series series, std::string_view addon) {
    static std::map<std::pair<orm::Series, std::string_view>, service::ExtendedWorld> made;
    const auto [place, is_new] = made.try_emplace({series, addon});
    if (is_new) place->second = service::extend_world(series, {.addons = {addon}});
    return place->second;
  }
  static std::string name_of(const orm::Value& reference) { return reference.list().back().text(); }

  TestSimulator odoo_;
  orm::Series series_;
  std::string last_error_ = {}, last_message_ = {};
};

inline std::string series_name(orm::Series series) {
  return series == orm::Series::v17 ? "v17" : series == orm::Series::v18 ? "v18" : "v19";
}

}  // namespace paridoo::support
