// Each exchange that was recorded with a real server, asked of the simulator in the order of the recording: status,
// content type, cookie and body are what that server answered. fixtures/recordings/<series>/wire.json holds them.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

// What others have yet to build: an exchange that is listed and no longer differs fails, too.
const std::map<std::string, std::string> known_differences = {};

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

std::string filled(std::string text, const std::string& session) {
  text = replaced(std::move(text), "<string>{uid}</string>", "<int>2</int>");
  text = replaced(replaced(std::move(text), "\"{uid}\"", "2"), "{uid}", "2");
  return replaced(replaced(std::move(text), "{db}", "odoo"), "{session}", session);
}

rpc::HttpResponse send(support::TestSimulator& odoo, const Dict& recorded, const std::string& session) {
  rpc::Headers headers;
  for (const orm::Item& header : recorded.get("headers").dict())
    headers.push_back({header.name, filled(header.value.text(), session)});
  const Value& body = recorded.get("body");
  return server::ask(odoo.simulator().handler(), recorded.get("verb").text(), recorded.get("path").text(),
                     std::move(headers), filled(body.is_text() ? body.text() : rpc::dump_json(body), session));
}

// The value in a <methodResponse>, read as if it were the only parameter of a call.
Value xml_value(std::string body) {
  body = replaced(std::move(body), "methodResponse>", "methodCall>");
  body = replaced(std::move(body), "<fault>", "<params><param>");
  body = replaced(std::move(body), "</fault>", "</param></params>");
  const auto start = body.find("<methodCall>") + std::string_view("<methodCall>").size();
  return rpc::parse_xmlrpc_call(body.insert(start, "<methodName>x</methodName>")).params.at(0);
}

void describe_xml(const std::string& body, Dict& out) {
  const Value value = xml_value(body);
  if (body.find("<fault>") == std::string::npos) {
    out.set("params", List{value});
    return;
  }
  const Value& code = value.dict().get("faultCode");
  out.set("fault", code.is_text() ? Value(code.text().substr(0, code.text().find('\n'))) : code);
}

List sorted_names(const Dict& dict) {
  std::map<std::string, bool> names;
  for (const orm::Item& item : dict) names[item.name] = true;
  List out;
  for (const auto& [name, _] : names) out.emplace_back(name);
  return out;
}

Value described_error(const Dict& error) {
  const Dict& data = error.get("data").dict();
  return Dict{{"code", error.get("code")},
              {"message", error.get("message")},
              {"name", data.get("name")},
              {"keys", sorted_names(data)},
              {"http_status", Value()}};
}

// Of a long result, which is the session's, the recording keeps a few keys.
Value described_result(const Value& result) {
  if (!result.is_dict() || result.dict().size() <= 12) return result;
  Dict out;
  for (const char* key : {"uid", "db", "username", "name", "partner_display_name", "is_admin", "is_system",
                          "server_version_info", "user_context"})
    out.set(key, result.dict().get(key));
  return out;
}

void describe_json(const std::string& body, Dict& out) {
  Value answer = rpc::parse_json(body);
  if (const Value* error = answer.dict().find("error"))
    answer.dict().set("error", described_error(error->dict()));
  else if (const Value* result = answer.dict().find("result"))
    answer.dict().set("result", described_result(*result));
  out.set("json", std::move(answer));
}

// In the form in which the recording keeps an answer.
Dict described(const rpc::HttpResponse& response) {
  const std::string type(rpc::header(response.headers, "Content-Type"));
  Dict out{{"status", response.status},
           {"type", type.substr(0, type.find(';'))},
           {"cookie", rpc::header(response.headers, "Set-Cookie").find("session_id=") != std::string_view::npos}};
  if (type.find("xml") != std::string::npos) describe_xml(response.body, out);
  if (type.find("json") != std::string::npos) describe_json(response.body, out);
  if (response.status >= 400 && out.get("type") == Value("text/html")) out.erase("cookie");
  const std::string text = replaced(rpc::dump_json(out), "\"18.0\"", "\"{version}\"");
  return rpc::parse_json(replaced(text, "\"odoo\"", "\"{db}\"")).dict();
}

List recorded_exchanges() {
  std::ifstream file(PARIDOO_SOURCE_DIR "/fixtures/recordings/18.0/wire.json");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return rpc::parse_json(text).list();
}

std::string log_in(support::TestSimulator& odoo) {
  const Dict body{{"params", Dict{{"db", "odoo"}, {"login", "admin"}, {"password", "admin"}}}};
  const rpc::HttpResponse response =
      odoo.post("/web/session/authenticate", rpc::dump_json(body), {{"Content-Type", "application/json"}});
  const std::string cookie(rpc::header(response.headers, "Set-Cookie"));
  const auto start = cookie.find('=') + 1;
  return cookie.substr(start, cookie.find(';') - start);
}

TEST(RecordedExchanges, AreAnsweredAsTheRealServerDid) {
  support::TestSimulator odoo;
  const std::string session = log_in(odoo);
  const List exchanges = recorded_exchanges();
  EXPECT_GT(exchanges.size(), 50u);
  for (const Value& exchange : exchanges) {
    const std::string name = exchange.dict().get("name").text();
    const Value answer = described(send(odoo, exchange.dict(), session));
    const bool same = answer == exchange.dict().get("answer");
    const auto known = known_differences.find(name);
    if (known == known_differences.end())
      EXPECT_TRUE(same) << name << "\nrecorded " << rpc::dump_json(exchange.dict().get("answer")) << "\nanswered "
                        << rpc::dump_json(answer);
    else
      EXPECT_FALSE(same) << name << " is listed as different (" << known->second << ") and no longer is";
  }
}

}  // namespace
}  // namespace paridoo
