#include "simulator/rpc/http_message.h"

#include <gtest/gtest.h>

namespace paridoo::rpc {
namespace {

TEST(HttpMessage, FindsHeadersInAnyCase) {
  const Headers headers = {{"content-TYPE", "text/xml"}, {"X", "1"}};
  EXPECT_EQ(header(headers, "Content-Type"), "text/xml");
  EXPECT_EQ(header(headers, "Content-Typ"), "");
}

TEST(HttpMessage, ReadsTheTypeWithoutItsParameters) {
  EXPECT_EQ(mimetype({.headers = {{"Content-Type", " Application/JSON ; charset=utf-8"}}}), "application/json");
  EXPECT_EQ(mimetype({}), "");
}

TEST(HttpMessage, FindsCookies) {
  const HttpRequest request{.headers = {{"Cookie", "a=1; session_id=xyz==;  tz=UTC"}}};
  EXPECT_EQ(cookie(request, "session_id"), "xyz==");
  EXPECT_EQ(cookie(request, "tz"), "UTC");
  EXPECT_EQ(cookie(request, "id"), "");
  EXPECT_EQ(cookie({.headers = {{"Cookie", ";;=;"}}}, "a"), "");
}

TEST(HttpMessage, SaysWhichMethodIsAllowed) {
  EXPECT_EQ(method_not_allowed("POST").status, 405);
  EXPECT_EQ(header(method_not_allowed("POST").headers, "Allow"), "POST");
}

}  // namespace
}  // namespace paridoo::rpc
