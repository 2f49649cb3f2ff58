// When two answers are the same, and where they part.
#include "tools/verify/difference.h"

#include <gtest/gtest.h>

namespace paridoo::verify {
namespace {

TEST(Same, NumbersToSixDigitsButNoBooleans) {
  EXPECT_TRUE(same(1, 1.0));
  EXPECT_TRUE(same(1.0000001, 1.0));
  EXPECT_FALSE(same(1.0001, 1.0));
  EXPECT_FALSE(same(true, 1));
  EXPECT_FALSE(same(false, 0));
  EXPECT_FALSE(same(nullptr, false));
}

TEST(Same, DictsInAnyOrderListsInTheirs) {
  EXPECT_TRUE(same(Json::parse(R"({"a": 1, "b": [2]})"), Json::parse(R"({"b": [2.0], "a": 1})")));
  EXPECT_FALSE(same(Json::parse("[1, 2]"), Json::parse("[2, 1]")));
  EXPECT_FALSE(same(Json::parse(R"({"a": 1})"), Json::parse(R"({"a": 1, "b": 2})")));
}

TEST(Difference, NamesTheFirstPartThatDiffers) {
  const Json wanted = Json::parse(R"([{"name": "A", "line_ids": [{"debit": 15.0}]}])");
  const Json answered = Json::parse(R"([{"name": "A", "line_ids": [{"debit": 14.0}]}])");
  const Difference parting = difference(wanted, answered);
  EXPECT_EQ(parting.path, "[0].line_ids[0].debit");
  EXPECT_EQ(parting.what, "wanted 15.0, answered 14.0");
}

TEST(Difference, TellsMissingUnexpectedAndWrongCounts) {
  EXPECT_EQ(difference(Json::parse(R"({"a": 1})"), Json::parse("{}")).what, "missing, wanted 1");
  EXPECT_EQ(difference(Json::parse("{}"), Json::parse(R"({"a": 1})")).what, "unexpected: 1");
  EXPECT_EQ(difference(Json::parse("[1]"), Json::parse("[]")).what, "1 wanted, 0 answered");
}

}  // namespace
}  // namespace paridoo::verify
