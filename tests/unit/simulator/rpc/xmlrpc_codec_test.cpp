#include "simulator/rpc/xmlrpc_codec.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "simulator/orm/fault.h"

namespace paridoo::rpc {
namespace {

using orm::Dict;
using orm::Fault;
using orm::FaultKind;
using orm::List;
using orm::Value;

std::string call_with(const std::string& value) {
  return "<?xml version='1.0'?>\n<methodCall>\n<methodName>m</methodName>\n<params>\n<param>\n" + value +
         "\n</param>\n</params>\n</methodCall>\n";
}

Value parsed(const std::string& value) { return parse_xmlrpc_call(call_with(value)).params.at(0); }

template <class Work>
FaultKind fault_of(Work work) {
  try {
    work();
  } catch (const Fault& fault) {
    return fault.kind();
  }
  ADD_FAILURE() << "no fault";
  return FaultKind::not_simulated;
}

FaultKind refused(const std::string& body) {
  return fault_of([&] { parse_xmlrpc_call(body); });
}

TEST(XmlRpcCall, ReadsTheMethodAndEveryKindOfValue) {
  EXPECT_EQ(parse_xmlrpc_call("<methodCall><methodName>version</methodName></methodCall>").method, "version");
  EXPECT_EQ(parsed("<value><int>-7</int></value>"), Value(-7));
  EXPECT_EQ(parsed("<value><i4> +7 </i4></value>"), Value(7));
  EXPECT_TRUE(parsed("<value><double>1</double></value>").is_real());
  EXPECT_TRUE(std::isnan(parsed("<value><double>nan</double></value>").number()));
  EXPECT_EQ(parsed("<value><boolean>1</boolean></value>"), Value(true));
  EXPECT_TRUE(parsed("<value><nil/></value>").is_none());
  EXPECT_TRUE(parsed("<value><ex:nil xmlns:ex='x'/></value>").is_none());
  EXPECT_EQ(parsed("<value><dateTime.iso8601>20261122T10:11:12</dateTime.iso8601></value>"),
            Value("2026-11-22 10:11:12"));
  EXPECT_EQ(parsed("<value><base64>\nYWJj\n</base64></value>"), Value("abc"));
}

TEST(XmlRpcCall, ReadsTexts) {
  EXPECT_EQ(parsed("<value>bare &amp; <![CDATA[<raw>]]></value>"), Value("bare & <raw>"));
  EXPECT_EQ(parsed("<value><string>  </string></value>"), Value("  "));
  EXPECT_EQ(parsed("<value><string/></value>"), Value(""));
  EXPECT_EQ(parsed("<value></value>"), Value(""));
  EXPECT_EQ(parsed("<value><string>Zoë 中文 &#128512;</string></value>"), Value("Zoë 中文 😀"));
}

TEST(XmlRpcCall, ReadsListsAndDicts) {
  const Value value = parsed(
      "<value><struct>"
      "<member><name>ids</name><value><array><data><value><int>1</int></value><value>x</value></data></array></value>"
      "</member><member><name>empty</name><value><array><data/></array></value></member></struct></value>");
  EXPECT_EQ(value, Value(Dict{{"ids", List{1, "x"}}, {"empty", List{}}}));
}

TEST(XmlRpcCall, RefusesWhatIsNotXml) {
  for (const char* body : {"", "   ", "{}", "<methodCall><methodName>x", "<a/><b/>", "<methodCall/>", "<x>y</x>",
                           "<methodCall><methodName>x</methodName></methodCall>junk"})
    EXPECT_EQ(refused(body), FaultKind::xml_error) << body;
  EXPECT_EQ(refused(call_with("<value><string>\xff\xfe</string></value>")), FaultKind::xml_error);
  EXPECT_EQ(refused(call_with("<value><colour>red</colour></value>")), FaultKind::xml_error);
}

TEST(XmlRpcCall, RefusesValuesThatTheirTypeDoesNotHave) {
  EXPECT_EQ(refused(call_with("<value><int>1x</int></value>")), FaultKind::value_error);
  EXPECT_EQ(refused(call_with("<value><int></int></value>")), FaultKind::value_error);
  EXPECT_EQ(refused(call_with("<value><double>abc</double></value>")), FaultKind::value_error);
  EXPECT_EQ(refused(call_with("<value><boolean>yes</boolean></value>")), FaultKind::type_error);
  EXPECT_EQ(refused(call_with("<value><dateTime.iso8601>yesterday</dateTime.iso8601></value>")),
            FaultKind::value_error);
  EXPECT_EQ(refused(call_with("<value><base64>***</base64></value>")), FaultKind::value_error);
}

TEST(XmlRpcCall, RefusesToNestTooDeep) {
  std::string deep;
  for (int i = 0; i < 300'000; ++i) deep += "<value><array><data>";
  EXPECT_EQ(refused("<methodCall><methodName>m</methodName><params><param>" + deep), FaultKind::xml_error);
  std::string closed = deep;
  for (int i = 0; i < 300'000; ++i) closed += "</data></array></value>";
  EXPECT_EQ(refused(call_with(closed)), FaultKind::recursion_error);
}

TEST(XmlRpcResponse, WritesEveryKindOfValue) {
  EXPECT_EQ(dump_xmlrpc_response(Dict{{"a", List{1, 2.5, true, "x<&>\x01\n", Dict{}}}}),
            "<?xml version=\"1.0\"?>\n<methodResponse>\n<params>\n<param>\n<value><struct>\n<member>\n<name>a</name>\n"
            "<value><array><data>\n<value><int>1</int></value>\n<value><double>2.5</double></value>\n"
            "<value><boolean>1</boolean></value>\n<value><string>x&lt;&amp;&gt;\n</string></value>\n"
            "<value><struct>\n</struct></value>\n</data></array></value>\n</member>\n</struct></value>\n"
            "</param>\n</params>\n\n</methodResponse>\n");
}

TEST(XmlRpcResponse, HasNoNoneAndNoLargeIntegers) {
  EXPECT_EQ(fault_of([] { dump_xmlrpc_response({}); }), FaultKind::type_error);
  EXPECT_EQ(fault_of([] { dump_xmlrpc_response(List{Dict{{"a", Value()}}}); }), FaultKind::type_error);
  EXPECT_EQ(fault_of([] { dump_xmlrpc_response(std::int64_t{1} << 31); }), FaultKind::overflow_error);
  EXPECT_NO_THROW(dump_xmlrpc_response(-(std::int64_t{1} << 31)));
}

TEST(XmlRpcFault, CarriesANumberOrAText) {
  EXPECT_NE(dump_xmlrpc_fault(2, "no").find("<name>faultCode</name>\n<value><int>2</int></value>"), std::string::npos);
  EXPECT_NE(dump_xmlrpc_fault("AccessDenied", "no").find("<value><string>AccessDenied</string></value>"),
            std::string::npos);
}

}  // namespace
}  // namespace paridoo::rpc
