#include <fmt/format.h>

#include <cstdint>
#include <limits>

#include "simulator/orm/fault.h"
#include "simulator/rpc/xmlrpc_codec.h"

namespace paridoo::rpc {

namespace {

using orm::Fault;
using orm::FaultKind;
using orm::Value;

void append(std::string& out, const Value& value);

// XML 1.0 has no control characters but tab, line feed and carriage return: Odoo leaves the others out.
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (byte >= 0x20 || c == '\t' || c == '\n' || c == '\r')
      out += c;
  }
}

void append_text(std::string& out, std::string_view text) {
  out += "<string>";
  append_escaped(out, text);
  out += "</string>";
}

void append_integer(std::string& out, std::int64_t number) {
  using Limits = std::numeric_limits<std::int32_t>;
  if (number > Limits::max() || number < Limits::min())
    throw Fault(FaultKind::overflow_error, "int exceeds XML-RPC limits");
  fmt::format_to(std::back_inserter(out), "<int>{}</int>", number);
}

void append_list(std::string& out, const orm::List& list) {
  out += "<array><data>\n";
  for (const Value& one : list) append(out, one);
  out += "</data></array>";
}

void append_dict(std::string& out, const orm::Dict& dict) {
  out += "<struct>\n";
  for (const orm::Item& item : dict) {
    out += "<member>\n<name>";
    append_escaped(out, item.name);
    out += "</name>\n";
    append(out, item.value);
    out += "</member>\n";
  }
  out += "</struct>";
}

void append(std::string& out, const Value& value) {
  out += "<value>";
  switch (value.kind()) {
    case Value::Kind::none: throw Fault(FaultKind::type_error, "cannot marshal None unless allow_none is enabled");
    case Value::Kind::boolean: out += value.boolean() ? "<boolean>1</boolean>" : "<boolean>0</boolean>"; break;
    case Value::Kind::integer: append_integer(out, value.integer()); break;
    case Value::Kind::real: out += "<double>" + orm::repr(value) + "</double>"; break;
    case Value::Kind::text: append_text(out, value.text()); break;
    case Value::Kind::list: append_list(out, value.list()); break;
    case Value::Kind::dict: append_dict(out, value.dict()); break;
  }
  out += "</value>\n";
}

std::string response(std::string_view content) {
  return fmt::format("<?xml version=\"1.0\"?>\n<methodResponse>\n{}\n</methodResponse>\n", content);
}

}  // namespace

std::string dump_xmlrpc_response(const Value& result) {
  std::string out = "<params>\n<param>\n";
  append(out, result);
  return response(out + "</param>\n</params>\n");
}

std::string dump_xmlrpc_fault(const Value& code, const std::string& text) {
  std::string out = "<fault>\n";
  append(out, orm::Dict{{"faultCode", code}, {"faultString", text}});
  return response(out + "</fault>\n");
}

}  // namespace paridoo::rpc
