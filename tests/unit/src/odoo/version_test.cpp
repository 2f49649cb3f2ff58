#include "src/odoo/version.h"

#include <gtest/gtest.h>

namespace paridoo::odoo {
namespace {

Value answer(Value major, Value minor, const char* text) {
  return Dict{{"server_version", text},
              {"server_version_info", List{std::move(major), std::move(minor), 0, "final", 0, ""}}};
}

TEST(Version, ReadsTheNumbersOfEachSeries) {
  for (const int major : {17, 18, 19}) {
    const auto version = read_version(answer(major, 0, "x.0"));
    ASSERT_TRUE(version);
    EXPECT_EQ(version->major, major);
    EXPECT_EQ(version->minor, 0);
  }
}

TEST(Version, ReadsOdooOnlinesNames) {
  const auto version = read_version(answer("saas~18", 2, "saas~18.2+e"));
  ASSERT_TRUE(version);
  EXPECT_EQ(version->major, 18);
  EXPECT_EQ(version->minor, 2);
}

TEST(Version, RefusesWhatIsTooOldAndWhatIsNoOdoo) {
  EXPECT_EQ(read_version(answer(16, 0, "16.0")).error().kind, ErrorKind::not_supported);
  EXPECT_EQ(read_version(answer("new", 0, "new")).error().kind, ErrorKind::malformed_answer);
  EXPECT_EQ(read_version(Value("18.0")).error().kind, ErrorKind::malformed_answer);
  EXPECT_EQ(read_version(Dict{{"server_version", "18.0"}}).error().kind, ErrorKind::malformed_answer);
}

}  // namespace
}  // namespace paridoo::odoo
