// An unlisted difference fails, and so does a listed one that has vanished.
#include "tools/verify/known.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace paridoo::verify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Key;
using testing::UnorderedElementsAre;

const std::string listed = "stock/serials 3 stock.quant.read [0].quantity";

std::vector<Outcome> one_failure() {
  return {
      {.scenario = "stock/serials",
       .area = "stock",
       .compared = 5,
       .failures = {{.step = 3, .call = "stock.quant.read", .path = "[0].quantity", .what = "wanted 1, answered 2"}},
       .time = {}}};
}

std::filesystem::path scratch(const std::string& text) {
  const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("paridoo_known_" + test + "_" + std::to_string(getpid()) + ".txt");
  std::ofstream(file) << text;
  return file;
}

TEST(Judge, AListedDifferenceIsExpected) {
  const Judgement judgement = judge(one_failure(), {{listed, "rounding"}});
  EXPECT_THAT(judgement.unlisted, IsEmpty());
  EXPECT_THAT(judgement.vanished, IsEmpty());
}

TEST(Judge, AnUnlistedDifferenceFails) {
  EXPECT_THAT(judge(one_failure(), {}).unlisted, ElementsAre(listed + ": wanted 1, answered 2"));
}

TEST(Judge, AListedDifferenceThatHasVanishedFails) {
  EXPECT_THAT(judge(one_failure(), {{listed, "r"}, {"stock/serials 4 stock.quant.read", "r"}}).vanished,
              ElementsAre("stock/serials 4 stock.quant.read"));
}

TEST(Judge, ScenariosThatWereNotAskedAreLeftAlone) {
  EXPECT_THAT(judge(one_failure(), {{listed, "r"}, {"account/taxes 1 account.move.read", "r"}}).vanished, IsEmpty());
}

TEST(KnownFile, NeedsAReasonOnEachLine) {
  EXPECT_THAT(read_known(scratch("# a comment\n\n" + listed + " # rounding\n")),
              ElementsAre(testing::Pair(listed, "rounding")));
  EXPECT_THROW(read_known(scratch(listed + "\n")), std::runtime_error);
}

TEST(KnownFile, IsUpdatedWithItsReasonsKept) {
  const std::filesystem::path file = scratch("");
  write_known(file, one_failure(),
              {{listed, "rounding"}, {"stock/serials 9 x.y", "gone"}, {"sale/states 1 x.y", "elsewhere"}});
  const Known known = read_known(file);
  EXPECT_THAT(known, UnorderedElementsAre(Key(listed), Key("sale/states 1 x.y")));
  EXPECT_EQ(known.at(listed), "rounding");
}

}  // namespace
}  // namespace paridoo::verify
