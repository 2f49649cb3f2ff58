#include "simulator/orm/letter_case.h"

#include <gtest/gtest.h>

namespace paridoo::orm {
namespace {

TEST(LowerCase, KnowsLettersBeyondAscii) {
  EXPECT_EQ(lower_case("Hello [World] 42"), "hello [world] 42");
  EXPECT_EQ(lower_case("ÄÖÜ ÀÉÎÕØ Þ"), "äöü àéîõø þ");
  EXPECT_EQ(lower_case("ŁÓDŹ ŞİŻ Ÿ"), "łódź şiż ÿ");
  EXPECT_EQ(lower_case("ΑΒΓ ΣΩ ΆΈ"), "αβγ σω άέ");
  EXPECT_EQ(lower_case("ЁЖИК Ґ"), "ёжик ґ");
  EXPECT_EQ(lower_case("ĐẶNG"), "đặng");
}

TEST(LowerCase, LeavesTheRest) {
  EXPECT_EQ(lower_case("ß ÷ × 日本 😀"), "ß ÷ × 日本 😀");
  EXPECT_EQ(lower_case(""), "");
  EXPECT_EQ(lower_case("A\xff\xc3"), "a\xff\xc3");
}

}  // namespace
}  // namespace paridoo::orm
