#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <set>
#include <thread>

#include "src/odoo/transport/http.h"

namespace paridoo::odoo {
namespace {

using std::chrono::milliseconds;

class HttpTransport : public ::testing::Test {
 protected:
  HttpTransport() {
    server_.Post("/jsonrpc", [this](const httplib::Request& request, httplib::Response& response) {
      connections_.insert(request.remote_port);
      response.set_content(request.get_header_value("Content-Type") + "|" + request.body, "application/json");
    });
    server_.Post("/odoo/jsonrpc", [](const auto&, auto& response) { response.set_content("prefixed", "text/plain"); });
    server_.Post("/slow", [this](const auto&, auto&) {
      while (!stopping_) std::this_thread::sleep_for(milliseconds(5));
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(milliseconds(1));
  }
  ~HttpTransport() override {
    stopping_ = true;
    server_.stop();
    thread_.join();
  }

  Transport transport(const std::string& path = "") const {
    return *http_transport(
        {.url = "http://127.0.0.1:" + std::to_string(port_) + path, .read_timeout = milliseconds(200)});
  }

  httplib::Server server_;
  std::atomic<bool> stopping_ = false;
  std::set<int> connections_;
  int port_ = 0;
  std::thread thread_;
};

TEST_F(HttpTransport, CarriesARequestAndItsAnswer) {
  const auto answer = transport()({.path = "/jsonrpc", .content_type = "application/json", .body = "{}"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->content_type, "application/json");
  EXPECT_EQ(answer->body, "application/json|{}");
}

TEST_F(HttpTransport, KeepsItsConnection) {
  const auto odoo = transport();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(odoo({.path = "/jsonrpc", .content_type = "text/xml", .body = "x"}));
  EXPECT_EQ(connections_.size(), 1u);
}

TEST_F(HttpTransport, AStatusIsAnAnswer) {
  const auto answer = transport()({.path = "/nowhere", .content_type = "text/xml", .body = ""});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 404);
}

TEST_F(HttpTransport, APathInTheAddressGoesFirst) {
  const auto answer = transport("/odoo/")({.path = "/jsonrpc", .content_type = "text/xml", .body = ""});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "prefixed");
}

TEST_F(HttpTransport, NoAnswerInTimeIsATimeout) {
  const auto answer = transport()({.path = "/slow", .content_type = "text/xml", .body = ""});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::timeout);
}

TEST(HttpTransportWithoutServer, IsUnreachable) {
  const auto odoo = http_transport({.url = "http://127.0.0.1:1"});
  EXPECT_EQ((*odoo)({.path = "/jsonrpc"}).error().kind, ErrorKind::unreachable);
}

TEST(HttpTransportAddress, MustBeHttp) {
  for (const auto* url : {"", "127.0.0.1:8069", "ftp://x", "http://", "http://a b", "http://x?y=1"}) {
    EXPECT_EQ(http_transport({.url = url}).error().kind, ErrorKind::invalid_request) << url;
  }
}

}  // namespace
}  // namespace paridoo::odoo
