#include "simulator/rpc/application.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "tests/support/test_simulator.h"

namespace paridoo::rpc {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::error_name;
using support::result_of;
using support::TestSimulator;

const Headers json_type = {{"Content-Type", "application/json"}};

Dict call_kw_body(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
  return {{"id", 9}, {"params", Dict{{"model", model}, {"method", method}, {"args", args}, {"kwargs", kwargs}}}};
}

Dict login_body(std::string_view database, std::string_view password = "admin") {
  return {{"params", Dict{{"db", database}, {"login", "admin"}, {"password", password}}}};
}

std::string session_id(const HttpResponse& response) {
  const std::string_view cookie = header(response.headers, "Set-Cookie");
  const std::string_view start = "session_id=";
  if (!cookie.starts_with(start)) return {};
  return std::string(cookie.substr(start.size(), cookie.find(';') - start.size()));
}

Headers with_session(const std::string& id) { return {{"Cookie", "session_id=" + id}}; }

std::string log_in(TestSimulator& odoo, std::string_view database = "odoo") {
  return session_id(odoo.post("/web/session/authenticate", dump_json(login_body(database)), json_type));
}

int error_code(const Dict& answer) { return static_cast<int>(answer.get("error").dict().get("code").integer()); }

// --- JSON-RPC

TEST(JsonRpc, GivesBackTheIdOfTheRequest) {
  TestSimulator odoo;
  for (const Value& id : {Value(7), Value("abc"), Value(), Value(1.5)}) {
    const Dict answer = odoo.json(
        "/jsonrpc", Dict{{"id", id}, {"params", Dict{{"service", "common"}, {"method", "version"}, {"args", List{}}}}});
    EXPECT_EQ(answer.get("id"), id);
    EXPECT_EQ(answer.get("jsonrpc"), Value("2.0"));
  }
}

TEST(JsonRpc, TellsOfAFaultWithEverythingThatClientsRead) {
  TestSimulator odoo;
  const Dict answer = odoo.execute_kw("no.such", "search", {List{}});
  const Dict& error = answer.get("error").dict();
  EXPECT_EQ(error.get("code"), Value(200));
  EXPECT_EQ(error.get("message"), Value("Odoo Server Error"));
  const Dict& data = error.get("data").dict();
  EXPECT_EQ(data.get("name"), Value("odoo.exceptions.UserError"));
  EXPECT_EQ(data.get("message"), Value("Object no.such doesn't exist"));
  EXPECT_EQ(data.get("arguments"), Value(List{"Object no.such doesn't exist"}));
  EXPECT_EQ(data.get("context"), Value(Dict{}));
  EXPECT_TRUE(data.get("debug").text().starts_with("Traceback (most recent call last):\n"));
  EXPECT_TRUE(data.get("debug").text().ends_with("\nodoo.exceptions.UserError: Object no.such doesn't exist\n"));
}

TEST(JsonRpc, LeavesOutTheResultNone) {
  TestSimulator odoo;
  const std::string id = log_in(odoo);
  const Dict answer = odoo.json("/web/session/check", Dict{{"id", 4}, {"params", Dict{}}}, with_session(id));
  EXPECT_EQ(Value(answer), Value(Dict{{"jsonrpc", "2.0"}, {"id", 4}}));
}

TEST(JsonRpc, RefusesBodiesThatAreNoRequests) {
  TestSimulator odoo;
  for (const char* body : {"{not json", "", "[]", "null", "7", "\"x\""})
    EXPECT_EQ(odoo.post("/jsonrpc", body, json_type).status, 400) << body;
  EXPECT_EQ(odoo.post("/jsonrpc", "{}", {{"Content-Type", "text/plain"}}).status, 400);
  EXPECT_EQ(odoo.get("/jsonrpc").status, 400);
}

TEST(JsonRpc, RefusesParametersThatDoNotFit) {
  TestSimulator odoo;
  for (const Value& params : {Value(Dict{}), Value(List{}), Value(List{1}), Value(), Value("x"),
                              Value(Dict{{"service", 1}, {"method", "version"}, {"args", List{}}}),
                              Value(Dict{{"service", "common"}, {"method", "version"}, {"args", "x"}})}) {
    const Dict answer = odoo.json("/jsonrpc", Dict{{"id", 3}, {"params", params}});
    EXPECT_EQ(error_name(answer), "builtins.TypeError") << orm::repr(params);
    EXPECT_EQ(answer.get("id"), Value(3));
  }
}

TEST(JsonRpc, TakesTheOtherTypeOfJsonToo) {
  TestSimulator odoo;
  EXPECT_EQ(
      odoo.post("/web/webclient/version_info", "{}", {{"Content-Type", "Application/JSON-RPC; charset=utf-8"}}).status,
      200);
}

// --- XML-RPC

std::string xml_call(std::string_view method, std::string_view params = "") {
  return "<?xml version='1.0'?><methodCall><methodName>" + std::string(method) + "</methodName><params>" +
         std::string(params) + "</params></methodCall>";
}

TEST(XmlRpc, AnswersEveryPostWith200) {
  TestSimulator odoo;
  for (const char* body : {"", "<methodCall><methodName>x", "not xml"})
    for (const char* path : {"/xmlrpc/2/common", "/xmlrpc/common", "/xmlrpc/2/nothing"}) {
      const HttpResponse response = odoo.post(path, body, {});
      EXPECT_EQ(response.status, 200) << path << body;
      EXPECT_EQ(header(response.headers, "Content-Type"), "text/xml; charset=utf-8");
      EXPECT_NE(response.body.find("<fault>"), std::string::npos);
    }
  EXPECT_EQ(odoo.get("/xmlrpc/2/common").status, 405);
}

TEST(XmlRpc, HasItsFaultCodes) {
  TestSimulator odoo;
  const auto drop = [&](const char* path) {
    return odoo
        .post(path, xml_call("drop", "<param><value>wrong</value></param><param><value>odoo</value></param>"), {})
        .body;
  };
  EXPECT_NE(drop("/xmlrpc/2/db").find("<int>3</int>"), std::string::npos);
  EXPECT_NE(drop("/xmlrpc/db").find("<string>AccessDenied</string>"), std::string::npos);
  const std::string unknown = odoo.post("/xmlrpc/2/common", xml_call("no_such"), {}).body;
  EXPECT_NE(unknown.find("<int>1</int>"), std::string::npos);
  EXPECT_NE(unknown.find("\nException: Method not found: no_such\n"), std::string::npos);
}

TEST(XmlRpc, SetsNoCookie) {
  TestSimulator odoo;
  EXPECT_EQ(session_id(odoo.post("/xmlrpc/2/common", xml_call("version"), {})), "");
}

// --- the web protocol

TEST(Web, LogsInAndTellsWhoTheUserIs) {
  TestSimulator odoo;
  const HttpResponse response = odoo.post("/web/session/authenticate", dump_json(login_body("odoo")), json_type);
  EXPECT_EQ(session_id(response).size(), 84u);
  const std::string_view cookie = header(response.headers, "Set-Cookie");
  EXPECT_NE(cookie.find("; Max-Age=604800; HttpOnly; Path=/"), std::string_view::npos);
  const Value parsed = parse_json(response.body);
  const Dict& info = parsed.dict().get("result").dict();
  EXPECT_EQ(info.get("uid"), Value(2));
  EXPECT_EQ(info.get("db"), Value("odoo"));
  EXPECT_EQ(info.get("username"), Value("admin"));
  EXPECT_EQ(info.get("is_admin"), Value(true));
  EXPECT_EQ(info.get("user_context"), Value(Dict{{"lang", "en_US"}, {"tz", false}, {"uid", 2}}));
  EXPECT_EQ(info.get("user_companies").dict().get("current_company"), Value(1));
}

TEST(Web, RefusesAWrongPasswordWithoutACookie) {
  TestSimulator odoo;
  const HttpResponse response = odoo.post("/web/session/authenticate", dump_json(login_body("odoo", "bad")), json_type);
  EXPECT_EQ(session_id(response), "");
  EXPECT_EQ(error_name(parse_json(response.body).dict()), "odoo.exceptions.AccessDenied");
}

TEST(Web, CallsMethodsForTheSessionsUser) {
  TestSimulator odoo;
  const Headers session = with_session(log_in(odoo));
  const Dict body = call_kw_body("res.company", "search_read", {List{}}, {{"fields", List{"name"}}});
  for (const char* path : {"/web/dataset/call_kw", "/web/dataset/call_kw/res.company/search_read"})
    EXPECT_EQ(result_of(odoo.json(path, body, session)), Value(List{Dict{{"id", 1}, {"name", "My Company"}}}));
}

TEST(Web, SaysThatTheSessionExpiredBeforeItReadsTheId) {
  TestSimulator odoo;
  for (const Headers& headers : {Headers{}, with_session(std::string(84, 'x')), with_session("nonsense")}) {
    const Dict answer = odoo.json("/web/dataset/call_kw", call_kw_body("res.company", "search", {List{}}), headers);
    EXPECT_EQ(error_code(answer), 100);
    EXPECT_EQ(error_name(answer), "odoo.http.SessionExpiredException");
    EXPECT_TRUE(answer.get("id").is_none());
  }
}

TEST(Web, KnowsNoSuchModelAs404InTheEnvelope) {
  TestSimulator odoo;
  const Dict answer = odoo.json("/web/dataset/call_kw", call_kw_body("no.such", "search", {List{}}));
  EXPECT_EQ(error_code(answer), 404);
  EXPECT_EQ(error_name(answer), "werkzeug.exceptions.NotFound");
}

TEST(Web, RefusesPrivateMethods) {
  TestSimulator odoo;
  const Headers session = with_session(log_in(odoo));
  EXPECT_EQ(error_name(odoo.json("/web/dataset/call_kw", call_kw_body("res.partner", "_search", {List{}}), session)),
            "odoo.exceptions.AccessError");
}

TEST(Web, GivesFalseForAButtonWithoutAnAction) {
  TestSimulator odoo;
  const Headers session = with_session(log_in(odoo));
  EXPECT_EQ(
      result_of(odoo.json("/web/dataset/call_button", call_kw_body("res.company", "search_count", {List{}}), session)),
      Value(false));
}

TEST(Web, EndsASessionWhenItIsDestroyed) {
  TestSimulator odoo;
  const Headers session = with_session(log_in(odoo));
  EXPECT_EQ(error_name(odoo.json("/web/session/destroy", Dict{}, session)), "");
  EXPECT_EQ(error_code(odoo.json("/web/session/check", Dict{}, session)), 100);
}

TEST(Web, EndsASessionWhenThePasswordChanges) {
  TestSimulator odoo;
  const Headers session = with_session(log_in(odoo));
  odoo.execute_kw("res.users", "write", {List{2}, Dict{{"password", "new"}}});
  EXPECT_EQ(error_code(odoo.json("/web/session/check", Dict{}, session)), 100);
}

TEST(Web, SendsTheCookieOnlyWhenThereIsSomethingNew) {
  TestSimulator odoo;
  const std::string id = log_in(odoo);
  Headers headers = with_session(id);
  headers.push_back({"Content-Type", "application/json"});
  EXPECT_EQ(session_id(odoo.post("/web/session/check", "{}", headers)), "");
  EXPECT_EQ(session_id(odoo.post("/web/session/get_session_info", "{}", headers)), id);
}

TEST(Web, WithSeveralDatabasesTheSessionSaysWhich) {
  TestSimulator odoo;
  odoo.simulator().databases().create("other");
  EXPECT_EQ(odoo.post("/web/dataset/call_kw", "{}", json_type).status, 404);
  EXPECT_EQ(odoo.post("/web/webclient/version_info", "{}", json_type).status, 200);
  const Headers session = with_session(log_in(odoo, "other"));
  EXPECT_EQ(result_of(odoo.json("/web/session/get_session_info", Dict{}, session)).dict().get("db"), Value("other"));
  odoo.simulator().databases().drop("other");
  EXPECT_EQ(error_code(odoo.json("/web/session/check", Dict{}, session)), 100);
}

TEST(Web, IsHealthy) {
  TestSimulator odoo;
  EXPECT_EQ(odoo.get("/web/health").body, R"({"status": "pass"})");
  EXPECT_EQ(odoo.get("/web/health?db_server_status=1").body, R"({"status": "pass", "db_server_status": true})");
  EXPECT_EQ(odoo.get("/no/such/path").status, 404);
}

TEST(Web, SaysWhichPagesItDoesNotSimulate) {
  TestSimulator odoo;
  const HttpResponse response = odoo.get("/web/binary/upload");
  EXPECT_EQ(response.status, 501);
  EXPECT_NE(response.body.find("NotSimulated: /web/binary/upload"), std::string::npos);
  EXPECT_EQ(odoo.simulator().journal().report(0).get("not_simulated"),
            Value(Dict{{"NotSimulated: /web/binary/upload", 1}}));
}

// --- limits and bugs

TEST(Application, RefusesABodyThatIsTooLarge) {
  TestSimulator odoo;
  EXPECT_EQ(odoo.post("/jsonrpc", std::string(body_bytes_max + 1, 'x'), json_type).status, 413);
}

TEST(Application, NeverPassesABugOffAsAnAnswerOfOdoos) {
  const faults::Wrapper buggy = [](Handler) -> Handler {
    return [](const HttpRequest&) -> HttpResponse { throw std::logic_error("seven is not eight"); };
  };
  TestSimulator odoo({.faults = {buggy}});
  const HttpResponse response = odoo.post("/jsonrpc", "{}", json_type);
  EXPECT_EQ(response.status, 500);
  EXPECT_NE(response.body.find("Paridoo failed: seven is not eight"), std::string::npos);
  EXPECT_EQ(header(response.headers, "Content-Type"), "text/plain; charset=utf-8");
}

}  // namespace
}  // namespace paridoo::rpc
