#include "tools/verify/normaliser.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "simulator/orm/clock.h"

namespace paridoo::verify {

namespace {

constexpr std::chrono::hours half_a_day{12};
// What an action keeps: what a client acts on.
constexpr std::array action_keeps{"type", "res_model", "res_id", "target", "view_mode"};
// Fields whose order depends on the second in which records were made are compared as sets.
constexpr std::array ordered_by_moment{"picking_ids"};

bool has_form(const std::string& value, std::string_view form) {
  return value.size() == form.size() && std::equal(value.begin(), value.end(), form.begin(), [](char c, char f) {
           return f == '0' ? c >= '0' && c <= '9' : c == f;
         });
}
bool is_day(const std::string& value) { return has_form(value, "0000-00-00"); }
bool is_moment(const std::string& value) { return has_form(value, "0000-00-00 00:00:00"); }

double six_digits(double value) { return std::round(value * 1e6) / 1e6; }

template <class Range>
bool one_of(const Range& range, std::string_view value) {
  return std::find(range.begin(), range.end(), value) != range.end();
}

}  // namespace

Normaliser::Normaliser(Labels& labels, const Golden& golden, std::chrono::sys_seconds now)
    : labels_(labels), golden_(golden), now_(now) {}

void Normaliser::said(const Json& arguments) {
  if (arguments.is_string()) {
    const std::string text = arguments;
    if (is_day(text) || is_moment(text)) literals_.insert(text);
  } else if (arguments.is_structured()) {
    for (const Json& one : arguments) said(one);
  }
}

Json Normaliser::text(const std::string& value) const {
  if (literals_.contains(value)) return value;
  if (is_moment(value)) {
    const auto then = orm::parse_moment(value);
    if (then && std::chrono::abs(*then - now_) < half_a_day) return "@now";
  } else if (is_day(value)) {
    const auto day = orm::parse_day(value);
    if (day && *day == std::chrono::floor<std::chrono::days>(now_)) return "@today";
  }
  return value;
}

Json Normaliser::plain(const Json& value) const {
  if (value.is_string()) return text(value);
  if (value.is_number_float()) return six_digits(value);
  if (!value.is_structured()) return value;
  Json out = value;
  for (Json& one : out) one = plain(one);
  return out;
}

Json Normaliser::many2one(const std::string& relation, const Json& value) {
  if (value.is_array()) return Json::array({labels_.label(relation, value.at(0)), plain(value.at(1))});
  return value.is_number_integer() ? Json(labels_.label(relation, value)) : plain(value);
}

Json Normaliser::links(const std::string& relation, const std::string& name, Json value) {
  const auto is_id = [](const Json& one) { return one.is_number_integer(); };
  if (one_of(ordered_by_moment, name) && std::all_of(value.begin(), value.end(), is_id))
    std::sort(value.begin(), value.end());
  for (Json& one : value) one = is_id(one) ? Json(labels_.label(relation, one)) : plain(one);
  return value;
}

Json Normaliser::field(const std::string& model, const std::string& name, const Json& value) {
  FieldType type;
  if (const auto fields = golden_.types.find(model); fields != golden_.types.end())
    if (const auto found = fields->second.find(name); found != fields->second.end()) type = found->second;
  if (name == "id" && value.is_number_integer()) return labels_.label(model, value);
  const bool is_set = !value.is_null() && value != false && value != 0;
  if (type.type == "many2one" && is_set) return many2one(type.relation, value);
  if ((type.type == "one2many" || type.type == "many2many") && value.is_array())
    return links(type.relation, name, value);
  if ((type.type == "float" || type.type == "monetary") && value.is_number()) return six_digits(value);
  return plain(value);
}

Json Normaliser::record(const std::string& model, const Json& row) {
  // By name, as the recordings: labels are numbered in the order in which they are met.
  std::vector<std::string> names;
  for (const auto& [name, _] : row.items()) names.push_back(name);
  std::sort(names.begin(), names.end());
  Json out = Json::object();
  for (const std::string& name : names) out[name] = field(model, name, row.at(name));
  return out;
}

Json Normaliser::records(const std::string& model, const Json& rows, bool without_dunders) {
  Json out = Json::array();
  for (const Json& row : rows) {
    Json one = record(model, row);
    if (without_dunders)
      for (const auto& [name, _] : row.items())
        if (name.starts_with("__")) one.erase(name);
    out.push_back(std::move(one));
  }
  return out;
}

Json Normaliser::ids(const std::string& model, const Json& value) {
  if (value.is_number_integer()) return labels_.label(model, value);
  if (!value.is_array()) return value;
  Json out = Json::array();
  for (const Json& one : value) out.push_back(ids(model, one));
  return out;
}

Json Normaliser::names(const std::string& model, const Json& value) {
  Json out = Json::array();
  for (const Json& one : value) out.push_back(Json::array({labels_.label(model, one.at(0)), one.at(1)}));
  return out;
}

Json Normaliser::action(const Json& value) {
  if (!value.is_object() || !value.contains("type") || !value["type"].is_string() ||
      !value["type"].get<std::string>().starts_with("ir.actions"))
    return plain(value);
  Json kept = Json::object();
  for (const char* name : action_keeps) {
    const Json part = value.value(name, Json());
    if (!part.is_null() && part != false && part != "" && part != 0) kept[name] = part;
  }
  if (kept.contains("res_id") && kept.contains("res_model"))
    kept["res_id"] = labels_.label(kept["res_model"], kept["res_id"]);
  return kept;
}

Json Normaliser::result(const std::string& model, const std::string& method, const Json& value) {
  if (method == "create" || method == "copy" || method == "search") return ids(model, value);
  if ((method == "read" || method == "search_read") && value.is_array()) return records(model, value, false);
  if (method == "name_search" && value.is_array()) return names(model, value);
  if (method == "name_create" && value.is_array()) return names(model, Json::array({value})).at(0);
  if (method == "default_get" && value.is_object()) return record(model, value);
  if (method == "read_group" && value.is_array()) return records(model, value, true);
  constexpr std::array as_they_are{"fields_get", "search_count",        "write",
                                   "unlink",     "check_access_rights", "has_access"};
  return one_of(as_they_are, method) ? value : action(value);
}

Json fault_form(const Json& error) {
  const Json data = error.value("data", Json::object());
  const auto says = [](const Json& from) {
    const Json message = from.is_object() ? from.value("message", Json()) : Json();
    return message.is_string() && !message.get<std::string>().empty();
  };
  return {{"code", error.value("code", Json())},
          {"name", data.is_object() ? data.value("name", Json()) : Json()},
          {"says", says(data) || says(error)}};
}

}  // namespace paridoo::verify
