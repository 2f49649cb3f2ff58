#include "simulator/server/in_process.h"

#include <gtest/gtest.h>

namespace paridoo::server {
namespace {

TEST(InProcess, SplitsAndDecodesTheTarget) {
  rpc::HttpRequest seen;
  const rpc::Handler handler = [&](const rpc::HttpRequest& request) {
    seen = request;
    return rpc::HttpResponse{.status = 204};
  };
  EXPECT_EQ(ask(handler, "POST", "/a%20b/c?d=%20", {{"X", "1"}}, "body").status, 204);
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.path, "/a b/c");
  EXPECT_EQ(seen.query, "d=%20");
  EXPECT_EQ(seen.body, "body");
  EXPECT_EQ(rpc::header(seen.headers, "x"), "1");
}

TEST(InProcess, LeavesWhatIsNoEscape) {
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%4"), "%4");
  EXPECT_EQ(percent_decoded("%zz%41"), "%zzA");
  EXPECT_EQ(percent_decoded("%2f%2F"), "//");
}

}  // namespace
}  // namespace paridoo::server
