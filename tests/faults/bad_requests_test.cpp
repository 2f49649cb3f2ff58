// Whatever a client sends over a real socket: it gets a clear answer, and process and data are unharmed.
#include <gtest/gtest.h>
#include <httplib.h>

#include <random>
#include <string>
#include <vector>

#include "simulator/server/listener.h"
#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class BadRequests : public testing::Test {
 protected:
  BadRequests() { client_.set_read_timeout(60); }

  // What a well-behaved client sees before and after.
  Value census() {
    return List{call("res.partner", "search_count", {List{}}), call("res.company", "read", {List{1}, List{"name"}})};
  }
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return support::result_of(ask(model, method, std::move(args), std::move(kwargs)));
  }
  Dict ask(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    const Dict params{{"service", "object"},
                      {"method", "execute_kw"},
                      {"args", List{"odoo", 2, "admin", model, method, std::move(args), std::move(kwargs)}}};
    return rpc::parse_json(post("/jsonrpc", rpc::dump_json(Dict{{"id", 1}, {"params", params}})).body).dict();
  }
  httplib::Response post(const std::string& path, const std::string& body,
                         const std::string& type = "application/json") {
    const httplib::Result result = client_.Post(path, body, type);
    if (!result) throw std::runtime_error("no answer: " + httplib::to_string(result.error()));
    return *result;
  }
  std::string json_error(const std::string& body) {
    return support::error_name(rpc::parse_json(post("/jsonrpc", body).body).dict());
  }

  support::TestSimulator odoo_;
  server::Listener listener_{odoo_.simulator().handler(), {}};
  httplib::Client client_{"127.0.0.1", listener_.port()};
};

TEST_F(BadRequests, MalformedBodies) {
  const Value before = census();
  for (const char* body : {"", "{", "nope", "[]", "{\"id\": 1, \"params\": ", "\xff\xfe\x00", "{\"a\": \"\\ud800\"}"})
    EXPECT_EQ(post("/jsonrpc", body).status, 400) << body;
  for (const char* body :
       {"", "<", "<methodCall>", "<a></b>", "{}", "\xff\xfe", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}) {
    const httplib::Response answer = post("/xmlrpc/2/object", body, "text/xml");
    EXPECT_EQ(answer.status, 200) << body;
    EXPECT_NE(answer.body.find("<name>faultCode</name>\n<value><int>1</int>"), std::string::npos) << body;
  }
  EXPECT_EQ(census(), before);
}

TEST_F(BadRequests, TenMegabytesOfNestedBrackets) {
  const Value before = census();
  const std::size_t count = 10 << 20;
  EXPECT_EQ(json_error(std::string(count, '[')), "builtins.RecursionError");
  EXPECT_EQ(json_error(std::string(count / 2, '[') + std::string(count / 2, ']')), "builtins.RecursionError");
  std::string dicts;
  while (dicts.size() < count) dicts += "{\"params\":";
  EXPECT_EQ(json_error(dicts), "builtins.RecursionError");

  std::string lists = "<methodCall><methodName>m</methodName><params><param>";
  std::size_t depth = 0;
  for (; lists.size() < count; ++depth) lists += "<value><array><data>";
  std::string closed = lists;
  for (; depth > 0; --depth) closed += "</data></array></value>";
  closed += "</param></params></methodCall>";
  for (const std::string& body : {lists, closed}) {
    const httplib::Response answer = post("/xmlrpc/2/object", body, "text/xml");
    EXPECT_EQ(answer.status, 200);
    EXPECT_NE(answer.body.find("<fault>"), std::string::npos);
  }
  EXPECT_EQ(census(), before);
}

