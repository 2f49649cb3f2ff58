#include <gtest/gtest.h>

#include "src/odoo/protocol/codec.h"

namespace paridoo::odoo {
namespace {

Result<Value> decode(const std::string& body, int status = 200) {
  return xmlrpc_codec().decode({.status = status, .content_type = "text/xml", .body = body});
}

Result<Value> decode_value(const std::string& value) {
  return decode("<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value>" + value +
                "</value>\n</param>\n</params>\n</methodResponse>\n");
}

Error decode_fault(int code, const std::string& text) {
  const auto value =
      decode("<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>" + std::to_string(code) +
             "</int></value></member><member><name>faultString</name><value><string>" + text +
             "</string></value></member></struct></value></fault></methodResponse>");
  return value ? Error{ErrorKind::internal_error, "no fault"} : value.error();
}

TEST(Xmlrpc, AnObjectCallIsExecuteKwOnTheObjectService) {
  const auto request = xmlrpc_codec().encode_object({.database = "db",
                                                     .uid = 2,
                                                     .password = "a<b",
                                                     .model = "res.partner",
                                                     .method = "search_read",
                                                     .arguments = {List{}},
                                                     .keywords = {{"limit", 3}}});
  EXPECT_EQ(request.path, "/xmlrpc/2/object");
  EXPECT_TRUE(request.repeatable);
  EXPECT_NE(request.body.find("<methodName>execute_kw</methodName>"), std::string::npos);
  EXPECT_NE(request.body.find("<string>a&lt;b</string>"), std::string::npos);
  EXPECT_NE(request.body.find("<member><name>limit</name><value><int>3</int></value></member>"), std::string::npos);
}

TEST(Xmlrpc, WritesEveryKindOfValue) {
  const List arguments{Value(), true, -5, std::int64_t{5'000'000'000}, 0.1, "é", List{1}, Dict{{"a", false}}};
  const auto body = xmlrpc_codec().encode_service({.service = "common", .method = "m", .arguments = arguments}).body;
  for (const auto* part :
       {"<nil", "<boolean>1</boolean>", "<int>-5</int>", "<i8>5000000000</i8>", "<double>0.1</double>",
        "<string>é</string>", "<array><data><value><int>1</int></value></data></array>",
        "<struct><member><name>a</name><value><boolean>0</boolean></value></member></struct>"}) {
    EXPECT_NE(body.find(part), std::string::npos) << part << " in " << body;
  }
}

TEST(Xmlrpc, ReadsEveryKindOfValue) {
  EXPECT_EQ(*decode_value("<int>-5</int>"), Value(-5));
  EXPECT_EQ(*decode_value("<i4>7</i4>"), Value(7));
  EXPECT_EQ(*decode_value("<double>434.78</double>"), Value(434.78));
  EXPECT_EQ(*decode_value("<boolean>0</boolean>"), Value(false));
  EXPECT_EQ(*decode_value("<string>a &amp; b</string>"), Value("a & b"));
  EXPECT_EQ(*decode_value("untyped"), Value("untyped"));
  EXPECT_EQ(*decode_value("<string></string>"), Value(""));
  EXPECT_EQ(*decode_value("<string>  </string>"), Value("  "));
  EXPECT_TRUE(decode_value("<nil/>")->is_none());
  EXPECT_EQ(*decode_value("<array><data>\n<value><int>1</int></value>\n<value><int>2</int></value></data></array>"),
            Value(Ids{1, 2}));
  EXPECT_EQ(*decode_value("<struct><member><name>id</name><value><int>1</int></value></member></struct>"),
            Value(Dict{{"id", 1}}));
}

TEST(Xmlrpc, FaultCodesAreTyped) {
  EXPECT_EQ(decode_fault(2, "Not today.").kind, ErrorKind::user_error);
  EXPECT_EQ(decode_fault(2, "Not today.").message, "Not today.");
  EXPECT_EQ(decode_fault(3, "Access Denied").kind, ErrorKind::access_denied);
  EXPECT_EQ(decode_fault(4, "No right.").kind, ErrorKind::access_error);
}

TEST(Xmlrpc, ATracebackIsReadByItsLastLine) {
  const auto error =
      decode_fault(1, "Traceback (most recent call last):\n  File x\nodoo.exceptions.MissingError: gone\n");
  EXPECT_EQ(error.kind, ErrorKind::missing_record);
  EXPECT_EQ(error.message, "gone");
  const auto other = decode_fault(1, "Traceback:\nKeyError: 'secret'");
  EXPECT_EQ(other.kind, ErrorKind::odoo_exception);
  EXPECT_EQ(other.message.find("secret"), std::string::npos);
}

TEST(Xmlrpc, TheFaultThatMeansNoneIsNone) {
  const auto value = decode(
      "<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>1</int></value></member>"
      "<member><name>faultString</name><value><string>TypeError: cannot marshal None unless allow_none is enabled"
      "</string></value></member></struct></value></fault></methodResponse>");
  ASSERT_TRUE(value);
  EXPECT_TRUE(value->is_none());
}

TEST(Xmlrpc, WhatIsNotXmlrpcIsMalformed) {
  for (const auto* body : {"", "<html/>", "{}", "<methodResponse/>", "<methodResponse><params/></methodResponse>"}) {
    EXPECT_EQ(decode(body).error().kind, ErrorKind::malformed_answer) << body;
  }
  EXPECT_EQ(decode_value("<int>x</int>").error().kind, ErrorKind::malformed_answer);
  EXPECT_EQ(decode_value("<surprise>1</surprise>").error().kind, ErrorKind::malformed_answer);
  EXPECT_EQ(decode("", 503).error().kind, ErrorKind::overloaded);
}

TEST(Xmlrpc, DeepNestingIsMalformedAndHarmless) {
  std::string value;
  for (int i = 0; i < 5000; ++i) value += "<array><data><value>";
  for (int i = 0; i < 5000; ++i) value += "</value></data></array>";
  EXPECT_EQ(decode_value(value).error().kind, ErrorKind::malformed_answer);
}

}  // namespace
}  // namespace paridoo::odoo
