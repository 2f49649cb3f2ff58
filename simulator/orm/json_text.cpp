#include "simulator/orm/json_text.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace paridoo::orm {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::none: return nullptr;
    case Value::Kind::boolean: return value.boolean();
    case Value::Kind::integer: return value.integer();
    case Value::Kind::real: return value.number();
    case Value::Kind::text: return value.text();
    case Value::Kind::list: {
      Json out = Json::array();
      for (const Value& one : value.list()) out.push_back(json_of(one));
      return out;
    }
    case Value::Kind::dict: {
      Json out = Json::object();
      for (const Item& item : value.dict()) out[item.name] = json_of(item.value);
      return out;
    }
  }
  return nullptr;
}

Value value_of(const Json& json) {
  switch (json.type()) {
    case Json::value_t::boolean: return json.get<bool>();
    case Json::value_t::number_unsigned:
      if (json.get<std::uint64_t>() > INT64_MAX) return json.get<double>();
      return json.get<std::int64_t>();
    case Json::value_t::number_integer: return json.get<std::int64_t>();
    case Json::value_t::number_float: return json.get<double>();
    case Json::value_t::string: return json.get<std::string>();
    case Json::value_t::array: {
      List out;
      for (const Json& one : json) out.push_back(value_of(one));
      return out;
    }
    case Json::value_t::object: {
      Dict out;
      for (const auto& [name, one] : json.items()) out.set(name, value_of(one));
      return out;
    }
    default: return {};
  }
}

std::string python_text(const Json& json) {
  if (!json.is_structured()) return json.dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace);
  std::string out;
  for (const auto& [name, one] : json.items()) {
    if (!out.empty()) out += ", ";
    if (json.is_object()) out += python_text(name) + ": ";
    out += python_text(one);
  }
  return json.is_object() ? "{" + out + "}" : "[" + out + "]";
}

}  // namespace

std::string python_json(const Value& value) { return python_text(json_of(value)); }

std::string to_json(const Value& value) { return json_of(value).dump(-1, ' ', false, Json::error_handler_t::replace); }

Value from_json(std::string_view text) {
  try {
    return value_of(Json::parse(text));
  } catch (const Json::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

Value read_json_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file.string() + ": cannot be read");
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  try {
    return from_json(text);
  } catch (const std::invalid_argument& error) {
    throw std::runtime_error(file.string() + ": " + error.what());
  }
}

}  // namespace paridoo::orm