TEST_F(BadRequests, DomainsNestedAsDeepAsTheyMayCome) {
  std::string domain = R"(["name", "=", "x"])";
  for (int i = 0; i < 800; ++i) domain = "[\"!\", " + domain + "]";
  const std::string body =
      R"({"id": 1, "params": {"service": "object", "method": "execute_kw", "args": ["odoo", 2, "admin", )"
      R"("res.partner", "search", [[)" +
      domain + "]]]}}";
  EXPECT_EQ(post("/jsonrpc", body).status, 200);
  std::string notted = "[";
  for (int i = 0; i < 200'000; ++i) notted += "\"!\",";
  const std::string flat =
      R"({"id": 1, "params": {"service": "object", "method": "execute_kw", "args": ["odoo", 2, "admin", )"
      R"("res.partner", "search", [)" +
      notted + R"(["name", "=", "x"]]]]}})";
  EXPECT_EQ(post("/jsonrpc", flat).status, 200);
  EXPECT_EQ(call("res.company", "search_count", {List{}}), Value(1));
}

TEST_F(BadRequests, TypesThatNobodyExpects) {
  const Value before = census();
  const std::vector<Value> odd = {Value(),
                                  Value(true),
                                  Value(-1),
                                  Value(1.5),
                                  Value(""),
                                  Value("x"),
                                  Value(List{}),
                                  Value(Dict{}),
                                  Value(List{List{}}),
                                  Value(List{1, "x"}),
                                  Value(Dict{{"name", Dict{}}}),
                                  Value(List{Dict{{"name", List{1}}}}),
                                  Value(std::int64_t{1} << 62)};
  for (const char* method : {"search", "read", "search_read", "search_count", "name_search", "default_get",
                             "fields_get", "read_group", "unlink", "copy", "exists"})
    for (const Value& argument : odd) {
      const httplib::Response answer =
          post("/jsonrpc",
               rpc::dump_json(
                   Dict{{"params", Dict{{"service", "object"},
                                        {"method", "execute_kw"},
                                        {"args", List{"odoo", 2, "admin", "res.country", method, List{argument}}}}}}));
      EXPECT_EQ(answer.status, 200) << method << " " << orm::repr(argument) << ": " << answer.body;
    }
  EXPECT_EQ(census(), before);
}

TEST_F(BadRequests, DomainsThatAreNone) {
  for (const Value& domain :
       {Value(List{"name"}), Value(List{List{"name", "="}}), Value(List{List{"name", "==", "x"}}), Value(List{"&"}),
        Value(List{"?", List{"name", "=", "x"}}), Value(List{List{1, 2, 3}}), Value(List{List{"bogus", "=", 1}}),
        Value(List{List{"name", "in", 5}}), Value(List{List{"country_id.bogus", "=", 1}}), Value("name = x"),
        Value(List{List{"name", "=", Dict{}}}), Value(List{List{"id", "child_of", "x"}})})
    EXPECT_EQ(post("/jsonrpc", rpc::dump_json(Dict{{"params", Dict{{"service", "object"},
                                                                   {"method", "execute_kw"},
                                                                   {"args", List{"odoo", 2, "admin", "res.partner",
                                                                                 "search", List{domain}}}}}}))
                  .status,
              200)
        << orm::repr(domain);
  EXPECT_EQ(call("res.company", "search_count", {List{}}), Value(1));
}

TEST_F(BadRequests, CommandsThatAreNone) {
  const Value before = census();
  for (const Value& commands : {Value(List{List{9, 0, 0}}), Value(List{List{0}}), Value(List{List{}}), Value("x"),
                                Value(List{List{0, 0, "x"}}), Value(List{List{6, 0, "x"}}), Value(List{List{4, "x"}}),
                                Value(List{List{1, 987654, Dict{{"name", "x"}}}}), Value(List{Dict{}}), Value(7)}) {
    const httplib::Response answer = post(
        "/jsonrpc",
        rpc::dump_json(Dict{
            {"params", Dict{{"service", "object"},
                            {"method", "execute_kw"},
                            {"args", List{"odoo", 2, "admin", "res.partner", "write",
                                          List{List{3}, Dict{{"name", "changed"}, {"category_id", commands}}}}}}}}));
    EXPECT_EQ(answer.status, 200) << orm::repr(commands) << ": " << answer.body;
  }
  EXPECT_EQ(census().list().at(0), before.list().at(0));
}

TEST_F(BadRequests, UnknownIds) {
  const Value before = census();
  EXPECT_EQ(support::error_name(ask("res.partner", "write", {List{987654}, Dict{{"name", "x"}}})),
            "odoo.exceptions.MissingError");
  EXPECT_EQ(support::error_name(ask("res.partner", "read", {List{987654}, List{"name"}})), "");
  for (const Value& id : {Value(-5), Value(std::int64_t{1} << 62)})
    EXPECT_NE(support::error_name(ask("res.partner", "write", {List{id}, Dict{{"name", "x"}}})), "") << orm::repr(id);
  EXPECT_EQ(census(), before);
}

TEST_F(BadRequests, AFaultLeavesNothingBehind) {
  const Value before = census();
  const Dict answer = ask("res.partner", "create", {List{Dict{{"name", "good"}}, Dict{{"bogus", 1}}}});
  EXPECT_EQ(support::error_name(answer), "builtins.ValueError");
  EXPECT_EQ(census(), before);
}

TEST_F(BadRequests, RandomBytes) {
  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < 200; ++i) {
    std::string body(random() % 200, '\0');
    for (char& c : body) c = static_cast<char>(random());
    EXPECT_EQ(post("/jsonrpc", body).status, 400);
    EXPECT_EQ(post("/xmlrpc/2/common", body, "text/xml").status, 200);
  }
}

// One byte of a good request is another: the answer may be anything that Odoo would answer, but never our failure.
TEST_F(BadRequests, AGoodRequestWithOneWrongByte) {
  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string good = rpc::dump_json(
      Dict{{"id", 1},
           {"params",
            Dict{{"service", "object"},
                 {"method", "execute_kw"},
                 {"args", List{"odoo", 2, "admin", "res.partner", "search_read",
                               List{List{List{"name", "ilike", "a"}, List{"id", ">", 0}}},
                               Dict{{"fields", List{"name", "country_id"}}, {"limit", 2}, {"order", "id desc"}}}}}}});
  for (int i = 0; i < 500; ++i) {
    std::string body = good;
    body[random() % body.size()] = static_cast<char>(0x20 + random() % 0x5f);
    const httplib::Response answer = post("/jsonrpc", body);
    EXPECT_TRUE(answer.status == 200 || answer.status == 400) << body << "\n" << answer.body;
  }
}

}  // namespace
}  // namespace paridoo
