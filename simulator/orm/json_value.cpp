#include "simulator/orm/json_value.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace paridoo::orm {

namespace {

using nlohmann::ordered_json;

Value value_of(const ordered_json& json) {
  switch (json.type()) {
    case ordered_json::value_t::boolean: return json.get<bool>();
    case ordered_json::value_t::number_integer: return json.get<std::int64_t>();
    case ordered_json::value_t::number_unsigned:
      if (json.get<std::uint64_t>() > INT64_MAX) return json.get<double>();
      return json.get<std::int64_t>();
    case ordered_json::value_t::number_float: return json.get<double>();
    case ordered_json::value_t::string: return json.get_ref<const std::string&>();
    case ordered_json::value_t::array: {
      List list;
      list.reserve(json.size());
      for (const ordered_json& one : json) list.push_back(value_of(one));
      return list;
    }
    case ordered_json::value_t::object: {
      Dict dict;
      for (const auto& [name, one] : json.items()) dict.set(name, value_of(one));
      return dict;
    }
    default: return {};
  }
}

ordered_json json_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::none: return nullptr;
    case Value::Kind::boolean: return value.boolean();
    case Value::Kind::integer: return value.integer();
    case Value::Kind::real: return value.number();
    case Value::Kind::text: return value.text();
    case Value::Kind::list: {
      ordered_json array = ordered_json::array();
      for (const Value& one : value.list()) array.push_back(json_of(one));
      return array;
    }
    case Value::Kind::dict: {
      ordered_json object = ordered_json::object();
      for (const Item& item : value.dict()) object[item.name] = json_of(item.value);
      return object;
    }
  }
  throw std::logic_error("a value of no kind");
}

}  // namespace

Value parse_json(std::string_view text) try {
  return value_of(ordered_json::parse(text));
} catch (const nlohmann::json::exception& error) {
  throw std::runtime_error(error.what());
}

Value read_json_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file.string() + ": cannot be read");
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  try {
    return parse_json(text);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(file.string() + ": " + error.what());
  }
}

std::string to_json(const Value& value) try {
  return json_of(value).dump();
} catch (const nlohmann::json::exception& error) {
  throw std::runtime_error(error.what());
}

}  // namespace paridoo::orm
