// XML-RPC at /xmlrpc/2.
#include <fmt/format.h>
#include <pugixml.hpp>

#include <charconv>
#include <cmath>
#include <optional>
#include <sstream>

#include "src/odoo/fault.h"
#include "src/odoo/protocol/codec.h"

namespace paridoo::odoo {

namespace {

constexpr int depth_max = 100;

void write_value(pugi::xml_node parent, const Value& value);

void write_list(pugi::xml_node value_node, const List& list) {
  auto data = value_node.append_child("array").append_child("data");
  for (const auto& element : list) write_value(data, element);
}

void write_dict(pugi::xml_node value_node, const Dict& dict) {
  auto structure = value_node.append_child("struct");
  for (const auto& [name, value] : dict) {
    auto member = structure.append_child("member");
    member.append_child("name").text().set(name.c_str());
    write_value(member, value);
  }
}

void write_scalar(pugi::xml_node value_node, const char* type, const std::string& text) {
  value_node.append_child(type).text().set(text.c_str());
}

// i8 is an extension that Python reads; int is 32 bits wide.
const char* integer_type(std::int64_t value) { return value >= INT32_MIN && value <= INT32_MAX ? "int" : "i8"; }

void write_value(pugi::xml_node parent, const Value& value) {
  auto node = parent.append_child("value");
  switch (value.kind()) {
    case Value::Kind::none: node.append_child("nil"); break;
    case Value::Kind::boolean: write_scalar(node, "boolean", value.boolean() ? "1" : "0"); break;
    case Value::Kind::integer:
      write_scalar(node, integer_type(value.integer()), std::to_string(value.integer()));
      break;
    case Value::Kind::real: write_scalar(node, "double", fmt::format("{}", value.number())); break;
    case Value::Kind::text: write_scalar(node, "string", value.text()); break;
    case Value::Kind::list: write_list(node, value.list()); break;
    case Value::Kind::dict: write_dict(node, value.dict()); break;
  }
}

WireRequest encode(const ServiceCall& call, bool repeatable) {
  pugi::xml_document document;
  auto root = document.append_child("methodCall");
  root.append_child("methodName").text().set(call.method.c_str());
  auto params = root.append_child("params");
  for (const auto& argument : call.arguments) write_value(params.append_child("param"), argument);
  std::ostringstream body;
  document.save(body, "", pugi::format_raw);
  return {.path = "/xmlrpc/2/" + call.service,
          .content_type = "text/xml",
          .body = std::move(body).str(),
          .repeatable = repeatable};
}

WireRequest encode_service(const ServiceCall& call) { return encode(call, is_read_only(call.method)); }

WireRequest encode_object(const ObjectCall& call) {
  return encode({.service = "object", .method = "execute_kw", .arguments = execute_kw_arguments(call)},
                is_read_only(call.method));
}

template <typename Number>
std::optional<Value> number_of(std::string_view text) {
  Number number{};
  const auto end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return Value(number);
}

std::optional<Value> read_value(pugi::xml_node value_node, int depth);

std::optional<Value> read_list(pugi::xml_node array, int depth) {
  List list;
  for (const auto element : array.child("data").children("value")) {
    auto value = read_value(element, depth + 1);
    if (!value) return std::nullopt;
    list.push_back(*std::move(value));
  }
  return Value(std::move(list));
}

std::optional<Value> read_dict(pugi::xml_node structure, int depth) {
  Dict dict;
  for (const auto member : structure.children("member")) {
    auto value = read_value(member.child("value"), depth + 1);
    if (!value) return std::nullopt;
    dict.push_back({member.child_value("name"), *std::move(value)});
  }
  return Value(std::move(dict));
}

// Empty for what is not XML-RPC.
std::optional<Value> read_value(pugi::xml_node value_node, int depth) {
  if (!value_node || depth > depth_max) return std::nullopt;
  const auto typed = value_node.find_child([](pugi::xml_node child) { return child.type() == pugi::node_element; });
  if (!typed) return Value(value_node.text().get());  // without a type it is a string
  const std::string_view type = typed.name();
  const std::string_view text = typed.text().get();
  if (type == "array") return read_list(typed, depth);
  if (type == "struct") return read_dict(typed, depth);
  if (type == "boolean") return Value(text == "1");
  if (type == "int" || type == "i4" || type == "i8") return number_of<std::int64_t>(text);
  if (type == "double") return number_of<double>(text);
  if (type == "nil") return Value();
  if (type == "string" || type == "dateTime.iso8601" || type == "base64") return Value(text);
  return std::nullopt;
}

// "odoo.exceptions.X: message" at the end of a traceback.
Error fault_from_traceback(std::string_view traceback) {
  auto text = traceback.substr(0, traceback.find_last_not_of("\n ") + 1);
  const auto line_start = text.rfind('\n');
  const auto line = line_start == std::string_view::npos ? text : text.substr(line_start + 1);
  const auto colon = line.find(": ");
  if (colon == std::string_view::npos) return fault("", line, traceback);
  return fault(line.substr(0, colon), line.substr(colon + 2), traceback);
}

Result<Value> read_fault(const Value& content) {
  const Value* code = content.find("faultCode");
  const Value* text = content.find("faultString");
  if (!code || !text || !text->is_text()) return Error{ErrorKind::malformed_answer, "Odoo's fault does not say which."};
  const auto& message = text->text();
  // The method went well; its None could not be sent.
  if (message.find("cannot marshal None") != std::string::npos) return Value();
  switch (code->is_integer() ? code->integer() : 1) {
    case 2: return fault("odoo.exceptions.UserError", message, "");
    case 3: return fault("odoo.exceptions.AccessDenied", message, "");
    case 4: return fault("odoo.exceptions.AccessError", message, "");
    default: return fault_from_traceback(message);
  }
}

Result<Value> decode(const WireResponse& response) {
  if (response.status != 200) return error_of_status(response.status);
  const Error malformed{ErrorKind::malformed_answer, "Odoo's answer is not XML-RPC."};
  pugi::xml_document document;
  constexpr auto keep_blanks = pugi::parse_default | pugi::parse_ws_pcdata_single;
  if (!document.load_buffer(response.body.data(), response.body.size(), keep_blanks)) return malformed;
  const auto root = document.child("methodResponse");
  const auto fault_node = root.child("fault");
  const auto value_node = fault_node ? fault_node.child("value") : root.child("params").child("param").child("value");
  auto value = read_value(value_node, 0);
  if (!value) return malformed;
  return fault_node ? read_fault(*value) : Result<Value>(*std::move(value));
}

}  // namespace

const Codec& xmlrpc_codec() {
  static constexpr Codec codec{.encode_service = encode_service, .encode_object = encode_object, .decode = decode};
  return codec;
}

}  // namespace paridoo::odoo
