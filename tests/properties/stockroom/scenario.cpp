#include "tests/properties/stockroom/scenario.h"

#include <fstream>

#include "simulator/orm/clock.h"
#include "simulator/orm/fault.h"
#include "simulator/rpc/json.h"
#include "simulator/service/worlds.h"

namespace paridoo::stockroom {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using verify::Json;

constexpr const char* recorded_on = "2026-11-22";
constexpr std::string_view external = "xmlid:";

// The fields of the ledger, which is all that a scenario reads, besides ids.
const List ledger_fields = {"product_id", "location_id", "lot_id",           "package_id",
                            "owner_id",   "quantity",    "reserved_quantity"};

verify::Golden described(orm::Series series) {
  verify::Golden golden{.scenario = "counterexample/stock",
                        .series = std::string(orm::name_of(series)),
                        .recorded = recorded_on,
                        .types = {},
                        .xmlids = {},
                        .steps = {}};
  const orm::Model& quant = service::registry_of(series).at("stock.quant");
  for (const Value& name : ledger_fields) {
    const orm::Field& field = quant.at(name.text());
    golden.types["stock.quant"][name.text()] = {field.comodel != nullptr ? "many2one" : "float",
                                                field.comodel != nullptr ? field.comodel->name : std::string()};
  }
  return golden;
}

void bind_external_ids(orm::Series series, verify::Labels& labels) {
  orm::Store store = orm::Store::from_image(service::image_of(series));
  store.run("SELECT model, res_id, module, name FROM ir_model_data", {}, [&](const orm::StoreRow& row) {
    labels.bind(std::string(row.text(0)), row.integer(1),
                std::string(external) + std::string(row.text(2)) + "." + std::string(row.text(3)));
  });
}

void collect_external_ids(const Json& value, std::set<std::string>& found) {
  if (value.is_string() && value.get<std::string>().starts_with(external))
    found.insert(value.get<std::string>().substr(external.size()));
  if (value.is_structured())
    for (const Json& one : value) collect_external_ids(one, found);
}

const List* record_of(const Value& argument) {
  const Value* record = argument.is_dict() ? argument.dict().find("$ref") : nullptr;
  return record == nullptr ? nullptr : &record->list();
}

Json plain(const Value& value) { return Json::parse(rpc::dump_json(value)); }

}  // namespace

Scenario::Scenario(orm::Series series)
    : series_(series),
      golden_(described(series)),
      normaliser_(labels_, golden_, orm::parse_moment(std::string(recorded_on) + " 12:00:00").value()) {
  bind_external_ids(series, labels_);
}

void Scenario::look(std::string_view model, std::string_view method, const List& arguments) {
  is_looking_ = true;
  room_->call(model, method, arguments, {{"order", "id"}});
  is_looking_ = false;
}

// Every record of an argument gets its label from an answer.
void Scenario::meet(const Value& argument) {
  if (const List* record = record_of(argument)) {
    const std::string& model = record->at(0).text();
    if (room_ != nullptr && !labels_.knows(model, record->at(1).integer())) look(model, "search", only(List{}));
  } else if (argument.is_list()) {
    for (const Value& one : argument.list()) meet(one);
  } else if (argument.is_dict()) {
    for (const orm::Item& item : argument.dict()) meet(item.value);
  }
}

Json Scenario::named(const Value& argument) {
  if (const List* record = record_of(argument))
    return {{"$ref", labels_.label(record->at(0).text(), record->at(1).integer())}};
  if (argument.is_list()) {
    Json all = Json::array();
    for (const Value& one : argument.list()) all.push_back(named(one));
    return all;
  }
  if (!argument.is_dict()) return plain(argument);
  Json all = Json::object();
  for (const orm::Item& item : argument.dict()) all[item.name] = named(item.value);
  return all;
}

void Scenario::asking(const Call& call) {
  if (is_looking_) return;
  meet(call.arguments);
  meet(call.named);
}

void Scenario::add(const Call& call, const char* kind, Json answer) {
  Json step{{"model", call.model},
            {"method", call.method},
            {"args", named(call.arguments)},
            {"kwargs", named(call.named)},
            {kind, std::move(answer)}};
  if (!call.login.empty()) step["user"] = {call.login, call.login};
  steps_.push_back(std::move(step));
  if (room_ != nullptr && !is_looking_)
    look("stock.quant", "search_read", {List{Value(List{"location_id.usage", "=", "internal"})}, ledger_fields});
}

void Scenario::answered(const Call& call, const Value& result) {
  add(call, "result", normaliser_.result(call.model, call.method, plain(result)));
}

void Scenario::refused(const Call& call, orm::FaultKind kind) {
  const int code = series_ == orm::Series::v19 ? 0 : 200;
  add(call, "fault", {{"code", code}, {"name", orm::exception_name(kind)}, {"says", true}});
}

Json Scenario::types() const {
  Json all = Json::object();
  for (const auto& [model, fields] : golden_.types)
    for (const auto& [name, type] : fields)
      all[model][name] = {type.type, type.relation.empty() ? Json() : Json(type.relation)};
  return all;
}

std::string Scenario::write(const std::filesystem::path& folder) const {
  std::set<std::string> xmlids;
  collect_external_ids(steps_, xmlids);
  const Json whole{{"odoo", golden_.series},
                   {"recorded", golden_.recorded},
                   {"scenario", golden_.scenario},
                   {"types", types()},
                   {"xmlids", xmlids},
                   {"steps", steps_}};
  const std::filesystem::path file = folder / ("stock_counterexample_" + golden_.series + ".json");
  std::ofstream(file) << whole.dump(1) << "\n";
  return file.string();
}

}  // namespace paridoo::stockroom
