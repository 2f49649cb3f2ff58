#include "simulator/orm/html_text.h"

#include <gtest/gtest.h>

namespace paridoo::orm {
namespace {

std::string kept(std::string_view text, const HtmlSettings& settings = {}) {
  return sanitised_html(text, Series::v18, settings);
}

TEST(HtmlText, MakesAParagraphOfPlainText) {
  EXPECT_EQ(kept("abc"), "<p>abc</p>");
  EXPECT_EQ(kept("a\nb"), "<p>a\nb</p>");
  EXPECT_EQ(kept("abc <b>x</b>"), "<p>abc <b>x</b></p>");
  EXPECT_EQ(kept("a & b &amp; c"), "<p>a &amp; b &amp; c</p>");
}

TEST(HtmlText, MakesAParagraphOfWordsInEverySeries) {
  for (const Series series : {Series::v17, Series::v18, Series::v19})
    for (const std::string text :
         {"A", "Sales Order created", "S00001 (x): #1", "a  b", "http://a.b/c", "x_y__z, a : b"})
      EXPECT_EQ(sanitised_html(text, series), "<p>" + text + "</p>");
}

TEST(HtmlText, LooksAtWhatMayBeMoreThanWords) {
  EXPECT_EQ(kept("a -- b"), "<p>a -- b</p>");
  EXPECT_EQ(kept(" a "), "<p>a </p>");
  EXPECT_EQ(kept("a\xc2\xa0"
                 "b"),
            "<p>a&nbsp;b</p>");
  EXPECT_EQ(kept("a<b"), "<p>a<b></b></p>");
}

TEST(HtmlText, KeepsMarkup) {
  for (const char* text :
       {"", "<b>x</b>", "<p>a</p>", "<h1>t</h1>", "<a href=\"http://x.y/z\" target=\"_blank\">l</a>"})
    EXPECT_EQ(kept(text), text);
}

TEST(HtmlText, TakesOneDivAway) {
  EXPECT_EQ(kept("<div>q</div>"), "q");
  EXPECT_EQ(kept("<p>a</p><p>b</p>"), "<p>a</p><p>b</p>");
  EXPECT_EQ(kept("<div><div>a</div>b</div>"), "<div>a</div>b");
  EXPECT_EQ(kept("<div>a</div><div>b</div>"), "<div>a</div><div>b</div>");
  // Since 19.0 an element that was written by itself stays.
  EXPECT_EQ(sanitised_html("<div>q</div>", Series::v19), "<div>q</div>");
}

TEST(HtmlText, TakesScriptsOut) {
  EXPECT_EQ(kept("<p onclick=\"x()\">a<script>alert(1)</script>b</p>"), "<p>ab</p>");
  EXPECT_EQ(kept("<p><a href=\"java script:alert(1)\">a</a></p>"), "<p><a href=\"\">a</a></p>");
  EXPECT_EQ(kept("<p style=\"width: expression(alert(1))\">a</p>"), "<p style=\"width: )\">a</p>");
  EXPECT_EQ(kept("<iframe src=\"http://x\">y</iframe>"), "");
}

TEST(HtmlText, KeepsKnownTagsAndAttributes) {
  EXPECT_EQ(kept("<p data-foo=\"1\" data-oe-id=\"2\">a<foo>b</foo></p>"), "<p data-oe-id=\"2\">ab</p>");
  EXPECT_EQ(kept("<p><form><input>x</form>y</p>"), "<p></p>xy");
  EXPECT_EQ(kept("<t t-out=\"x\">a</t>", {.tags = false, .attributes = false, .outgoing = true}),
            "<t t-out=\"x\">a</t>");
}

TEST(HtmlText, MakesMalformedMarkupWellFormed) {
  EXPECT_EQ(kept("<p>a<b>b</p>c"), "<p>a<b>b</b></p>c");
  EXPECT_EQ(kept("<ul><li>a<li>b</ul>"), "<ul><li>a</li><li>b</li></ul>");
  EXPECT_EQ(kept("<p>a\xc2\xa0 b</p>"), "<p>a&nbsp; b</p>");
}

TEST(HtmlText, KeepsKnownStylesWhereAFieldKnowsThem) {
  const HtmlSettings body = html_settings(Series::v18, "mail.message", "body");
  EXPECT_EQ(kept("<p style=\"COLOR: red;position:fixed\">a</p>", body), "<p style=\"color:red\">a</p>");
  EXPECT_EQ(kept("<p style=\"position:fixed\">a</p>", body), "<p>a</p>");
  EXPECT_EQ(kept("<p style=\"position:fixed\">a</p>"), "<p style=\"position:fixed\">a</p>");
}

TEST(HtmlText, MarksQuotes) {
  EXPECT_EQ(kept("<blockquote>a</blockquote>"),
            "<blockquote data-o-mail-quote-node=\"1\" data-o-mail-quote=\"1\">a</blockquote>");
  EXPECT_EQ(kept("<p>a\n&gt; b\nc</p>"), "<p>a<span data-o-mail-quote=\"1\">\n&gt; b</span>\nc</p>");
}

}  // namespace
}  // namespace paridoo::orm
