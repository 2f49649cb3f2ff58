#include "simulator/orm/html_text.h"

#include <gtest/gtest.h>

namespace paridoo::orm {
namespace {

TEST(HtmlText, MakesAParagraphOfPlainText) {
  EXPECT_EQ(normalised_html("abc"), "<p>abc</p>");
  EXPECT_EQ(normalised_html("a\nb"), "<p>a\nb</p>");
  EXPECT_EQ(normalised_html("abc <b>x</b>"), "<p>abc <b>x</b></p>");
  EXPECT_EQ(normalised_html("a & b &amp; c"), "<p>a &amp; b &amp; c</p>");
}

TEST(HtmlText, KeepsMarkup) {
  for (const char* text : {"", "<p>x</p>y", "<b>x</b>", "<p>a</p><p>b</p>", "<h1>t</h1> tail", " "})
    EXPECT_EQ(normalised_html(text), text);
}

TEST(HtmlText, TakesOneDivAway) {
  EXPECT_EQ(normalised_html("<div>q</div>"), "q");
  EXPECT_EQ(normalised_html("<div><div>a</div>b</div>"), "<div>a</div>b");
  EXPECT_EQ(normalised_html("<div>a</div><div>b</div>"), "<div>a</div><div>b</div>");
}

}  // namespace
}  // namespace paridoo::orm
