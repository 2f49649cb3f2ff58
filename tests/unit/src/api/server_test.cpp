#include "src/api/server.h"

#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <thread>

#include "src/contract/schemas.h"
#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::api {
namespace {

using nlohmann::json;

class ServerTest : public ::testing::Test {
 protected:
  ServerTest()
      : server_(*ApiServer::start(
            Application({.odoo = odoo_.session(),
                         .access = {.tokens = {.secret = std::string(governance::development_secret())}}}),
            {.port = 0})),
        client_("127.0.0.1", server_.port()) {}

  testing::ScriptedOdoo odoo_;
  ApiServer server_;
  httplib::Client client_;
};

TEST_F(ServerTest, AnswersOverHttp) {
  const auto answer = client_.Get("/healthz");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->get_header_value("Content-Type"), "application/json");
}

TEST_F(ServerTest, HeadHasNoBody) {
  const auto answer = client_.Head("/healthz");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_TRUE(answer->body.empty());
}

TEST_F(ServerTest, EveryMethodGetsAProperAnswer) {
  for (const auto* method : {"PUT", "PATCH", "DELETE"}) {
    httplib::Request request;
    request.method = method;
    request.path = "/api/quotations";
    const auto answer = client_.send(request);
    ASSERT_TRUE(answer) << method;
    EXPECT_EQ(answer->status, 405) << method;
    EXPECT_FALSE(contract::Schemas::embedded().check("api/error.json", json::parse(answer->body))) << method;
  }
  EXPECT_EQ(client_.Options("/api/orders/1")->status, 204);
}

TEST_F(ServerTest, TooLargeBodiesAreRefusedInTheSameForm) {
  const auto answer = client_.Post("/api/quotations", std::string(10 * 1024 * 1024, '['), "application/json");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413);
  EXPECT_FALSE(contract::Schemas::embedded().check("api/error.json", json::parse(answer->body)));
}

TEST_F(ServerTest, FormsAreNoQueries) {
  const auto answer = client_.Post("/api/quotations?x=1", "customer_id=1", "application/x-www-form-urlencoded");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 401);
}

TEST_F(ServerTest, StopsWhileClientsKeepTheirConnections) {
  client_.set_keep_alive(true);
  ASSERT_TRUE(client_.Get("/healthz"));
  const auto start = std::chrono::steady_clock::now();
  server_.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(8));
  EXPECT_FALSE(client_.Get("/healthz"));
}

TEST_F(ServerTest, SaysWhenItCannotListen) {
  const auto second = ApiServer::start(Application({.odoo = odoo_.session(), .access = {}}), {.port = server_.port()});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::unreachable);
}

}  // namespace
}  // namespace paridoo::api
