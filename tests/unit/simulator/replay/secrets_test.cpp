// A recording keeps no password, whatever protocol brought it, and is still found again by the request.
#include "simulator/replay/secrets.h"

#include <gtest/gtest.h>

#include "simulator/replay/match.h"

namespace paridoo::replay {
namespace {

rpc::HttpRequest post(std::string path, std::string body) {
  rpc::HttpRequest request;
  request.method = "POST";
  request.path = std::move(path);
  request.body = std::move(body);
  return request;
}

TEST(Secrets, AreHiddenInEveryProtocol) {
  const std::vector<rpc::HttpRequest> requests = {
      post("/jsonrpc", R"({"params":{"service":"object","method":"execute_kw","args":["db",2,"s3cret","a","b",[]]}})"),
      post("/jsonrpc", R"({"params":{"service":"common","method":"login","args":["db","ada","s3cret"]}})"),
      post("/jsonrpc", R"({"params":{"service":"db","method":"drop","args":["s3cret","db"]}})"),
      post("/web/session/authenticate", R"({"params":{"db":"db","login":"ada","password":"s3cret"}})"),
      post("/web/dataset/call_kw", R"({"params":{"args":[[2],{"password":"s3cret"}]}})"),
      post("/web/login", "login=ada&password=s3cret&csrf_token=x"),
      post("/xmlrpc/2/common",
           "<methodCall><methodName>login</methodName><params><param><value><string>db</string></value></param><param>"
           "<value><string>ada</string></value></param><param><value><string>s3cret</string></value></param></params>"
           "</methodCall>"),
  };
  for (const rpc::HttpRequest& request : requests) {
    const std::string kept = without_passwords(request);
    EXPECT_EQ(kept.find("s3cret"), std::string::npos) << kept;
    EXPECT_NE(kept.find("{password}"), std::string::npos) << kept;
    const RecordedExchange recorded{.verb = "POST", .path = request.path, .body = kept};
    EXPECT_TRUE(matched(recorded, request)) << kept;
  }
}

TEST(Secrets, LeaveOtherBodiesAlone) {
  for (const char* body : {"", "plain text", R"({"params": {"args": ["a"]}})", "name=ada&x=1", "{no json"})
    EXPECT_EQ(without_passwords(post("/x", body)), body);
}

}  // namespace
}  // namespace paridoo::replay
