#include "tests/properties/stockroom/stockroom.h"

#include "simulator/addons/base/credentials.h"
#include "simulator/orm/dispatch.h"
#include "simulator/service/worlds.h"

namespace paridoo::stockroom {
namespace {

using orm::Dict;
using orm::Ids;
using orm::List;
using orm::Value;

constexpr Id administrator = 2;
constexpr std::string_view reference = "$ref";

std::optional<Id> link(const orm::StoreRow& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional<Id>(row.integer(column));
}

orm::Clock noon() { return orm::clock_from(orm::parse_moment("2026-11-22 12:00:00").value()); }

// Ids in place of references.
Value resolved(const Value& value) {
  if (value.is_list()) {
    List all;
    for (const Value& one : value.list()) all.push_back(resolved(one));
    return all;
  }
  if (!value.is_dict()) return value;
  if (const Value* record = value.dict().find(reference)) return record->list().at(1);
  Dict all;
  for (const orm::Item& item : value.dict()) all.set(item.name, resolved(item.value));
  return all;
}

// A listener that keeps nothing: it makes the room furnish itself.
class Deaf : public Listener {
  void asking(const Call&) override {}
  void answered(const Call&, const Value&) override {}
  void refused(const Call&, orm::FaultKind) override {}
};

const std::vector<std::byte>& furnished_image(orm::Series series) {
  static std::map<orm::Series, std::vector<std::byte>> images;
  std::vector<std::byte>& image = images[series];
  if (Deaf deaf; image.empty()) image = Stockroom(series, &deaf).image();
  return image;
}

std::span<const std::byte> image_for(orm::Series series, const Listener* listener) {
  if (listener != nullptr) return service::image_of(series);
  return furnished_image(series);
}

}  // namespace

Value ref(std::string_view model, Id id) { return Dict{{std::string(reference), List{model, id}}}; }
Value refs(std::string_view model, const Ids& ids) {
  List all;
  for (const Id id : ids) all.push_back(ref(model, id));
  return all;
}

List only(Value argument) {
  List arguments;
  arguments.push_back(std::move(argument));
  return arguments;
}

Stockroom::Stockroom(orm::Series series, Listener* listener)
    : series_(series),
      listener_(listener),
      database_("stockroom", service::registry_of(series), image_for(series, listener), {}, noon(), 1) {
  if (listener_ != nullptr) furnish();
  look_around();
}

Value Stockroom::call(std::string_view model, std::string_view method, const List& arguments, const Dict& named,
                      bool as_user) {
  const Call call{std::string(model), std::string(method), arguments, named, as_user ? "sam" : ""};
  if (listener_ != nullptr) listener_->asking(call);
  const List asked = resolved(arguments).list();
  const Dict keywords = resolved(named).dict();
  const Value& context = keywords.get("context");
  try {
    Value answer =
        database_.run(as_user ? sam_ : administrator, context.is_dict() ? context.dict() : Dict(),
                      [&](const orm::Env& env) { return orm::call_kw(env, model, method, asked, keywords); });
    if (listener_ != nullptr) listener_->answered(call, answer);
    return answer;
  } catch (const orm::Fault& fault) {
    if (listener_ != nullptr) listener_->refused(call, fault.kind());
    throw;
  }
}

Id Stockroom::named(std::string_view module, std::string_view name) {
  Id found = 0;
  select("SELECT res_id FROM ir_model_data WHERE module = '" + std::string(module) + "' AND name = '" +
             std::string(name) + "'",
         [&](const orm::StoreRow& row) { found = row.integer(0); });
  return found;
}

void Stockroom::furnish() {
  database_.run(administrator, {}, [](const orm::Env& env) -> Value { return addons::base::prepare_credentials(env); });
  furnish_products();
  const Value stock = ref("stock.location", named("stock", "stock_location_stock"));
  call("stock.location", "create", only(Dict{{"name", "Shelf"}, {"usage", "internal"}, {"location_id", stock}}));
  call("stock.warehouse", "create", only(Dict{{"name", "Second"}, {"code", "SEC"}, {"delivery_steps", "pick_ship"}}));
  call("res.partner", "create", only(Dict{{"name", "Olga"}}));
  List groups;
  for (const char* group : {"group_stock_manager", "group_stock_multi_locations", "group_production_lot",
                            "group_tracking_lot", "group_tracking_owner"})
    groups.push_back(List{4, ref("res.groups", named("stock", group))});
  groups.push_back(List{4, ref("res.groups", named("sales_team", "group_sale_salesman_all_leads"))});
  call("res.users", "create",
       only(Dict{{"name", "Sam"},
                 {"login", "sam"},
                 {"password", "sam"},
                 {series_ == orm::Series::v19 ? "group_ids" : "groups_id", groups}}));
}

void Stockroom::furnish_products() {
  const Dict storable =
      series_ == orm::Series::v17 ? Dict{{"type", "product"}} : Dict{{"type", "consu"}, {"is_storable", true}};
  for (const char* tracking : {"none", "none", "lot", "lot", "serial"}) {
    Dict values = storable;
    values.set("name", "tracked by " + std::string(tracking));
    values.set("tracking", tracking);
    const Id product = call("product.product", "create", only(values)).integer();
    if (std::string_view(tracking) == "none") continue;
    for (const char* name : {"A", "B", "C"})
      call("stock.lot", "create",
           only(Dict{{"name", name},
                     {"product_id", ref("product.product", product)},
                     {"company_id", ref("res.company", named("base", "main_company"))}}));
  }
}

void Stockroom::look_around() {
  select(
      "SELECT id, tracking FROM product_product JOIN (SELECT id AS template, tracking FROM product_template) ON "
      "template = product_tmpl_id WHERE id IN (SELECT id FROM product_product ORDER BY id DESC LIMIT 5) ORDER BY id",
      [&](const orm::StoreRow& row) {
        const std::string tracking(row.text(1));
        products_.push_back({.id = row.integer(0),
                             .tracking = tracking,
                             .quantities = tracking == "serial" ? std::vector<double>{1, 2}
                                                                : std::vector<double>{1, 3, 2.5, 12, 0.25}});
      });
  select("SELECT id, usage, warehouse_id, name FROM stock_location ORDER BY id", [&](const orm::StoreRow& row) {
    usages_[row.integer(0)] = row.text(1);
    warehouse_of_[row.integer(0)] = row.integer(2);
    if (row.text(1) == "internal" && (row.text(3) == "Stock" || row.text(3) == "Shelf"))
      shelves_.push_back(row.integer(0));
    if (row.text(3) == "Vendors") suppliers_ = row.integer(0);
    if (row.text(3) == "Customers") customers_ = row.integer(0);
    if (row.text(3) == "Inventory adjustment") losses_ = row.integer(0);
  });
  select("SELECT id, code, warehouse_id FROM stock_picking_type WHERE active ORDER BY id DESC",
         [&](const orm::StoreRow& row) {
           types_[{std::string(row.text(1)), row.integer(2)}] = row.integer(0);
         });
  select("SELECT id FROM stock_warehouse WHERE code = 'SEC'",
         [&](const orm::StoreRow& row) { second_warehouse_ = row.integer(0); });
  select("SELECT id FROM res_partner WHERE name = 'Olga'", [&](const orm::StoreRow& row) { owner_ = row.integer(0); });
  select("SELECT id FROM res_users WHERE login = 'sam'", [&](const orm::StoreRow& row) { sam_ = row.integer(0); });
  dozen_ = named("uom", "product_uom_dozen");
}

const Product& Stockroom::product(Id id) const {
  for (const Product& product : products_)
    if (product.id == id) return product;
  throw std::logic_error("a product that nobody made: " + std::to_string(id));
}

Ids Stockroom::lots(Id product) {
  Ids found;
  select("SELECT id FROM stock_lot WHERE product_id = " + std::to_string(product) + " ORDER BY id",
         [&](const orm::StoreRow& row) { found.push_back(row.integer(0)); });
  return found;
}

Id Stockroom::picking_type(std::string_view code, Id location) {
  return types_.at({std::string(code), warehouse_of_.at(location)});
}

// Straight from the store, for speed: all that the rules look at is stored.
void Stockroom::select(std::string_view sql, const std::function<void(const orm::StoreRow&)>& each) {
  database_.run(administrator, {}, [&](const orm::Env& env) -> Value {
    env.store().run(sql, {}, each);
    return {};
  });
}

Stock Stockroom::stock() {
  Stock stock;
  read_ledger(stock);
  read_moves(stock);
  return stock;
}

void Stockroom::read_ledger(Stock& stock) {
  select(
      "SELECT id, product_id, location_id, lot_id, package_id, owner_id, quantity, reserved_quantity FROM stock_quant",
      [&](const orm::StoreRow& row) {
        stock.quants[row.integer(0)] = {.id = row.integer(0),
                                        .product = row.integer(1),
                                        .location = row.integer(2),
                                        .lot = link(row, 3),
                                        .package = link(row, 4),
                                        .owner = link(row, 5),
                                        .quantity = hundredths(row.real(6)),
                                        .reserved = hundredths(row.real(7))};
      });
  select(
      "SELECT id, move_id, product_id, location_id, location_dest_id, picking_id, lot_id, package_id, "
      "result_package_id, owner_id, quantity_product_uom, state, picked FROM stock_move_line",
      [&](const orm::StoreRow& row) {
        stock.lines[row.integer(0)] = {.id = row.integer(0),
                                       .move = row.integer(1),
                                       .product = row.integer(2),
                                       .from = row.integer(3),
                                       .to = row.integer(4),
                                       .transfer = link(row, 5),
                                       .lot = link(row, 6),
                                       .package = link(row, 7),
                                       .result_package = link(row, 8),
                                       .owner = link(row, 9),
                                       .quantity = hundredths(row.real(10)),
                                       .state = std::string(row.text(11)),
                                       .picked = row.integer(12) != 0};
      });
}

void Stockroom::read_moves(Stock& stock) {
  select(
      "SELECT id, product_id, location_id, location_dest_id, picking_id, state, product_uom_qty, quantity, picked, "
      "product_uom "
      "FROM stock_move",
      [&](const orm::StoreRow& row) {
        stock.moves[row.integer(0)] = {.id = row.integer(0),
                                       .product = row.integer(1),
                                       .from = row.integer(2),
                                       .to = row.integer(3),
                                       .transfer = link(row, 4),
                                       .state = std::string(row.text(5)),
                                       .demand = hundredths(row.real(6)),
                                       .quantity = hundredths(row.real(7)),
                                       .picked = row.integer(8) != 0,
                                       .is_in_dozens = row.integer(9) == dozen_};
      });
  select("SELECT id, picking_type_id, location_id, location_dest_id, state, backorder_id FROM stock_picking",
         [&](const orm::StoreRow& row) {
           stock.transfers[row.integer(0)] = {.id = row.integer(0),
                                              .type = row.integer(1),
                                              .from = row.integer(2),
                                              .to = row.integer(3),
                                              .state = std::string(row.text(4)),
                                              .backorder_of = link(row, 5)};
         });
}

}  // namespace paridoo::stockroom
