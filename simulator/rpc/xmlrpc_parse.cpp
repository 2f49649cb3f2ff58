#include <fmt/format.h>
#include <pugixml.hpp>
#include <sodium.h>

#include <charconv>
#include <cstdio>
#include <limits>

#include "simulator/orm/fault.h"
#include "simulator/rpc/decoded_dict.h"
#include "simulator/rpc/nesting.h"
#include "simulator/rpc/utf8.h"
#include "simulator/rpc/xmlrpc_codec.h"

namespace paridoo::rpc {

namespace {

using orm::Fault;
using orm::FaultKind;
using orm::Value;

Fault malformed(std::string_view what) { return {FaultKind::xml_error, fmt::format("not well-formed: {}", what)}; }

// All text that stands directly in a node: comments and CDATA sections may split it.
std::string text_in(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& part : node.children())
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) out += part.value();
  if (!is_utf8(out)) throw malformed("invalid token");
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Whole numbers beyond 64 bits become floats, as in JSON.
Value integer_in(const std::string& text) {
  std::string_view digits = trimmed(text);
  if (digits.starts_with('+')) digits.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (end != digits.data() + digits.size() || digits.empty() || error == std::errc::invalid_argument)
    throw Fault(FaultKind::value_error, fmt::format("invalid literal for int() with base 10: {}", orm::repr(text)));
  if (error == std::errc::result_out_of_range)
    return digits.front() == '-' ? -std::numeric_limits<double>::max() : std::numeric_limits<double>::max();
  return number;
}

Value real_in(const std::string& text) {
  std::string_view digits = trimmed(text);
  if (digits.starts_with('+')) digits.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || end != digits.data() + digits.size() || error != std::errc())
    throw Fault(FaultKind::value_error, fmt::format("could not convert string to float: {}", orm::repr(text)));
  return number;
}

Value boolean_in(const std::string& text) {
  if (text != "0" && text != "1") throw Fault(FaultKind::type_error, "bad boolean value");
  return text == "1";
}

// "20261122T10:11:12", XML-RPC's only form, as Odoo's "2026-11-22 10:11:12".
Value moment_in(const std::string& text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, length = 0;
  const int found =
      std::sscanf(text.c_str(), "%4d%2d%2dT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute, &second, &length);
  if (found != 6 || static_cast<std::size_t>(length) != text.size())
    throw Fault(FaultKind::value_error, fmt::format("time data {} does not match XML-RPC's form", orm::repr(text)));
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", year, month, day, hour, minute, second);
}

Value bytes_in(const std::string& text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
                        " \t\r\n", &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
    throw Fault(FaultKind::value_error, "invalid base64-encoded text");
  return utf8_of_latin1({bytes.data(), length});
}

Value value_in(const pugi::xml_node& node, int depth);

pugi::xml_node first_element(const pugi::xml_node& node) {
  return node.find_child([](const pugi::xml_node& child) { return child.type() == pugi::node_element; });
}

Value list_in(const pugi::xml_node& array, int depth) {
  orm::List out;
  for (const pugi::xml_node& value : array.child("data").children("value")) out.push_back(value_in(value, depth));
  return out;
}

Value dict_in(const pugi::xml_node& node, int depth) {
  std::vector<orm::Item> items;
  for (const pugi::xml_node& member : node.children("member"))
    items.push_back({text_in(member.child("name")), value_in(member.child("value"), depth)});
  return dict_of(std::move(items));
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.rfind(':') + 1);  // "ex:i8" and "ex:nil" are known under their plain names
}

Value value_in(const pugi::xml_node& node, int depth) {
  if (depth > nesting_max) throw nested_too_deep();
  const pugi::xml_node typed = first_element(node);
  if (!typed) return text_in(node);
  const std::string_view type = local_name(typed);
  if (type == "string" || type == "name") return text_in(typed);
  if (type == "int" || type == "biginteger" || (type.size() == 2 && type[0] == 'i')) return integer_in(text_in(typed));
  if (type == "boolean") return boolean_in(text_in(typed));
  if (type == "double" || type == "float" || type == "bigdecimal") return real_in(text_in(typed));
  if (type == "array") return list_in(typed, depth + 1);
  if (type == "struct") return dict_in(typed, depth + 1);
  if (type == "nil") return {};
  if (type == "base64") return bytes_in(text_in(typed));
  if (type == "dateTime.iso8601") return moment_in(text_in(typed));
  throw malformed(fmt::format("unknown tag '{}'", typed.name()));
}

// pugixml reads fragments, an XML document has one root and nothing beside it.
pugi::xml_node only_root(const pugi::xml_document& document) {
  pugi::xml_node root;
  for (const pugi::xml_node& node : document.children()) {
    const bool element = node.type() == pugi::node_element;
    const bool text =
        node.type() == pugi::node_cdata || (node.type() == pugi::node_pcdata && !trimmed(node.value()).empty());
    if (text || (element && root)) throw malformed("junk beside the document element");
    if (element) root = node;
  }
  if (!root) throw malformed("no element found");
  return root;
}

}  // namespace

XmlRpcCall parse_xmlrpc_call(std::string_view body) {
  pugi::xml_document document;
  constexpr unsigned how = pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_fragment;
  const auto parsed = document.load_buffer(body.data(), body.size(), how);
  if (!parsed) throw malformed(parsed.description());
  const pugi::xml_node root = only_root(document);
  const pugi::xml_node method = root.child("methodName");
  if (std::string_view(root.name()) != "methodCall" || !method) throw malformed("no method call");
  XmlRpcCall call{.method = std::string(trimmed(text_in(method)))};
  for (const pugi::xml_node& param : root.child("params").children("param"))
    call.params.push_back(value_in(param.child("value"), 0));
  return call;
}

}  // namespace paridoo::rpc
