#include "simulator/replay/secrets.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "simulator/orm/fault.h"
#include "simulator/rpc/json.h"

namespace paridoo::replay {

namespace {

using orm::Item;
using orm::Value;

constexpr const char* hidden = "{password}";

bool is_secret(std::string_view name) {
  constexpr std::array<std::string_view, 8> names = {"password", "new_password", "old_pwd",     "new_pwd",
                                                     "new1",     "new2",         "confirm_pwd", "master_pwd"};
  return std::ranges::count(names, name) > 0;
}

// Which arguments of a service are passwords: the third of those that users call, the first of the database manager,
// which gives the password of a new database's administrator as the fifth.
std::vector<std::size_t> secret_arguments(std::string_view service, std::string_view method) {
  if (service == "object") return {2};
  if (service == "common")
    return method == "login" || method == "authenticate" ? std::vector<std::size_t>{2} : std::vector<std::size_t>{};
  if (service != "db") return {};
  if (method == "create_database") return {0, 4};
  if (method == "change_admin_password") return {0, 1};
  return {0};
}

// --- JSON

void hide_arguments(Value& call) {
  const Value& service = call.dict().get("service");
  const Value& method = call.dict().get("method");
  Value* arguments = call.dict().find("args");
  if (!service.is_text() || !method.is_text() || !arguments || !arguments->is_list()) return;
  for (const std::size_t at : secret_arguments(service.text(), method.text()))
    if (at < arguments->list().size() && arguments->list()[at].is_text()) arguments->list()[at] = hidden;
}

void hide_in(Value& value) {
  if (value.is_list())
    for (Value& one : value.list()) hide_in(one);
  if (!value.is_dict()) return;
  hide_arguments(value);
  for (Item& item : value.dict())
    if (is_secret(item.name) && item.value.is_text())
      item.value = hidden;
    else
      hide_in(item.value);
}

std::string json_without_passwords(const std::string& body) {
  try {
    Value value = rpc::parse_json(body);
    const Value before = value;
    hide_in(value);
    return value == before ? body : rpc::dump_json(value);
  } catch (const orm::Fault&) {
    return body;  // no JSON after all
  }
}

// --- XML-RPC

std::string between(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t from = text.find(open);
  if (from == text.npos) return {};
  const std::size_t begin = from + open.size();
  return std::string(text.substr(begin, std::min(text.find(close, begin), text.size()) - begin));
}

// The first string after a place takes the placeholder, if it stands before `end`.
void hide_string(std::string& body, std::size_t from, std::string_view end) {
  constexpr std::string_view open = "<string>", close = "</string>";
  const std::size_t begin = body.find(open, from), stop = body.find(end, from);
  if (begin == body.npos || begin > stop) return;
  const std::size_t finish = body.find(close, begin);
  if (finish != body.npos) body.replace(begin + open.size(), finish - begin - open.size(), hidden);
}

std::string xml_without_passwords(const std::string& path, std::string body) {
  const std::string service = path.substr(path.rfind('/') + 1);
  for (const std::size_t wanted : secret_arguments(service, between(body, "<methodName>", "</methodName>"))) {
    std::size_t at = body.find("<param>");
    for (std::size_t count = 0; count < wanted && at != body.npos; ++count) at = body.find("<param>", at + 1);
    if (at != body.npos) hide_string(body, at, "</param>");
  }
  for (std::size_t at = body.find("<name>"); at != body.npos; at = body.find("<name>", at + 1))
    if (is_secret(between(std::string_view(body).substr(at), "<name>", "</name>"))) hide_string(body, at, "</member>");
  return body;
}

// --- forms

std::string form_without_passwords(const std::string& body) {
  std::string out;
  for (std::string_view rest = body; !rest.empty();) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const std::string name(pair.substr(0, pair.find('=')));
    out += (out.empty() ? "" : "&") + (is_secret(name) ? name + "=" + hidden : std::string(pair));
  }
  return out;
}

bool starts_form(const std::string& body) {
  const std::size_t equals = body.find('=');
  return equals != body.npos && body.find_first_of("<{[ \n") > equals;
}

}  // namespace

std::string without_passwords(const rpc::HttpRequest& request) {
  const std::string& body = request.body;
  if (body.empty()) return body;
  if (body.front() == '{' || body.front() == '[') return json_without_passwords(body);
  if (body.find("<methodCall>") != body.npos) return xml_without_passwords(request.path, body);
  return starts_form(body) ? form_without_passwords(body) : body;
}

}  // namespace paridoo::replay
