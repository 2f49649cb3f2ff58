#include <fmt/format.h>

#include <cmath>

#include "simulator/rpc/json.h"

namespace paridoo::rpc {

namespace {

using orm::Value;

void append(std::string& out, const Value& value);

void append(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "NaN";
  } else if (std::isinf(number)) {
    out += number > 0 ? "Infinity" : "-Infinity";
  } else {
    out += orm::repr(Value(number));
  }
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    case '\f': out += "\\f"; break;
    case '\b': out += "\\b"; break;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

void append(std::string& out, const std::string& text) {
  out += '"';
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) continue;
    out.append(text, written, at - written);
    append_escaped(out, c);
    written = at + 1;
  }
  out.append(text, written);
  out += '"';
}

void append(std::string& out, const orm::List& list) {
  out += '[';
  for (const Value& one : list) {
    if (&one != list.data()) out += ", ";
    append(out, one);
  }
  out += ']';
}

void append(std::string& out, const orm::Dict& dict) {
  out += '{';
  for (const orm::Item& item : dict) {
    if (&item != dict.begin()) out += ", ";
    append(out, item.name);
    out += ": ";
    append(out, item.value);
  }
  out += '}';
}

void append(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::none: out += "null"; break;
    case Value::Kind::boolean: out += value.boolean() ? "true" : "false"; break;
    case Value::Kind::integer: fmt::format_to(std::back_inserter(out), "{}", value.integer()); break;
    case Value::Kind::real: append(out, value.number()); break;
    case Value::Kind::text: append(out, value.text()); break;
    case Value::Kind::list: append(out, value.list()); break;
    case Value::Kind::dict: append(out, value.dict()); break;
  }
}

}  // namespace

std::string dump_json(const Value& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace paridoo::rpc
