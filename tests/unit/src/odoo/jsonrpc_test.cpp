#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "src/odoo/protocol/codec.h"

namespace paridoo::odoo {
namespace {

using nlohmann::json;

Result<Value> decode(const std::string& body, int status = 200) {
  return jsonrpc_codec().decode({.status = status, .content_type = "application/json", .body = body});
}

std::string error_body(const char* name, const char* message, int code = 200) {
  const json data = {{"name", name}, {"message", message}, {"debug", "Traceback ..."}, {"arguments", json::array()}};
  return json{
      {"jsonrpc", "2.0"}, {"id", 1}, {"error", {{"code", code}, {"message", "Odoo Server Error"}, {"data", data}}}}
      .dump();
}

TEST(Jsonrpc, AnObjectCallIsExecuteKwOnTheObjectService) {
  const auto request = jsonrpc_codec().encode_object({.database = "db",
                                                      .uid = 2,
                                                      .password = "secret",
                                                      .model = "sale.order",
                                                      .method = "write",
                                                      .arguments = {List{7}, Dict{{"note", false}}},
                                                      .keywords = {{"context", Dict{{"lang", "en_US"}}}}});
  EXPECT_EQ(request.path, "/jsonrpc");
  EXPECT_EQ(request.content_type, "application/json");
  EXPECT_FALSE(request.repeatable);
  const auto params = json::parse(request.body).at("params");
  EXPECT_EQ(params.at("service"), "object");
  EXPECT_EQ(params.at("method"), "execute_kw");
  EXPECT_EQ(params.at("args"), json::parse(R"(["db", 2, "secret", "sale.order", "write", [[7], {"note": false}],
                                              {"context": {"lang": "en_US"}}])"));
}

TEST(Jsonrpc, WritesValuesOfEveryKindAsJson) {
  const auto request =
      jsonrpc_codec().encode_object({.model = "res.partner",
                                     .method = "write",
                                     .arguments = {Value(), Value(true), Value(-7), Value(0.5), Value(2.0),
                                                   Value("a\"\\\n\t\x01é😀"), List{}, Dict{}}});
  const auto args = json::parse(request.body).at("params").at("args").at(5);
  EXPECT_EQ(args, json::parse(R"([null, true, -7, 0.5, 2.0, "a\"\\\n\t\u0001é😀", [], {}])"));
  EXPECT_TRUE(args[4].is_number_float()) << "2.0 stays a float";
}

TEST(Jsonrpc, WritesBytesThatAreNotUtf8AsReplacementCharacters) {
  const auto request = jsonrpc_codec().encode_object({.model = "x", .method = "y", .arguments = {Value("a\xff")}});
  EXPECT_EQ(json::parse(request.body).at("params").at("args").at(5).at(0), "a\xEF\xBF\xBD");
}

TEST(Jsonrpc, ReadsMayBeRepeatedWritesMayNot) {
  for (const auto* method : {"search_read", "read", "search_count", "fields_get", "read_group"}) {
    EXPECT_TRUE(jsonrpc_codec().encode_object({.model = "res.partner", .method = method}).repeatable) << method;
  }
  for (const auto* method : {"create", "write", "unlink", "action_confirm", "button_validate"}) {
    EXPECT_FALSE(jsonrpc_codec().encode_object({.model = "res.partner", .method = method}).repeatable) << method;
  }
}

TEST(Jsonrpc, ReadsEveryKindOfValue) {
  const auto value =
      decode(R"({"result": {"n": null, "t": true, "i": 9007199254740993, "f": 0.5, "s": "é", "l": [1]}})");
  ASSERT_TRUE(value);
  EXPECT_TRUE(value->find("n")->is_none());
  EXPECT_EQ(*value->find("t"), Value(true));
  EXPECT_EQ(*value->find("i"), Value(std::int64_t{9007199254740993}));
  EXPECT_EQ(*value->find("f"), Value(0.5));
  EXPECT_EQ(*value->find("s"), Value("é"));
  EXPECT_EQ(*value->find("l"), Value(Ids{1}));
}

TEST(Jsonrpc, NoResultIsNone) {
  const auto value = decode(R"({"jsonrpc": "2.0", "id": 1})");
  ASSERT_TRUE(value);
  EXPECT_TRUE(value->is_none());
}

struct FaultCase {
  const char* exception;
  ErrorKind kind;
};

class JsonrpcFaults : public ::testing::TestWithParam<FaultCase> {};

TEST_P(JsonrpcFaults, AreTyped) {
  const auto value = decode(error_body(GetParam().exception, "because"));
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().kind, GetParam().kind);
}

INSTANTIATE_TEST_SUITE_P(AllKinds, JsonrpcFaults,
                         ::testing::Values(FaultCase{"odoo.exceptions.UserError", ErrorKind::user_error},
                                           FaultCase{"odoo.exceptions.ValidationError", ErrorKind::validation_error},
                                           FaultCase{"odoo.exceptions.AccessError", ErrorKind::access_error},
                                           FaultCase{"odoo.exceptions.AccessDenied", ErrorKind::access_denied},
                                           FaultCase{"odoo.exceptions.MissingError", ErrorKind::missing_record},
                                           FaultCase{"odoo.exceptions.RedirectWarning", ErrorKind::redirect_warning},
                                           FaultCase{"odoo.http.SessionExpiredException", ErrorKind::session_expired},
                                           FaultCase{"builtins.KeyError", ErrorKind::odoo_exception},
                                           FaultCase{"psycopg2.OperationalError", ErrorKind::odoo_exception}));

TEST(Jsonrpc, AUserErrorsMessageIsPassedOnWithoutItsTraceback) {
  const auto error = decode(error_body("odoo.exceptions.UserError", "Not today.")).error();
  EXPECT_EQ(error.message, "Not today.");
  EXPECT_NE(error.detail.find("Traceback"), std::string::npos);
}

TEST(Jsonrpc, AnotherExceptionsMessageIsNotPassedOn) {
  const auto error = decode(error_body("psycopg2.Error", "relation secret_table")).error();
  EXPECT_EQ(error.message.find("secret_table"), std::string::npos);
  EXPECT_NE(error.detail.find("secret_table"), std::string::npos);
}

TEST(Jsonrpc, WhatParidooDoesNotSimulateIsToldApart) {
  const auto error = decode(error_body("builtins.NotImplementedError", "NotSimulated: sale.order.action_lock")).error();
  EXPECT_EQ(error.kind, ErrorKind::not_simulated);
  EXPECT_EQ(error.message, "NotSimulated: sale.order.action_lock");
}

TEST(Jsonrpc, Code100IsAnExpiredSession) {
  EXPECT_EQ(decode(error_body("x", "Session expired", 100)).error().kind, ErrorKind::session_expired);
}

TEST(Jsonrpc, WhatIsNotJsonrpcIsMalformed) {
  for (const auto* body :
       {"", "<html></html>", "[]", "{\"error\": 5}", "{\"error\": {}}", "{\"error\": {\"data\": 1}}"}) {
    EXPECT_EQ(decode(body).error().kind, ErrorKind::malformed_answer) << body;
  }
  EXPECT_EQ(decode("{\"result\": " + std::string(200, '[') + std::string(200, ']') + "}").error().kind,
            ErrorKind::malformed_answer);
}

TEST(Jsonrpc, StatusesOfProxiesMeanComeBackLater) {
  for (const int status : {429, 502, 503, 504}) EXPECT_EQ(decode("", status).error().kind, ErrorKind::overloaded);
  for (const int status : {301, 400, 404, 500}) EXPECT_EQ(decode("", status).error().kind, ErrorKind::malformed_answer);
}

}  // namespace
}  // namespace paridoo::odoo
