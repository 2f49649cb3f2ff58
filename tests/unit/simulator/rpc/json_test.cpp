#include "simulator/rpc/json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "simulator/orm/fault.h"

namespace paridoo::rpc {
namespace {

using orm::Dict;
using orm::Fault;
using orm::FaultKind;
using orm::List;
using orm::Value;

FaultKind refused(const std::string& text) {
  try {
    parse_json(text);
  } catch (const Fault& fault) {
    return fault.kind();
  }
  ADD_FAILURE() << "taken: " << text.substr(0, 80);
  return FaultKind::not_simulated;
}

TEST(Json, KeepsIntegersAndFloatsApart) {
  EXPECT_TRUE(parse_json("1").is_integer());
  EXPECT_TRUE(parse_json("1.0").is_real());
  EXPECT_EQ(dump_json(List{1, 1.0, 1e16, 1e-5, 0.1, -0.0}), "[1, 1.0, 1e+16, 1e-05, 0.1, -0.0]");
}

TEST(Json, KeepsTheOrderOfKeys) {
  EXPECT_EQ(dump_json(parse_json(R"({"z": 1, "a": {"y": null, "b": true}})")),
            R"({"z": 1, "a": {"y": null, "b": true}})");
}

TEST(Json, LetsTheLastOfEqualKeysWin) {
  EXPECT_EQ(dump_json(parse_json(R"({"a": 1, "b": 2, "a": 3})")), R"({"a": 3, "b": 2})");
}

TEST(Json, LetsTheLastOfEqualKeysWinInALargeDictToo) {
  std::string text = "{";
  for (int i = 0; i < 100; ++i) text += "\"k" + std::to_string(i % 60) + "\": " + std::to_string(i) + ", ";
  const Value parsed = parse_json(text + "\"end\": 0}");
  EXPECT_EQ(parsed.dict().size(), 61u);
  EXPECT_EQ(parsed.dict().get("k7"), Value(67));
  EXPECT_EQ(parsed.dict().get("k59"), Value(59));
}

TEST(Json, ReadsAndWritesPythonsNumbersThatAreNone) {
  const Value parsed = parse_json(R"([NaN, Infinity, -Infinity, "NaN \" Infinity"])");
  EXPECT_TRUE(std::isnan(parsed.list()[0].number()));
  EXPECT_EQ(dump_json(parsed), R"([NaN, Infinity, -Infinity, "NaN \" Infinity"])");
}

TEST(Json, MakesFloatsOfIntegersThatAreTooLarge) {
  EXPECT_EQ(parse_json("9223372036854775807"), Value(std::int64_t{9223372036854775807}));
  EXPECT_TRUE(parse_json("9223372036854775808").is_real());
  EXPECT_TRUE(parse_json("123456789012345678901234567890").is_real());
}

TEST(Json, KeepsIntegersFromFloats) {
  EXPECT_TRUE(parse_json("-0").is_integer());
  EXPECT_TRUE(parse_json("1.0").is_real());
  EXPECT_TRUE(parse_json("1e3").is_real());
  EXPECT_EQ(parse_json("-9223372036854775808"), Value(std::numeric_limits<std::int64_t>::min()));
}

TEST(Json, EscapesAsPythonDoes) {
  EXPECT_EQ(dump_json("a\"\\/\b\f\n\r\t\x01\x7f é 😀"), "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f é 😀\"");
  EXPECT_EQ(parse_json(R"("\u00e9\ud83d\ude00")"), Value("é😀"));
}

TEST(Json, ReadsBytesThatAreNotUtf8AsReplacementCharacters) {
  EXPECT_EQ(parse_json("\"a\xff\"").text(), "a\xEF\xBF\xBD");
}

TEST(Json, RefusesWhatPythonRefuses) {
  for (const char* text : {"", "nope", "[1", "[1,]", "{\"a\"}", "{'a': 1}", "[1] 2", "\"\n\"", "01", "nan", "1e999"})
    EXPECT_EQ(refused(text), FaultKind::json_decode_error) << text;
}

TEST(Json, RefusesToNestTooDeep) {
  EXPECT_EQ(refused(std::string(10 << 20, '[')), FaultKind::recursion_error);
  std::string dicts;
  for (int i = 0; i < 1'000'000; ++i) dicts += "{\"a\":";
  EXPECT_EQ(refused(dicts), FaultKind::recursion_error);
  EXPECT_NO_THROW(parse_json(std::string(900, '[') + std::string(900, ']')));
  EXPECT_EQ(refused(std::string(901, '[') + std::string(901, ']')), FaultKind::recursion_error);
}

TEST(Json, TakesALargeDictInLinearTime) {
  std::string text = "{";
  for (int i = 0; i < 200'000; ++i) text += "\"" + std::to_string(i) + "\":0,";
  EXPECT_EQ(parse_json(text + "\"x\":0}").dict().size(), 200'001u);
}

}  // namespace
}  // namespace paridoo::rpc
