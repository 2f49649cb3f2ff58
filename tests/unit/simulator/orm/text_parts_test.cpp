#include "simulator/orm/text_parts.h"

#include <gtest/gtest.h>

namespace paridoo::orm {
namespace {

TEST(FirstLetters, DoNotCutALetter) {
  EXPECT_EQ(first_letters("éèà", 2), "éè");
  EXPECT_EQ(first_letters("ab", 5), "ab");
  EXPECT_EQ(first_letters("ab", 0), "");
}

TEST(HtmlEscaped, KeepsMarkupApart) { EXPECT_EQ(html_escaped("<a b='\"&\">"), "&lt;a b=&#39;&#34;&amp;&#34;&gt;"); }

}  // namespace
}  // namespace paridoo::orm
