#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <cmath>
#include <limits>
#include <optional>

#include "simulator/rpc/decoded_dict.h"
#include "simulator/rpc/json.h"
#include "simulator/rpc/nesting.h"
#include "simulator/rpc/utf8.h"

namespace paridoo::rpc {

namespace {

using orm::Fault;
using orm::FaultKind;
using orm::Value;

// Python's json also reads NaN, Infinity and -Infinity, which the parser refuses. They are handed to it as these
// numbers, which are zero to everybody else and which nobody would write.
constexpr std::string_view nan_stand_in = "0e70717273740";
constexpr std::string_view infinity_stand_in = "0e70717273741";

bool starts_at(std::string_view text, std::size_t at, std::string_view word) {
  return text.compare(at, word.size(), word) == 0;
}

std::string with_stand_ins(std::string_view text) {
  std::string out;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') in_string = !in_string;
    if (in_string && text[at] == '\\' && at + 1 < text.size()) {
      out += text[at++];
      out += text[at];
    } else if (!in_string && starts_at(text, at, "NaN")) {
      out += nan_stand_in;
      at += 2;
    } else if (!in_string && starts_at(text, at, "Infinity")) {
      out += infinity_stand_in;
      at += 7;
    } else {
      out += text[at];
    }
  }
  return out;
}

// Takes the parser's events: no recursion, however deep the text goes.
class Builder {
 public:
  bool null() { return put({}); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(std::int64_t value) { return put(value); }
  bool number_unsigned(std::uint64_t value) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return put(value > most ? Value(static_cast<double>(value)) : Value(static_cast<std::int64_t>(value)));
  }
  bool number_float(double value, const std::string& written) {
    if (written == nan_stand_in) return put(std::numeric_limits<double>::quiet_NaN());
    if (written == infinity_stand_in) return put(std::numeric_limits<double>::infinity());
    if (written.substr(1) == infinity_stand_in) return put(-std::numeric_limits<double>::infinity());
    return put(value);
  }
  bool string(std::string& value) { return put(std::move(value)); }
  bool binary(nlohmann::json::binary_t&) { return false; }  // no JSON text holds one
  bool start_object(std::size_t) { return open(true); }
  bool start_array(std::size_t) { return open(false); }
  bool key(std::string& name) {
    open_.back().items.push_back({std::move(name), {}});
    return true;
  }
  bool end_array() {
    Value done(std::move(open_.back().list));
    open_.pop_back();
    return put(std::move(done));
  }
  bool end_object() {
    Value done(dict_of(std::move(open_.back().items)));
    open_.pop_back();
    return put(std::move(done));
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    throw Fault(FaultKind::json_decode_error, error.what());
  }

  Value result() { return std::move(result_); }

 private:
  struct Open {
    bool is_dict = false;
    orm::List list = {};
    std::vector<orm::Item> items = {};
  };

  bool open(bool is_dict) {
    if (open_.size() >= nesting_max) throw nested_too_deep();
    open_.push_back({.is_dict = is_dict});
    return true;
  }

  bool put(Value value) {
    if (open_.empty())
      result_ = std::move(value);
    else if (open_.back().is_dict)
      open_.back().items.back().value = std::move(value);
    else
      open_.back().list.push_back(std::move(value));
    return true;
  }

  std::vector<Open> open_;
  Value result_;
};

Value parse_readable(std::string_view text) {
  Builder builder;
  nlohmann::json::sax_parse(text, &builder);
  return builder.result();
}

// --- what nearly all requests hold: simdjson reads it several times as fast, but names no place where a text is wrong,
// --- and knows neither NaN nor integers beyond 64 bits

Value value_of(simdjson::dom::element element, int depth);

int below(int depth) {
  if (depth >= nesting_max) throw nested_too_deep();
  return depth + 1;
}

Value list_of(simdjson::dom::array array, int depth) {
  orm::List list;
  list.reserve(array.size());
  for (const simdjson::dom::element element : array) list.push_back(value_of(element, depth));
  return list;
}

Value dict_of(simdjson::dom::object object, int depth) {
  std::vector<orm::Item> items;
  items.reserve(object.size());
  for (const auto& [name, element] : object) items.emplace_back(std::string(name), value_of(element, depth));
  return rpc::dict_of(std::move(items));
}

Value value_of(simdjson::dom::element element, int depth) {
  using simdjson::dom::element_type;
  switch (element.type()) {
    case element_type::ARRAY: return list_of(element.get_array().value_unsafe(), below(depth));
    case element_type::OBJECT: return dict_of(element.get_object().value_unsafe(), below(depth));
    case element_type::INT64: return element.get_int64().value_unsafe();
    case element_type::UINT64: return static_cast<double>(element.get_uint64().value_unsafe());
    case element_type::DOUBLE: return element.get_double().value_unsafe();
    case element_type::STRING: return element.get_string().value_unsafe();
    case element_type::BOOL: return element.get_bool().value_unsafe();
    case element_type::NULL_VALUE: break;
  }
  return {};
}

std::optional<Value> parsed_fast(std::string_view text, simdjson::dom::parser& parser) {
  simdjson::dom::element root;
  if (parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) return {};
  return value_of(root, 0);
}

// The parser of a thread keeps what it needed last: no more than a usual request takes.
std::optional<Value> parsed_fast(std::string_view text) {
  constexpr std::size_t usual = std::size_t{64} * 1024;
  thread_local simdjson::dom::parser kept;
  if (text.size() <= usual) return parsed_fast(text, kept);
  simdjson::dom::parser large;
  return parsed_fast(text, large);
}

}  // namespace

Value parse_json(std::string_view text) {
  if (std::optional<Value> value = parsed_fast(text)) return *std::move(value);
  if (!is_utf8(text)) return parse_json(repaired_utf8(text));
  const auto holds = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  return holds("NaN") || holds("Infinity") ? parse_readable(with_stand_ins(text)) : parse_readable(text);
}

}  // namespace paridoo::rpc
